"""`cvgen explain`: why a variant shows or hides each item."""
