"""A forked process that works for this one, within a limit of memory, and ends with it.

Messages between processes are pickled, after their length. Work on untrusted files runs in such a
process; where processes cannot be forked, this one does it, without limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Any, NoReturn, TypeVar

from cvgen.errors import CvgenError
from cvgen.processes.limits import READING, Limits, TimeIsUp, limit_memory

S = TypeVar("S")
T = TypeVar("T")
CAN_FORK = hasattr(os, "fork") and hasattr(signal, "setitimer")
_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct(">I")
_PATIENCE = 300.0  # seconds by the clock that a process may take where the machine is busy


class Child:
    """A forked process, a pipe for its tasks and a pipe for its results.

    It calls ``main`` with its ends of the two pipes and ends when that returns. It may take
    ``memory`` bytes more than this process has; 0 is no limit. It closes the pipes of ``others``,
    which it inherits and would keep open.
    """

    def __init__(
        self, main: Callable[[int, int], object], memory: int = 0, others: Iterable[Child] = ()
    ) -> None:
        tasks, self.tasks = os.pipe()
        self.results, results = os.pipe()
        is_main = threading.current_thread() is threading.main_thread()
        parent = os.getpid() if is_main else 0
        self.pid = os.fork()
        if self.pid == 0:
            for other in (self, *others):
                other.close()
            end_with_parent(parent, tasks)
            if memory:
                limit_memory(memory)
            _run(main, tasks, results)
        os.close(tasks)
        os.close(results)

    def send(self, task: object) -> None:
        """Give it a task; BrokenPipeError if the process is gone."""
        send(self.tasks, task)

    def receive(self, seconds: float) -> Any:
        """The next result; TimeoutError after ``seconds``, EOFError if the process is gone."""
        poll = select.poll()
        poll.register(self.results, select.POLLIN)
        if not poll.poll(max(0.0, seconds) * 1000):
            raise TimeoutError
        return receive(self.results)

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close the pipes: the process ends after the task it is working on."""
        for handle in (self.tasks, self.results):
            if handle >= 0:
                os.close(handle)
        self.tasks = self.results = -1

    def wait(self) -> None:
        """Wait until it is gone."""
        os.waitpid(self.pid, 0)

    def end(self) -> None:
        """End it at once, and wait until it is gone."""
        self.kill()
        self.close()
        self.wait()


def _run(main: Callable[[int, int], object], tasks: int, results: int) -> NoReturn:
    """The life of the process. Only a bug in ``main`` is printed."""
    code = 1
    try:
        main(tasks, results)
        code = 0
    except (KeyboardInterrupt, BrokenPipeError, EOFError, MemoryError, TimeIsUp):
        code = 0
    finally:
        if code:
            import traceback

            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)


def end_with_parent(parent: int, pipe: int) -> None:
    """Have this process end as soon as ``parent`` does, whatever ends it.

    ``parent`` is 0 where a thread other than the main one has forked it: Linux would take the end
    of that thread for the end of the process. There, and on other systems, a thread waits for the
    end of ``pipe``, the other end of which only the parent holds.
    """
    if sys.platform != "linux" or not parent:
        end_with_pipe(pipe)
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended meanwhile
        os._exit(1)


def end_with_pipe(pipe: int, clear_up: Callable[[], None] = lambda: None) -> None:
    """Have this process end, after ``clear_up``, when nobody holds the other end of ``pipe``."""

    def wait() -> None:
        poll = select.poll()
        poll.register(pipe, 0)  # its end is reported even without a flag
        while not any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
            pass
        clear_up()
        os._exit(1)

    if hasattr(select, "poll"):
        threading.Thread(target=wait, daemon=True).start()


def send(handle: int, message: object) -> None:
    """Write ``message``; OSError if nobody reads it."""
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    data = memoryview(_LENGTH.pack(len(packed)) + packed)
    while data:
        data = data[os.write(handle, data) :]


def receive(handle: int) -> Any:
    """The next message; EOFError at the end, or within a message."""
    (length,) = _LENGTH.unpack(_exactly(handle, _LENGTH.size))
    return pickle.loads(_exactly(handle, length))


def decode_message(data: bytes) -> Any:
    """The message that ``data`` is; EOFError if it is incomplete."""
    if len(data) < _LENGTH.size or len(data) != _LENGTH.size + _LENGTH.unpack_from(data)[0]:
        raise EOFError
    return pickle.loads(memoryview(data)[_LENGTH.size :])


def _exactly(handle: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = os.read(handle, min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


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
