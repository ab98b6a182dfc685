"""The client of the fork server: sends jobs, receives outcomes, and replaces a crashed server."""

from __future__ import annotations

import contextlib
import math
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import IO

from cvgen.processes.child import receive, send
from cvgen.serve.fork_server import CAN_FORK, Order
from cvgen.serve.view import Crash, ViewJob, ViewOutcome

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer.raw)\n"
    "import os; results = os.dup(1); os.dup2(2, 1)\n"
    "from cvgen.serve.fork_server import main\n"
    "main(0, results, sys.argv[1], sys.argv[2] == 'forks')"
)
MOST_INSIDE = 5
"""The number of looks after which a server is replaced, because each look keeps memory."""
MOST_WITHOUT_FORKS = 40
"""The number of jobs after which a server that does all jobs itself is replaced."""
_PATIENCE = 10.0
"""A dropped job inside the server counts as hanging after so many seconds."""

Then = Callable[[object], None]


@dataclass
class _Server:
    """A server: its pipes, the callbacks of its jobs by number, and its loaded looks."""

    popen: subprocess.Popen[bytes]
    orders: IO[bytes]
    results: IO[bytes]
    folder: tempfile.TemporaryDirectory[str]
    then: dict[int, Then] = field(default_factory=dict)
    loaded: set[Hashable] = field(default_factory=set)
    since: dict[int, float] = field(default_factory=dict)
    inside: int = 0
    leaving: bool = False


class ForkClient:
    """Runs jobs in a fork server, which it replaces if it ends, or before it grows too large."""

    def __init__(self, forks: bool = CAN_FORK) -> None:
        self._forks = forks
        self._most = MOST_INSIDE if forks else MOST_WITHOUT_FORKS
        self._lock = threading.RLock()
        self._number = 0
        self._closed = False
        self._process: _Server | None = None
        self._next: _Server | None = None

    def start(self) -> None:
        """Start the server, so that the first job waits less."""
        with self._lock:
            self._current()

    def submit(self, job: ViewJob, look: Hashable, then: Then, timeout: float | None = None) -> int:
        """Run ``job``, and call ``then`` with its outcome or a :class:`Crash`; the job's number.

        The server itself does the first job of each ``look``, so that its fonts and styles are
        loaded for later ones. A job whose look is None never runs inside the server. A job that
        takes longer than ``timeout`` seconds is killed.
        """
        with self._lock:
            process = self._current()
            self._number += 1
            number = self._number
            inside = not self._forks or (look is not None and look not in process.loaded)
            if inside and process.inside >= self._most:
                self._exchange(job, look)
                inside = not self._forks
            self._send(process, Order(number, job, inside, timeout), then)
            if inside:
                process.loaded.add(look)
                process.inside += 1
                process.since[number] = time.monotonic()
            return number

    def drop(self, number: int) -> None:
        """Forget a job; it is killed if it is running."""
        with self._lock:
            for process in filter(None, (self._process, self._next)):
                if process.then.pop(number, None):
                    with contextlib.suppress(OSError):
                        send(process.orders.fileno(), number)
                if time.monotonic() - process.since.get(number, math.inf) > _PATIENCE:
                    process.popen.kill()

    def close(self) -> None:
        """End the servers."""
        with self._lock:
            self._closed = True
            processes = [one for one in (self._process, self._next) if one]
            for process in processes:
                self._leave(process)
        for process in processes:
            try:
                process.popen.wait(2)
            except subprocess.TimeoutExpired:
                process.popen.kill()
                process.popen.wait()
            process.folder.cleanup()

    def _current(self) -> _Server:
        if self._process is None or self._process.leaving:
            self._process = self._launch()
        return self._process

    def _launch(self) -> _Server:
        folder = tempfile.TemporaryDirectory(prefix="cvgen-", ignore_cleanup_errors=True)
        how = "forks" if self._forks else "alone"
        command = [sys.executable, "-P", "-c", _START, folder.name, how]
        popen = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
        )  # fmt: skip
        assert popen.stdin is not None and popen.stdout is not None
        process = _Server(popen, popen.stdin, popen.stdout, folder)
        with contextlib.suppress(OSError):
            popen.stdin.write(pickle.dumps(sys.path))
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _send(self, process: _Server, order: Order, then: Then) -> None:
        process.then[order.number] = then
        with contextlib.suppress(OSError):  # the listening thread then notices its end
            send(process.orders.fileno(), order)

    def _exchange(self, job: ViewJob, look: Hashable) -> None:
        """Start a server that replaces the current one when it has done ``job``."""
        if self._next is not None or self._closed:
            return
        following = self._next = self._launch()
        self._number += 1
        following.loaded.add(look)
        following.inside = 1

        def ready(outcome: object) -> None:
            with self._lock:
                if self._next is following:
                    self._next = None
                    if not isinstance(outcome, Crash) and not self._closed:
                        old, self._process = self._process, following
                        if old is not None:
                            self._leave(old)

        self._send(following, Order(self._number, job, inside=True), ready)

    def _leave(self, process: _Server) -> None:
        """Let a server end after its jobs, or at once when the client is closed."""
        process.leaving = True
        if self._closed:
            process.then.clear()
        if not process.then:
            with contextlib.suppress(OSError):
                process.orders.close()

    def _listen(self, process: _Server) -> None:
        """Pass outcomes on until the server ends; jobs without an outcome have crashed."""
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                number, outcome = receive(process.results.fileno())
                with self._lock:
                    then = process.then.pop(number, None)
                    if process.since.pop(number, None) and isinstance(outcome, ViewOutcome):
                        process.loaded.add(outcome.look)
                    if process.leaving:
                        self._leave(process)
                if then:
                    then(Crash() if outcome is None else outcome)
        with self._lock:
            process.leaving = True
            lost = list(process.then.values())
            process.then.clear()
        process.popen.kill()
        process.popen.wait()
        with contextlib.suppress(OSError):
            process.orders.close()
        process.results.close()
        process.folder.cleanup()
        for then in lost:
            then(Crash())
