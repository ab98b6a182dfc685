"""The command line, a module per command. Each parses, calls its feature once, and reports."""

import os
from typing import NoReturn


def main() -> NoReturn:
    """Run the program; exit with 130 on an interrupt, even while modules load."""
    try:
        from cvgen.cli.dataclass_speed import speed_up_dataclasses
        from cvgen.cli.schema_speed import speed_up_schemas

        speed_up_dataclasses()  # before any other module defines them
        speed_up_schemas()
        from cvgen.cli.main import main as run

        run()
    except KeyboardInterrupt:
        os._exit(130)
    except RuntimeError as error:
        # Python 3.11 raises this for an interrupt while it creates a class.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        os._exit(130)


__all__ = ["main"]
