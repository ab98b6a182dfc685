"""Whether a finished document says what its Document says: every word, once, in order."""
