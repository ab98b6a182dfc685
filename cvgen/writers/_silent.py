"""Lines that native libraries print by themselves, such as warnings of Pango, GLib and fontconfig.

Nobody can act on them, and what matters of it is found in other ways: fonts are checked before,
documents are read back after.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

_ERRORS = 2


@contextlib.contextmanager
def silent_libraries() -> Iterator[None]:
    """Nothing reaches the standard error stream of this process for a while."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        before = os.dup(_ERRORS)
    except OSError:  # it is closed
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _ERRORS)
    os.close(nowhere)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
        os.dup2(before, _ERRORS)
        os.close(before)
