"""The warm process: it has everything loaded, and forks a child for each job.

A child that ends gives back all it took, so the process stays as it is. Jobs that are marked as
``inside`` are done in the process itself: what they load (fonts, styles, templates) is there for
all children after them. It ends when the pipe from its parent does.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import selectors
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from cvgen.processes.limits import MEMORY, end_with_parent, end_with_pipe, limit_memory
from cvgen.serve.frames import receive, send, unpacked

if TYPE_CHECKING:
    from cvgen.serve.outcome import Crash, Job

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""On macOS a process whose libraries have started threads of their own must not be forked."""


@dataclass(frozen=True)
class Do:
    """Do ``job`` and answer with ``(number, outcome)``; end what takes ``timeout`` seconds."""

    number: int
    job: Job
    inside: bool = False
    timeout: float | None = None


@dataclass(frozen=True)
class Drop:
    """The outcome of ``number`` is not wanted any more; nothing is answered."""

    number: int


@dataclass
class _Child:
    number: int
    pid: int
    folder: str
    until: float
    data: bytearray = field(default_factory=bytearray)


def live(orders: int, results: int, folder: str, forks: bool) -> None:
    """The life of the process: from loading the engine to the end of ``orders``.

    Whatever is written to disk meanwhile goes below ``folder``, which is removed. Unless it
    ``forks``, all jobs are done in the process itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    limit_memory(MEMORY)
    try:
        _load()
        nursery = _Nursery(orders, results, forks)
        end_with_pipe(orders, nursery.kill)
        nursery.work()
    except (EOFError, BrokenPipeError):
        pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load() -> None:
    """Import what nearly every job needs; what is wrong with it shows in the first one."""
    import cvgen.serve.preview
    import cvgen.serve.rerender  # noqa: F401
    from cvgen.errors import CvgenError
    from cvgen.writers.pdf.writer import load_engine

    with contextlib.suppress(CvgenError):
        load_engine()


class _Nursery:
    """The orders that wait, the children at work, and the pipes."""

    def __init__(self, orders: int, results: int, forks: bool) -> None:
        self.orders = orders
        self.results = results
        self.forks = forks
        self.waiting: deque[Do] = deque()
        self.children: dict[int, _Child] = {}
        self.most = max(2, os.cpu_count() or 2)
        self.selector = selectors.DefaultSelector()
        self.selector.register(orders, selectors.EVENT_READ)

    def work(self) -> None:
        """Take orders until there are no more; EOFError then."""
        try:
            while True:
                can_begin = bool(self.waiting) and len(self.children) < self.most
                events = self.selector.select(0 if can_begin else self.patience())
                self.end_slow_ones()
                for key, _ in events:
                    if key.fd == self.orders:
                        self.take(receive(self.orders))
                    elif key.fd in self.children:  # else the order before it ended that one
                        self.read(key.fd)
                if can_begin and not events:  # so nothing is begun that is dropped already
                    self.begin(self.waiting.popleft())
        finally:
            for handle in list(self.children):
                self.end(handle)

    def patience(self) -> float | None:
        """The seconds until the first child takes too long; None where none ever does."""
        until = min((child.until for child in self.children.values()), default=math.inf)
        return None if until == math.inf else max(0.0, until - time.monotonic())

    def end_slow_ones(self) -> None:
        """End the children that take too long, and say so."""
        now = time.monotonic()
        for handle, child in list(self.children.items()):
            if child.until <= now:
                self.end(handle)
                send(self.results, (child.number, too_slow()))

    def kill(self) -> None:
        """End all children at once, from any thread."""
        for child in list(self.children.values()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)

    def take(self, order: Do | Drop) -> None:
        """Note what is to be done, or stop doing it."""
        if isinstance(order, Do):
            self.waiting.append(order)
            return
        self.waiting = deque(one for one in self.waiting if one.number != order.number)
        for handle, child in list(self.children.items()):
            if child.number == order.number:
                self.end(handle)

    def begin(self, order: Do) -> None:
        """Do a job, here or in a child."""
        if order.inside or not self.forks:
            with ended_after(order.timeout):
                outcome = order.job.run()
            send(self.results, (order.number, outcome))
            gc.collect()
            if self.forks:
                gc.freeze()  # so that children do not copy what they only look at
            return
        folder = tempfile.mkdtemp()
        end, start = os.pipe()
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            end_with_parent(parent, self.orders)
            self.be_child(order, start, folder)
        os.close(start)
        until = math.inf if order.timeout is None else time.monotonic() + order.timeout
        self.children[end] = _Child(order.number, pid, folder, until)
        self.selector.register(end, selectors.EVENT_READ)

    def be_child(self, order: Do, start: int, folder: str) -> NoReturn:
        """Do the job, write its outcome and be gone."""
        code = 1
        try:
            gc.disable()
            tempfile.tempdir = folder
            for handle in (self.orders, self.results, *self.children):
                os.close(handle)
            send(start, order.job.run())
            code = 0
        finally:
            if code:
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(code)

    def read(self, handle: int) -> None:
        """Take what a child writes; at its end, answer with it."""
        child = self.children[handle]
        if piece := os.read(handle, 1 << 20):
            child.data += piece
            return
        self.end(handle)
        try:
            outcome = unpacked(bytes(child.data))
        except EOFError:
            outcome = None
        send(self.results, (child.number, outcome))

    def end(self, handle: int) -> None:
        """End a child, whether it is done or not, and remove what it left."""
        child = self.children.pop(handle)
        self.selector.unregister(handle)
        os.close(handle)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
        shutil.rmtree(child.folder, ignore_errors=True)


@contextlib.contextmanager
def ended_after(seconds: float | None) -> Iterator[None]:
    """End this process where something takes longer than ``seconds``."""
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def too_slow() -> Crash:
    """The outcome of a job that took too long."""
    from cvgen.errors import Problem
    from cvgen.serve.outcome import Crash

    hint = "the theme is the likely cause; for a very long CV allow more with `--timeout`"
    problem = Problem("E431", "the preview takes too long", hint=hint)
    return Crash((problem,), may_be_tried_again=False)


__all__ = ["CAN_FORK", "Do", "Drop", "live"]
