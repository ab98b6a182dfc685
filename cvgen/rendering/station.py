"""The life of a worker process: it makes documents and whole CVs until no more tasks come."""

from __future__ import annotations

import contextlib
import gc
import os
import select
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from cvgen.errors import CvgenError, RenderError
from cvgen.processes.child import end_with_parent, receive, send
from cvgen.processes.limits import Limits
from cvgen.rendering.cv_task import CvResult, CvTask
from cvgen.rendering.tasks import Result, Task, begin_here, load_engine_until, run_within

if TYPE_CHECKING:
    from cvgen.rendering.cv_maker import CvMaker

_ENOUGH = 50_000  # objects; about five documents of two pages leave so many
_MORE = 3  # the exit code of a process that leaves its tasks to its child


class Processes(Protocol):
    """Processes that make documents, until they are closed."""

    def begin(self, task: Task) -> Result:
        """Begin with ``task``."""

    def close(self) -> None:
        """End the processes."""


Elsewhere = Callable[[int, Limits], Processes]
"""Makes processes for documents, up to a number and within limits."""


def serve_tasks(
    tasks: int, results: int, limits: Limits, theme: str | None, elsewhere: Elsewhere
) -> None:
    """Load the engine, unless ``theme`` is None, then make what comes until no more tasks come.

    The worker does not collect garbage, which would take as long as one document in ten. After a
    few documents, when everything is loaded, a forked child replaces it, and later the next child.
    """
    if theme is not None:
        load_engine_until(tasks, theme)
    gc.disable()
    station = Station(limits, partial(send, results), elsewhere)
    code = _serve(tasks, results, station)
    while code == _MORE and _is_task_next(tasks):
        parent = os.getpid()
        if child := os.fork():
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        else:
            end_with_parent(parent, tasks)
            gc.freeze()  # existing objects count for the parent
            os._exit(_serve(tasks, results, station))


def _serve(tasks: int, results: int, station: Station) -> int:
    """Make what comes until no more tasks come (0) or the process is too large (``_MORE``)."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return 0
        send(results, station.outcome(task))
        if gc.get_count()[0] > _ENOUGH:
            return _MORE


def _is_task_next(tasks: int) -> bool:
    """Wait for a task; False at the end of the tasks."""
    poll = select.poll()
    poll.register(tasks, select.POLLIN)
    return any(event & select.POLLIN for _, event in poll.poll())


class Station:
    """A process that makes tasks within ``limits``, and what it keeps from one to the next.

    ``tell`` reports the name of the document that is begun, and its end by an empty name.
    Documents that must be made apart are made ``elsewhere``.
    """

    def __init__(self, limits: Limits, tell: Callable[[str], None], elsewhere: Elsewhere) -> None:
        self.elsewhere = elsewhere
        self.limits = limits
        self.tell = tell
        self.maker: CvMaker | None = None

    def outcome(self, task: Task | CvTask) -> tuple[object, bool]:
        """The result or error of ``task``, and whether it was interrupted in an unknown state."""
        try:
            if isinstance(task, Task):
                return run_within(task, self.limits), False
            result = self._cv(task)
        except MemoryError:
            return RenderError(self.limits.too_large(task.name)), False
        except CvgenError as error:
            return error, any(problem.code == "E431" for problem in error.problems)
        return result, bool(result.slow)

    def _cv(self, task: CvTask) -> CvResult:
        from cvgen.rendering.cv_maker import CvMaker

        if self.maker is None or not self.maker.fits(task):
            self.maker = CvMaker(task.request, task.begun)
        self.maker.ends_when_slow = not task.apart
        if not task.apart:
            return self.maker.make(task, self._here)
        with contextlib.closing(self.elsewhere(1, self.limits)) as workers:
            return self.maker.make(task, partial(self._apart, workers))

    def _here(self, task: Task) -> Result:
        self.tell(task.name)
        result = begin_here(task, self.limits)
        self.tell("")
        return result

    def _apart(self, workers: Processes, task: Task) -> Result:
        self.tell(task.name)
        return workers.begin(task)
