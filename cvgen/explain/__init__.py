"""`cvgen explain`: why a variant shows what it shows."""
