"""Job applications: letter, CV and other documents for one opening, joined to one packet."""
