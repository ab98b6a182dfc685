"""Limits on the time and the memory that a document or a file takes, and on what is read."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from cvgen.errors import Problem

SECONDS = 120.0
"""How long one document may take. Twenty pages take two seconds, on a slow machine ten."""
SLOW_HINT = "the theme is the likely cause; for a very long CV allow more with `--timeout`"
MEMORY = 1 << 30
"""How many bytes making documents may add to a process. Twenty pages take a twentieth of it."""
_AGAIN = 1.0


@dataclass(frozen=True)
class Limits:
    """Limits of one document, and how many seconds a ``search`` for what breaks it may take."""

    seconds: float = SECONDS
    memory: int = MEMORY
    search: float = 20.0

    def too_slow(self, name: str) -> Problem:
        """The problem of a document (``name``) that takes longer."""
        count = f"{self.seconds:g} second{'' if self.seconds == 1 else 's'}"
        return Problem("E431", f"{name} takes longer than {count}", hint=SLOW_HINT)

    def too_large(self, name: str) -> Problem:
        """The problem of a document (``name``) that needs more memory."""
        hint = "the theme or a picture in it is the likely cause"
        message = f"{name} takes more than {self.memory >> 20} MB of memory"
        return Problem("E432", message, hint=hint)


READING = Limits(15.0, 1_500_000_000)
"""What the audit of one file may take; the seconds are those of the processor."""


class TimeIsUp(BaseException):
    """The work takes too long. Not an ``Exception``, so that no library catches it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUp` in work that takes longer; it needs the main thread and a timer."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    before, report = signal.signal(signal.SIGALRM, end), sys.unraisablehook
    sys.unraisablehook = lambda one: None if one.exc_type is TimeIsUp else report(one)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)  # again where a finalizer swallows it
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = report


def limit_memory(most: int) -> None:
    """Let this process take ``most`` bytes more than it has, where the system can limit them."""
    try:
        import resource
    except ImportError:
        return
    limit = most + _memory_in_use(resource.getpagesize())
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _memory_in_use(page: int) -> int:
    """The bytes that count towards the limit already, in pages of ``page`` bytes; 0 if unknown."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[5]) * page
    except (OSError, ValueError, IndexError):
        return 0


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How far the audit looks into one file; it reports what it does not look into.

    ``file`` and ``unpacked`` limit the bytes of the file and of all that is unpacked from it,
    ``text`` the characters. Data may unpack to ``ratio`` times its size, or to ``small`` bytes if
    that is more. ``depth`` is how deep files are nested, ``parts`` the number of files and
    texts in all.
    """

    file: int = 100_000_000
    unpacked: int = 200_000_000
    small: int = 10_000_000
    ratio: int = 200
    text: int = 50_000_000
    depth: int = 4
    parts: int = 20_000
    pages: int = 300
    versions: int = 10


LIMITS = ReadingLimits()


class BeyondLimit(Exception):
    """A limit is reached. The text says which, and continues 'not fully searched:'."""


class ReadingBudget:
    """What is left of the limits for one file, and for all that it holds."""

    def __init__(self, limits: ReadingLimits = LIMITS) -> None:
        self.limits = limits
        self.bytes = limits.unpacked
        self.chars = limits.text
        self.parts = limits.parts

    def room(self, packed: int) -> int:
        """The most bytes to which ``packed`` bytes may unpack."""
        limits = self.limits
        return max(0, min(self.bytes, max(limits.small, packed * limits.ratio)))

    def add_unpacked(self, size: int, packed: int) -> None:
        """Note that ``packed`` bytes unpack to ``size``. BeyondLimit if that is too much."""
        room = self.room(packed)
        self.bytes -= min(size, room)
        if size > room:
            raise BeyondLimit(self.too_large(room))

    def too_large(self, room: int) -> str:
        """Why something that unpacks to more than ``room`` is not looked into."""
        return f"it unpacks to more than {max(1, room // 1_000_000)} MB"

    def add_part(self, chars: int = 0) -> None:
        """Note a file or text of ``chars`` characters. BeyondLimit if there are too many."""
        self.parts -= 1
        self.chars -= chars
        if self.parts < 0:
            raise BeyondLimit(f"it has more than {self.limits.parts:,} parts")
        if self.chars < 0:
            raise BeyondLimit(f"it has more than {self.limits.text // 1_000_000} MB of text")
