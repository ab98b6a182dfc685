"""The use cases: what the command line does, as functions a program can call."""
