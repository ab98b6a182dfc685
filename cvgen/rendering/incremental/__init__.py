"""Decides which outputs are up to date, by digests of their inputs and not by times.

Nothing here reads YAML or imports a library, so a run with nothing to do ends early.
"""
