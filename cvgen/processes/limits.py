"""Limits on the time and the memory that one document takes, and processes that end in time."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvgen.errors import Problem

SECONDS = 120.0
"""How long one document may take. Twenty pages take two seconds, on a slow machine ten."""
MEMORY = 1 << 30
"""How many bytes making documents may add to a process. Twenty pages take a twentieth of it."""
_PR_SET_PDEATHSIG = 1
_AGAIN = 1.0


@dataclass(frozen=True)
class Limits:
    """How many ``seconds`` one document may take, and how many bytes of ``memory``.

    ``search`` is how many seconds more may go by in looking for what keeps it from being made.
    """

    seconds: float = SECONDS
    memory: int = MEMORY
    search: float = 20.0

    def too_slow(self, name: str) -> Problem:
        """The problem of a document (``name``) that takes longer."""
        from cvgen.errors import Problem

        count = f"{self.seconds:g} second{'' if self.seconds == 1 else 's'}"
        hint = "the theme is the likely cause; for a very long CV allow more with `--timeout`"
        return Problem("E431", f"{name} takes longer than {count}", hint=hint)

    def too_large(self, name: str) -> Problem:
        """The problem of a document (``name``) that needs more memory."""
        from cvgen.errors import Problem

        hint = "the theme or a picture in it is the likely cause"
        return Problem(
            "E432", f"{name} takes more than {self.memory >> 20} MB of memory", hint=hint
        )


class TimeIsUp(BaseException):
    """What is under way has taken too long. Not an ``Exception``: nothing may keep it back."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUp` in what takes longer than ``seconds``.

    That works in the main thread of a program, where there are such signals, and elsewhere
    nothing happens.
    """
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
    limit = most + _held(resource.getpagesize())
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _held(page: int) -> int:
    """The bytes that count towards the limit on data already, in a process forked from a large
    one too; 0 where the system does not say. Linux counts them in pages of ``page`` bytes.
    """
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[5]) * page
    except (OSError, ValueError, IndexError):
        return 0


def end_with_parent(parent: int, pipe: int) -> None:
    """Have this process end as soon as ``parent`` does, whatever ends it.

    ``parent`` is 0 where another thread than the main one has forked it, whose end Linux would take
    for that of the process. There, and on other systems, a thread waits for the end of ``pipe``,
    which only the parent holds the other end of.
    """
    if sys.platform != "linux" or not parent:
        end_with_pipe(pipe)
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended meanwhile
        os._exit(1)


def end_with_pipe(pipe: int, clear_up: Callable[[], None] = lambda: None) -> None:
    """Have this process end, after ``clear_up``, as soon as nobody holds the other end of ``pipe``
    any more. The thread that waits for it reads nothing.
    """

    def wait() -> None:
        poll = select.poll()
        poll.register(pipe, 0)  # its end is reported even without a flag
        while not any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
            pass
        clear_up()
        os._exit(1)

    if hasattr(select, "poll"):
        threading.Thread(target=wait, daemon=True).start()
