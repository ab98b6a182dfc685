"""Loading a CV: from its file to a checked Cv, with every name in it looked up."""
