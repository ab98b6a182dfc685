"""Applications: letter, CV, statements and certificates for an opening, joined in one packet."""
