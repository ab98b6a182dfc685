"""Which outputs are up to date, told from digests of what they were made from, not from times.

Nothing here reads YAML or imports a library: a run with nothing to do ends before either is needed.
"""
