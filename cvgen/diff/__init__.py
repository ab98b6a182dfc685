"""`cvgen diff`: compares two variants, or two revisions."""
