"""`cvgen new`: a starter project."""
