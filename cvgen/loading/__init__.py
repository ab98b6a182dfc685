"""Loads a CV: from its file to a checked Cv in which every name is known."""
