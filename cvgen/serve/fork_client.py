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
from pathlib import Path
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
MAX_WARM_LOOKS = 5
"""A server that has loaded so many looks is replaced, because every look stays in memory."""
MAX_UNFORKED_JOBS = 40
"""The number of jobs after which a server that does all jobs itself is replaced."""
_PATIENCE = 10.0
"""A dropped job inside the server counts as hanging after this many seconds."""

Callback = Callable[[object], None]


@dataclass
class _Server:
    """A server: its pipes, its loaded looks, and by number the callbacks and starts of its jobs.

    It did ``inside`` jobs itself. When ``leaving``, it takes no more jobs.
    """

    popen: subprocess.Popen[bytes]
    orders: IO[bytes]
    results: IO[bytes]
    folder: tempfile.TemporaryDirectory[str]
    callbacks: dict[int, Callback] = field(default_factory=dict)
    loaded: set[Hashable] = field(default_factory=set)
    started: dict[int, float] = field(default_factory=dict)
    inside: int = 0
    leaving: bool = False


class ForkClient:
    """Runs jobs in a fork server, which it replaces if it ends, or before it grows too large."""

    def __init__(self, forks: bool = CAN_FORK) -> None:
        self._forks = forks
        self._most = MAX_WARM_LOOKS if forks else MAX_UNFORKED_JOBS
        self._lock = threading.RLock()
        self._number = 0
        self._closed = False
        self._server: _Server | None = None
        self._replacement: _Server | None = None
        self._kept = tempfile.TemporaryDirectory(prefix="cvgen-", ignore_cleanup_errors=True)

    @property
    def kept(self) -> Path:
        """A folder for what several jobs need; it ends with the client."""
        return Path(self._kept.name)

    def start(self) -> None:
        """Start the server, so that the first job waits less."""
        with self._lock:
            self._current()

    def submit(
        self, job: ViewJob, look: Hashable, callback: Callback, timeout: float | None = None
    ) -> int:
        """Run ``job``, call ``callback`` with its outcome or a :class:`Crash`; return its number.

        The server itself does the first job of each ``look``, so that its fonts and styles are
        loaded for later ones. A job whose look is None never runs inside the server. A job that
        takes longer than ``timeout`` seconds is killed.
        """
        with self._lock:
            server = self._current()
            self._number += 1
            number = self._number
            inside = not self._forks or (look is not None and look not in server.loaded)
            if inside and server.inside >= self._most:
                self._start_replacement(job, look)
                inside = not self._forks
            self._send(server, Order(number, job, inside, timeout), callback)
            if inside:
                server.loaded.add(look)
                server.inside += 1
                server.started[number] = time.monotonic()
            return number

    def drop(self, number: int) -> None:
        """Forget a job; it is killed if it is running."""
        with self._lock:
            for server in filter(None, (self._server, self._replacement)):
                if server.callbacks.pop(number, None):
                    with contextlib.suppress(OSError):
                        send(server.orders.fileno(), number)
                if time.monotonic() - server.started.get(number, math.inf) > _PATIENCE:
                    server.popen.kill()

    def close(self) -> None:
        """End the servers."""
        with self._lock:
            self._closed = True
            servers = [one for one in (self._server, self._replacement) if one]
            for server in servers:
                self._retire(server)
        for server in servers:
            try:
                server.popen.wait(2)
            except subprocess.TimeoutExpired:
                server.popen.kill()
                server.popen.wait()
            server.folder.cleanup()
        self._kept.cleanup()

    def _current(self) -> _Server:
        if self._server is None or self._server.leaving:
            self._server = self._launch()
        return self._server

    def _launch(self) -> _Server:
        folder = tempfile.TemporaryDirectory(prefix="cvgen-", ignore_cleanup_errors=True)
        how = "forks" if self._forks else "alone"
        command = [sys.executable, "-P", "-c", _START, folder.name, how]
        popen = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
        )  # fmt: skip
        assert popen.stdin is not None and popen.stdout is not None
        server = _Server(popen, popen.stdin, popen.stdout, folder)
        with contextlib.suppress(OSError):
            popen.stdin.write(pickle.dumps(sys.path))
        threading.Thread(target=self._listen, args=(server,), daemon=True).start()
        return server

    def _send(self, server: _Server, order: Order, callback: Callback) -> None:
        server.callbacks[order.number] = callback
        with contextlib.suppress(OSError):  # the listening thread then notices its end
            send(server.orders.fileno(), order)

    def _start_replacement(self, job: ViewJob, look: Hashable) -> None:
        """Start a server that replaces the current one when it has done ``job``."""
        if self._replacement is not None or self._closed:
            return
        replacement = self._replacement = self._launch()
        self._number += 1
        replacement.loaded.add(look)
        replacement.inside = 1

        def ready(outcome: object) -> None:
            with self._lock:
                if self._replacement is replacement:
                    self._replacement = None
                    if not isinstance(outcome, Crash) and not self._closed:
                        old, self._server = self._server, replacement
                        if old is not None:
                            self._retire(old)

        self._send(replacement, Order(self._number, job, inside=True), ready)

    def _retire(self, server: _Server) -> None:
        """Let a server end after its jobs, or at once when the client is closed."""
        server.leaving = True
        if self._closed:
            server.callbacks.clear()
        if not server.callbacks:
            with contextlib.suppress(OSError):
                server.orders.close()

    def _listen(self, server: _Server) -> None:
        """Pass outcomes on until the server ends; jobs without an outcome have crashed."""
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                number, outcome = receive(server.results.fileno())
                with self._lock:
                    callback = server.callbacks.pop(number, None)
                    if server.started.pop(number, None) and isinstance(outcome, ViewOutcome):
                        server.loaded.add(outcome.look)
                    if server.leaving:
                        self._retire(server)
                if callback:
                    callback(Crash() if outcome is None else outcome)
        with self._lock:
            server.leaving = True
            lost = list(server.callbacks.values())
            server.callbacks.clear()
        server.popen.kill()
        server.popen.wait()
        with contextlib.suppress(OSError):
            server.orders.close()
        server.results.close()
        server.folder.cleanup()
        for callback in lost:
            callback(Crash())
