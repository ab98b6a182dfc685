"""Temporary files of writing processes, and those that a killed process left behind."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cvgen.patterns import pattern

_NAME = pattern(r"\.cvgen-(\d+)\.tmp", re.ASCII)


def temporary_name() -> str:
    """The name under which this process writes a file before it puts it in its place."""
    return f".cvgen-{os.getpid()}.tmp"


def abandoned(folder: Path | str) -> list[Path]:
    """The temporary files in ``folder`` whose processes are gone; none where it cannot be read."""
    try:
        with os.scandir(folder) as found:
            names = [(entry.path, _NAME.fullmatch(entry.name)) for entry in found]
    except OSError:
        return []
    return [Path(path) for path, match in names if match and not _lives(match[1])]


def _lives(process: str) -> bool:
    """Whether there may be a process of that number."""
    if os.name != "posix":
        return True  # a signal is no question there
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError, ValueError):
        return False
    except OSError:
        return True
    return True
