"""Works on untrusted files in a separate process, within limits of time and memory.

Where processes cannot be forked, this process does the work, without limits.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import NoReturn, TypeVar

from cvgen.errors import CvgenError
from cvgen.processes.child import CAN_FORK, Child, send
from cvgen.processes.limits import READING, Limits, TimeIsUp

S = TypeVar("S")
T = TypeVar("T")
_PATIENCE = 300.0  # seconds by the clock that a process may take where the machine is busy


@dataclass(frozen=True, slots=True)
class Stopped:
    """Work that took too much, and was stopped."""

    reason: str


def each_isolated(
    work: Callable[[S], T], items: Sequence[S], limits: Limits = READING
) -> Iterator[T | CvgenError | Stopped]:
    """What ``work`` makes of each of ``items``, the error that it raises, or why it was stopped.

    ``work`` may use the processor for ``limits.seconds``; then it gets TimeIsUp raised, and has as
    long again to end. One process works on all items; where it is stopped, another one goes on.
    """
    if not CAN_FORK:
        yield from (_outcome(work, item, limits) for item in items)
        return
    done = 0
    while done < len(items):
        child = Child(partial(_work, work, items[done:], limits), limits.memory)
        try:
            while done < len(items):
                result = _result(child, limits)
                done += 1
                yield result
                if isinstance(result, Stopped):
                    break
        finally:
            child.end()


def _result(child: Child, limits: Limits) -> T | CvgenError | Stopped:
    """The next result; Stopped if the process is gone, or does not end."""
    try:
        return child.receive(_PATIENCE)  # type: ignore[no-any-return]
    except TimeoutError:
        return Stopped(_too_slow(limits))
    except EOFError:
        memory = limits.memory // 1_000_000
        return Stopped(f"it takes more than {memory} MB or {2 * limits.seconds:g} seconds")


def _work(
    work: Callable[[S], T], items: Sequence[S], limits: Limits, _tasks: int, results: int
) -> None:
    """The life of the process."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGVTALRM, lambda number, frame: _stop(number, frame, limits))
    for item in items:
        signal.setitimer(signal.ITIMER_VIRTUAL, limits.seconds, limits.seconds / 2)
        signal.setitimer(signal.ITIMER_PROF, 2 * limits.seconds)
        result = _outcome(work, item, limits)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        send(results, result)


def _outcome(work: Callable[[S], T], item: S, limits: Limits) -> T | CvgenError | Stopped:
    try:
        return work(item)
    except CvgenError as error:
        return error
    except MemoryError:
        return Stopped(f"it takes more than {limits.memory // 1_000_000} MB of memory")


def _stop(_number: int, _frame: FrameType | None, limits: Limits) -> NoReturn:
    raise TimeIsUp(_too_slow(limits))


def _too_slow(limits: Limits) -> str:
    return f"it takes longer than {limits.seconds:g} seconds"
