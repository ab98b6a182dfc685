"""From a selected Cv to the Document that every writer knows."""
