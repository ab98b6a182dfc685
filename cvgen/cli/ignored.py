"""Which files git would take into a commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 60


def not_ignored(files: Sequence[Path]) -> list[Path]:
    """Those of ``files`` that git does not ignore; all of them where no git looks after them."""
    names = [os.fsencode(path.absolute()) for path in files]
    if not names:
        return []
    try:
        made = subprocess.run(
            ["git", "check-ignore", "--stdin", "-z"], input=b"\0".join(names) + b"\0",
            capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return list(files)
    ignored = set(made.stdout.split(b"\0")) if made.returncode == 0 else set[bytes]()
    return [path for path, name in zip(files, names, strict=True) if name not in ignored]
