"""`cvgen themes --gallery`: CVs in every theme, as pictures."""
