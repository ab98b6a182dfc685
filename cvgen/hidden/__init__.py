"""What a variant hides: the values, the forms in which they could stand in a file, and why."""
