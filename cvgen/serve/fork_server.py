"""The fork server: a process with everything loaded, which forks a child for each job.

A child that ends frees all its memory, so the server does not grow. The server itself does jobs
marked ``inside``: all later children share what these load (fonts, styles, templates). It ends when
the pipe from its parent closes.
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
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from cvgen.errors import CvgenError, Problem
from cvgen.processes.child import Child, decode_message, end_with_pipe, receive, send
from cvgen.processes.limits import MEMORY, SLOW_HINT, limit_memory
from cvgen.serve.view import Crash, ViewJob

CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""On macOS, a process must not be forked if its libraries have started threads."""


@dataclass(frozen=True)
class Order:
    """Do ``job`` and answer with ``(number, outcome)``; kill it after ``timeout`` seconds."""

    number: int
    job: ViewJob
    inside: bool = False
    timeout: float | None = None


@dataclass
class _Working:
    """The process of job ``number``, and the part of its outcome read so far."""

    number: int
    process: Child
    folder: str
    until: float
    data: bytearray = field(default_factory=bytearray)


def main(orders: int, results: int, folder: str, forks: bool) -> None:
    """The main function of the server: load the engine, then do ``orders`` until they end.

    Temporary files go below ``folder``, which is removed at the end. Without ``forks``, the process
    does all jobs itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    limit_memory(MEMORY)
    try:
        _load()
        server = ForkServer(orders, results, forks)
        end_with_pipe(orders, server.kill)
        server.work()
    except (EOFError, BrokenPipeError):
        pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load() -> None:
    """Import everything that nearly every job needs; the first job reports any error."""
    import cvgen.serve.preview
    import cvgen.serve.rerender  # noqa: F401
    from cvgen.writers.pdf.writer import load_engine

    with contextlib.suppress(CvgenError):
        load_engine()


class ForkServer:
    """The waiting orders, the running processes by the handle of their results, and the pipes."""

    def __init__(self, orders: int, results: int, forks: bool) -> None:
        self.orders = orders
        self.results = results
        self.forks = forks
        self.waiting: deque[Order] = deque()
        self.children: dict[int, _Working] = {}
        self.most = max(2, os.cpu_count() or 2)
        self.selector = selectors.DefaultSelector()
        self.selector.register(orders, selectors.EVENT_READ)

    def work(self) -> None:
        """Take orders until no more come; EOFError then."""
        try:
            while True:
                can_begin = bool(self.waiting) and len(self.children) < self.most
                events = self.selector.select(0 if can_begin else self.patience())
                self.end_slow_ones()
                for key, _ in events:
                    if key.fd == self.orders:
                        self.take(receive(self.orders))
                    elif key.fd in self.children:  # else an earlier order ended that one
                        self.read(key.fd)
                if can_begin and not events:  # so that no dropped job is started
                    self.begin(self.waiting.popleft())
        finally:
            for handle in list(self.children):
                self.end(handle)

    def patience(self) -> float | None:
        """The seconds until the next job is too slow; None if no job has a limit."""
        until = min((child.until for child in self.children.values()), default=math.inf)
        return None if until == math.inf else max(0.0, until - time.monotonic())

    def end_slow_ones(self) -> None:
        """Kill children that are too slow, and answer with that problem."""
        now = time.monotonic()
        for handle, child in list(self.children.items()):
            if child.until <= now:
                self.end(handle)
                problem = Problem("E431", "the preview takes too long", hint=SLOW_HINT)
                send(self.results, (child.number, Crash((problem,), may_be_tried_again=False)))

    def kill(self) -> None:
        """Kill all children at once, from any thread."""
        for child in list(self.children.values()):
            child.process.kill()
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)

    def take(self, order: Order | int) -> None:
        """Queue a job, or stop the job of a number, whose outcome is no longer needed."""
        if isinstance(order, Order):
            self.waiting.append(order)
            return
        self.waiting = deque(one for one in self.waiting if one.number != order)
        for handle, child in list(self.children.items()):
            if child.number == order:
                self.end(handle)

    def begin(self, order: Order) -> None:
        """Do a job, in this process or in a child."""
        if order.inside or not self.forks:
            with exit_after(order.timeout):
                outcome = order.job.run()
            send(self.results, (order.number, outcome))
            gc.collect()
            if self.forks:
                gc.freeze()  # so that children do not copy objects that they only read
            return
        folder = tempfile.mkdtemp()
        others = [child.process for child in self.children.values()]
        process = Child(partial(self._child_main, order, folder), others=others)
        until = math.inf if order.timeout is None else time.monotonic() + order.timeout
        self.children[process.results] = _Working(order.number, process, folder, until)
        self.selector.register(process.results, selectors.EVENT_READ)

    def _child_main(self, order: Order, folder: str, _tasks: int, results: int) -> None:
        """Do the job and write its outcome."""
        gc.disable()
        tempfile.tempdir = folder
        os.close(self.orders)
        os.close(self.results)
        send(results, order.job.run())

    def read(self, handle: int) -> None:
        """Read what a child writes; at its end, answer with it."""
        child = self.children[handle]
        if piece := os.read(handle, 1 << 20):
            child.data += piece
            return
        self.end(handle)
        try:
            outcome = decode_message(bytes(child.data))
        except EOFError:
            outcome = None
        send(self.results, (child.number, outcome))

    def end(self, handle: int) -> None:
        """End a child, whether it is done or not, and remove its temporary files."""
        child = self.children.pop(handle)
        self.selector.unregister(handle)
        child.process.end()
        shutil.rmtree(child.folder, ignore_errors=True)


@contextlib.contextmanager
def exit_after(seconds: float | None) -> Iterator[None]:
    """End this process if the work in the context takes longer than ``seconds``."""
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
