"""The warm process as seen from outside: jobs go in, outcomes come back, crashes are mended."""

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

from cvgen.serve.fork_server import CAN_FORK, Do, Drop
from cvgen.serve.frames import receive, send
from cvgen.serve.outcome import Crash, Job, Outcome

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer.raw)\n"
    "import os; results = os.dup(1); os.dup2(2, 1)\n"
    "from cvgen.serve.fork_server import live\n"
    "live(0, results, sys.argv[1], sys.argv[2] == 'forks')"
)
MOST_INSIDE = 5
"""How many looks a process is made warm for before another takes its place: each keeps memory."""
MOST_WITHOUT_FORKS = 40
"""The same in jobs, where these are all done in the process itself."""
_PATIENCE = 10.0
"""After so many seconds a job inside of the process, dropped meanwhile, is taken to hang."""

Then = Callable[[object], None]


@dataclass
class _Process:
    """A process, what it has in hand (``then`` by number), and what it is warm for."""

    popen: subprocess.Popen[bytes]
    orders: IO[bytes]
    results: IO[bytes]
    folder: tempfile.TemporaryDirectory[str]
    then: dict[int, Then] = field(default_factory=dict)
    warm_for: set[Hashable] = field(default_factory=set)
    since: dict[int, float] = field(default_factory=dict)
    inside: int = 0
    leaving: bool = False


class Warm:
    """A warm process, started anew when it ends, and exchanged before it grows.

    Callbacks are called in threads of their own. ``close`` ends everything.
    """

    def __init__(self, forks: bool = CAN_FORK) -> None:
        self._forks = forks
        self._most = MOST_INSIDE if forks else MOST_WITHOUT_FORKS
        self._lock = threading.RLock()
        self._number = 0
        self._closed = False
        self._process: _Process | None = None
        self._next: _Process | None = None

    def start(self) -> None:
        """Begin to load, so that the first job need not wait for all of it."""
        with self._lock:
            self._current()

    def submit(self, job: Job, look: Hashable, then: Then, timeout: float | None = None) -> int:
        """Have ``job`` done; ``then`` is called with its outcome, or with a :class:`Crash`.

        ``look`` is what the process may be warm for: the first job of a look is done inside of
        it, so that later ones need not load the same. None is for jobs to be kept out of it.
        A process that takes longer than ``timeout`` seconds is ended. Gives the number of the job.
        """
        with self._lock:
            process = self._current()
            self._number += 1
            number = self._number
            inside = not self._forks or (look is not None and look not in process.warm_for)
            if inside and process.inside >= self._most:
                self._exchange(job, look)
                inside = not self._forks
            self._send(process, Do(number, job, inside, timeout), then)
            if inside:
                process.warm_for.add(look)
                process.inside += 1
                process.since[number] = time.monotonic()
            return number

    def drop(self, number: int) -> None:
        """Forget a job; it is ended if it is under way."""
        with self._lock:
            for process in filter(None, (self._process, self._next)):
                if process.then.pop(number, None):
                    with contextlib.suppress(OSError):
                        send(process.orders.fileno(), Drop(number))
                if time.monotonic() - process.since.get(number, math.inf) > _PATIENCE:
                    process.popen.kill()

    def pids(self) -> list[int]:
        """The processes that there are."""
        with self._lock:
            return [one.popen.pid for one in (self._process, self._next) if one]

    def close(self) -> None:
        """End the processes."""
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

    def _current(self) -> _Process:
        if self._process is None or self._process.leaving:
            self._process = self._launch()
        return self._process

    def _launch(self) -> _Process:
        folder = tempfile.TemporaryDirectory(prefix="cvgen-", ignore_cleanup_errors=True)
        how = "forks" if self._forks else "alone"
        command = [sys.executable, "-P", "-c", _START, folder.name, how]
        popen = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            start_new_session=True,  # Ctrl-C in the terminal is not for it
        )  # fmt: skip
        assert popen.stdin is not None and popen.stdout is not None
        process = _Process(popen, popen.stdin, popen.stdout, folder)
        with contextlib.suppress(OSError):
            popen.stdin.write(pickle.dumps(sys.path))
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _send(self, process: _Process, order: Do, then: Then) -> None:
        process.then[order.number] = then
        with contextlib.suppress(OSError):  # then its end is noticed where it is listened to
            send(process.orders.fileno(), order)

    def _exchange(self, job: Job, look: Hashable) -> None:
        """Start a process that takes the present one's place once it has done ``job``."""
        if self._next is not None or self._closed:
            return
        following = self._next = self._launch()
        self._number += 1
        following.warm_for.add(look)
        following.inside = 1

        def ready(outcome: object) -> None:
            with self._lock:
                if self._next is following:
                    self._next = None
                    if not isinstance(outcome, Crash) and not self._closed:
                        old, self._process = self._process, following
                        if old is not None:
                            self._leave(old)

        self._send(following, Do(self._number, job, inside=True), ready)

    def _leave(self, process: _Process) -> None:
        """Let a process end when it has done what it has in hand, or at once at the very end."""
        process.leaving = True
        if self._closed:
            process.then.clear()
        if not process.then:
            with contextlib.suppress(OSError):
                process.orders.close()

    def _listen(self, process: _Process) -> None:
        """Hand on outcomes until the process ends; what it still had in hand has crashed."""
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                number, outcome = receive(process.results.fileno())
                with self._lock:
                    then = process.then.pop(number, None)
                    if process.since.pop(number, None) and isinstance(outcome, Outcome):
                        process.warm_for.add(outcome.look)
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
