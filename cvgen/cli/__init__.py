"""The command line: parse, one call into `app`, report. Nothing heavy is imported at load."""

import os
from typing import NoReturn


def main() -> NoReturn:
    """The entry point. An interrupt is no error of the program, even while it is still loading."""
    try:
        from cvgen.cli.main import main as run

        run()
    except KeyboardInterrupt:
        os._exit(130)
    except RuntimeError as error:
        # So Python 3.11 tells of an interrupt while a class is being made.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        os._exit(130)


__all__ = ["main"]
