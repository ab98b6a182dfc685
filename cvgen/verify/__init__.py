"""Checks that a finished document has every word of its Document, once and in order."""
