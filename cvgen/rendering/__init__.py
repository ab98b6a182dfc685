"""`cvgen render`: which documents to make, and making them."""
