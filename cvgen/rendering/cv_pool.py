"""Makes CVs in worker processes, a CV at a time in each, in whichever order they are ready.

A CV whose process ends, or takes too long, is tried once more, with a process for each document
that takes long. So a bad document costs only itself, and a process that something else killed
costs nothing.
"""

from __future__ import annotations

import select
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvgen.errors import CvgenError, RenderError
from cvgen.rendering.cv_task import CvResult, CvTask
from cvgen.rendering.pool import Pending, Worker, Workers

_ATTEMPTS = 3


class CvPool:
    """Makes CVs with all of ``workers``, which load the engine first if ``needs_engine``."""

    def __init__(self, workers: Workers, needs_engine: bool) -> None:
        self._workers = workers
        self._theme = "" if needs_engine else None
        self._busy: dict[Worker, tuple[CvTask, Pending]] = {}

    def results(self, tasks: Iterable[CvTask]) -> Iterator[tuple[CvTask, CvResult]]:
        """Each of ``tasks`` with its result; a task is taken when a worker is free for it."""
        waiting, again = iter(tasks), deque[CvTask]()
        while True:
            while len(self._busy) < self._workers.most:
                task = again.popleft() if again else next(waiting, None)
                if task is None:
                    break
                if error := self._begin(task):
                    yield task, failed(error)
            if not self._busy:
                return
            for task, pending in self._ended():
                result = pending.outcome
                if isinstance(result, CvResult) and not result.slow:
                    yield task, result
                elif task.apart:
                    yield task, failed(result)
                else:
                    again.append(_with_care(task, pending))

    def _begin(self, task: CvTask) -> CvgenError | None:
        """Give ``task`` to a worker; the error if no process can be kept alive."""
        for _ in range(_ATTEMPTS):
            worker = self._workers.idle(self._theme)
            if pending := worker.take(task):
                self._busy[worker] = task, pending
                return None
        return worker.stopped(task.name)

    def _ended(self) -> Iterator[tuple[CvTask, Pending]]:
        """Wait for a message, and return what has ended by then."""
        poll, by_handle = select.poll(), {worker.results: worker for worker in self._busy}
        for handle in by_handle:
            poll.register(handle, select.POLLIN)
        until = min(pending.until for _, pending in self._busy.values())
        ready = {by_handle[handle] for handle, _ in poll.poll(_milliseconds(until))}
        now = time.monotonic()
        for worker, (task, pending) in list(self._busy.items()):
            if worker in ready or pending.until <= now:
                worker.hear()
                if worker.pending is None:
                    del self._busy[worker]
                    yield task, pending


def _milliseconds(until: float) -> float:
    return max(0.0, until - time.monotonic()) * 1000 + 1


def _with_care(task: CvTask, pending: Pending) -> CvTask:
    """``task`` for a second attempt, without documents that never end."""
    result = pending.outcome
    slow = result.slow if isinstance(result, CvResult) else {}
    if isinstance(result, RenderError) and any(one.code == "E431" for one in result.problems):
        slow = {pending.name: result}
    return replace(task, failed=slow, apart=True)


def failed(error: CvgenError) -> CvResult:
    """The result of a CV of which nothing could be made."""
    result = CvResult()
    result.fail(error)
    return result
