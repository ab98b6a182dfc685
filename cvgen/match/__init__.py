"""`cvgen match`: what a job text asks for, and what of it a CV shows."""
