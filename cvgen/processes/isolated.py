"""Work on strangers' files in a process of its own, which has only so much time and memory.

Where processes cannot be forked, the work is done in this one, without these limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import BinaryIO, NoReturn, TypeVar

from cvgen.errors import CvgenError
from cvgen.processes.limits import end_with_parent, limit_memory
from cvgen.processes.reading_limits import LIMITS, Limits, OutOfTime

S = TypeVar("S")
T = TypeVar("T")
_PATIENCE = 300.0  # seconds by the clock that a process may take where the machine is busy
CAN_FORK = hasattr(os, "fork") and hasattr(signal, "setitimer")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Work that took too much, and was stopped."""

    reason: str


def each_apart(
    work: Callable[[S], T], items: Sequence[S], limits: Limits = LIMITS
) -> Iterator[T | CvgenError | Stopped]:
    """What ``work`` makes of each of ``items``, the error that it raises, or that it was stopped.

    When its seconds are over, ``work`` gets OutOfTime raised, and as long again to end. One process
    works on them in turn; where it is stopped, another goes on with the next.
    """
    if not CAN_FORK:
        yield from (_outcome(work, item) for item in items)
        return
    done = 0
    while done < len(items):
        with _Child(work, items[done:], limits) as child:
            while done < len(items):
                result = child.result()
                done += 1
                yield result
                if isinstance(result, Stopped):
                    break


class _Child:
    """A process that works on ``items``, and the pipe that its results come through."""

    def __init__(self, work: Callable[[S], T], items: Sequence[S], limits: Limits) -> None:
        self.limits = limits
        end, start = os.pipe()
        is_main = threading.current_thread() is threading.main_thread()
        parent = os.getpid() if is_main else 0
        self.pid = os.fork()
        if self.pid == 0:
            os.close(end)
            end_with_parent(parent, start)
            _serve(work, items, os.fdopen(start, "wb"), limits)
        os.close(start)
        self.results: BinaryIO = os.fdopen(end, "rb")

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.results.close()
        os.waitpid(self.pid, 0)

    def result(self) -> T | CvgenError | Stopped:
        """The next result; Stopped where the process is gone, or does not end."""
        if not select.select([self.results], [], [], _PATIENCE)[0]:
            return Stopped(_too_slow(self.limits))
        try:
            return pickle.load(self.results)  # type: ignore[no-any-return]
        except (EOFError, pickle.UnpicklingError):
            memory = self.limits.memory // 1_000_000
            return Stopped(f"it takes more than {memory} MB or {2 * self.limits.seconds:g} seconds")


def _serve(
    work: Callable[[S], T], items: Sequence[S], results: BinaryIO, limits: Limits
) -> NoReturn:
    """The life of the process."""
    try:
        limit_memory(limits.memory)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGVTALRM, lambda number, frame: _stop(number, frame, limits))
        for item in items:
            signal.setitimer(signal.ITIMER_VIRTUAL, limits.seconds, limits.seconds / 2)
            signal.setitimer(signal.ITIMER_PROF, 2 * limits.seconds)
            result = _outcome(work, item)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            pickle.dump(result, results)
            results.flush()
    except (KeyboardInterrupt, BrokenPipeError, OutOfTime):
        pass
    finally:
        os._exit(0)


def _outcome(work: Callable[[S], T], item: S) -> T | CvgenError | Stopped:
    try:
        return work(item)
    except CvgenError as error:
        return error
    except MemoryError:
        return Stopped(f"it takes more than {LIMITS.memory // 1_000_000} MB of memory")


def _stop(_number: int, _frame: FrameType | None, limits: Limits) -> NoReturn:
    raise OutOfTime(_too_slow(limits))


def _too_slow(limits: Limits) -> str:
    return f"it takes longer than {limits.seconds:g} seconds"
