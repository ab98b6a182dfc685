"""What programs see in a finished CV: its text by two readers, its fields and its faults."""
