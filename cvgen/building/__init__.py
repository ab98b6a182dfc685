"""Source with positions → typed Cv, or all problems of the file at once."""
