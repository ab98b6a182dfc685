"""Hides what libraries print, such as warnings of Pango, GLib, fontconfig and Pillow.

Users cannot act on these lines. cvgen finds real faults itself: it checks fonts before and reads
documents back afterwards.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

_ERRORS = 2


class _ErrorStream:
    """The standard error stream of the process, silent while at least one thread wants it to be."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted_by = 0
        self._original: int | None = None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew_lock)

    def _renew_lock(self) -> None:
        """The thread that held the lock may not exist in the child."""
        self._lock = threading.Lock()

    def silence(self) -> None:
        """Discard what is written, until the matching :meth:`restore`."""
        with self._lock:
            self._wanted_by += 1
            if self._wanted_by > 1:
                return
            _flush()
            with contextlib.suppress(OSError):  # the stream is closed
                self._original = os.dup(_ERRORS)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, _ERRORS)
                os.close(nowhere)

    def restore(self) -> None:
        """Undo one :meth:`silence`."""
        with self._lock:
            self._wanted_by -= 1
            if self._wanted_by or self._original is None:
                return
            _flush()
            os.dup2(self._original, _ERRORS)
            os.close(self._original)
            self._original = None


_STREAM = _ErrorStream()


@contextlib.contextmanager
def silent_libraries() -> Iterator[None]:
    """Discard what this process writes to its standard error stream, for a while."""
    _STREAM.silence()
    try:
        yield
    finally:
        _STREAM.restore()


def _flush() -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
