"""The command line: parse, one call into `app`, report. Nothing heavy is imported at load."""

from cvgen.cli.main import main

__all__ = ["main"]
