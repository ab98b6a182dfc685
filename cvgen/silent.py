"""Lines that libraries print by themselves, such as warnings of Pango, GLib, fontconfig and Pillow.

Nobody can act on them, and what matters of it is found in other ways: fonts are checked before,
documents are read back after.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

_ERRORS = 2


class _ErrorStream:
    """The standard error stream of the process, silent while anybody wants it to be.

    Several threads may want that at once, so the stream is opened again by the last of them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted_by = 0
        self._original: int | None = None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew_lock)

    def _renew_lock(self) -> None:
        """A thread that the child does not have may have held the lock."""
        self._lock = threading.Lock()

    def silence(self) -> None:
        """Send what is written to nowhere."""
        with self._lock:
            self._wanted_by += 1
            if self._wanted_by > 1:
                return
            _flush()
            with contextlib.suppress(OSError):  # it is closed
                self._original = os.dup(_ERRORS)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, _ERRORS)
                os.close(nowhere)

    def open_again(self) -> None:
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
    """Nothing reaches the standard error stream of this process for a while."""
    _STREAM.silence()
    try:
        yield
    finally:
        _STREAM.open_again()


def _flush() -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
