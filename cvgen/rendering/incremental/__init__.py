"""Which outputs are up to date, decided by digests of their inputs and not by times.

Nothing here reads YAML or imports a library: a run with nothing to do ends before either is needed.
"""
