"""`cvgen audit`: what finished files show of a CV that they may not."""
