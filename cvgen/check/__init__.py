"""`cvgen check`: what is wrong with a CV."""
