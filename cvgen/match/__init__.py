"""`cvgen match`: compares the terms of a job text with what a CV shows."""
