"""Turns a selected Cv into the Document that all writers share."""
