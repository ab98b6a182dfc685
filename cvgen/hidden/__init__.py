"""The values that a variant hides, why it hides them, and patterns that find them in a file."""
