"""Worker processes that render PDFs while the program reads CVs and writes the other formats.

The engine takes longer to load than everything else together. So cvgen forks one worker as soon as
it has imported the modules that both processes need. The worker loads the engine while this process
reads CVs; more workers follow when needed. A worker takes one task at a time, so neither side waits
for the other to read. A worker that takes too long is killed and replaced. Without fork, this
process does everything.
"""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from cvgen.errors import Problem, RenderError
from cvgen.processes.child import Child
from cvgen.processes.limits import SECONDS, Limits
from cvgen.rendering.station import serve_tasks
from cvgen.rendering.tasks import Result, Task, run_within

if TYPE_CHECKING:
    from cvgen.rendering.cv_task import CvTask
    from cvgen.rendering.theme_cause import Causes

_LIKELY_THEME = "academic"
_GRACE = 1.5  # seconds for a worker to stop a slow task itself
_STOPPED = "try again; if it stops again, the theme or a picture in it is the likely cause"


class Workers:
    """Up to ``most`` worker processes, forked when there is work for them."""

    def __init__(self, most: int, limits: Limits | None = None) -> None:
        self.most = most
        self.limits = limits or Limits()
        self._workers: list[Worker] = []
        self._leaving: list[Worker] = []  # they may be gone already
        self._causes: Causes | None = None

    @classmethod
    def start(
        cls,
        theme: str | None = None,
        limits: Limits | None = None,
        ahead: bool = True,
        most: int | None = None,
    ) -> Workers:
        """Up to ``most`` workers, by default as many as this machine has processors.

        With ``ahead`` and several processors, the first one starts at once and loads the engine and
        ``theme``; otherwise it starts with its first task.
        """
        can_fork = hasattr(os, "sched_getaffinity")
        processors = len(os.sched_getaffinity(0)) if can_fork else 0
        workers = cls(min(most or processors, 256) if can_fork else 0, limits)
        if processors > 1 and ahead:
            import cvgen.themes.loading
            import cvgen.writers.base  # noqa: F401  # needed on both sides of the fork

            workers._workers.append(Worker([], workers.limits, theme or _LIKELY_THEME))
        return workers

    def submit(self, task: Task) -> Result:
        """Start ``task``. A search finds the place of a problem in a theme's own files."""
        return partial(self._result, self.begin(task), task)

    def begin(self, task: Task) -> Result:
        """Start ``task``; its errors say nothing of the cause."""
        if not self.most or not task.needs_worker:
            return partial(run_within, task, self.limits)
        result = self.idle().take(task)
        result = result or self.idle().take(task)  # where something killed the first
        return result or partial(run_within, task, self.limits)

    def _result(self, result: Result, task: Task) -> Any:
        try:
            return result()
        except RenderError as error:
            raise self.with_cause(error, task) from None

    def with_cause(self, error: RenderError, task: Task) -> RenderError:
        """``error`` at the place of its cause in the theme of ``task``, if a search finds it."""
        from cvgen.rendering.theme_cause import Causes

        self._causes = self._causes or Causes(self.limits)
        return self._causes.add_place(error, task)

    def idle(self, theme: str | None = "") -> Worker:
        """An idle worker: a new one up to the limit, else the one that started first.

        A new one loads the engine at once, unless ``theme`` is None.
        """
        self._remove_ended()
        idle = next((worker for worker in self._workers if worker.pending is None), None)
        if idle is None and len(self._workers) == self.most:
            idle = self._workers[0]
            idle.collect()
            self._remove_ended()
        if idle is None or idle.is_gone:
            idle = Worker(self._workers, self.limits, theme)
            self._workers.append(idle)
        self._workers.remove(idle)
        self._workers.append(idle)
        return idle

    def _remove_ended(self) -> None:
        """Remove the workers that are gone."""
        for worker in [worker for worker in self._workers if worker.is_gone]:
            worker.dismiss()
            self._leaving.append(worker)
            self._workers.remove(worker)

    def dismiss(self) -> None:
        """Let the workers end, without waiting for them; pending results are lost."""
        for worker in self._workers:
            worker.dismiss()
            self._leaving.append(worker)
        self._workers.clear()

    def close(self) -> None:
        """End the workers, and wait until they are gone."""
        self.dismiss()
        for worker in self._leaving:
            worker.wait()
        self._leaving.clear()


class Worker(Child):
    """A worker process; ``pending`` is its current task."""

    def __init__(self, others: list[Worker], limits: Limits, theme: str | None = "") -> None:
        self.limits = limits
        self.is_gone = False
        self.pending: Pending | None = None
        main = partial(serve_tasks, limits=limits, theme=theme, elsewhere=Workers)
        super().__init__(main, limits.memory, others)

    def take(self, task: Task | CvTask) -> Pending | None:
        """Begin with ``task``; None if the process is gone."""
        try:
            self.send(task)
        except BrokenPipeError:
            self.is_gone = True
            return None
        self.pending = Pending(self, task)
        return self.pending

    def collect(self) -> None:
        """Wait for the current task, if any, and keep its outcome; kill a process that is late."""
        while self.pending is not None:
            self.hear()

    def hear(self) -> None:
        """Wait for the next message about the current task: its outcome, or what it goes on to."""
        assert self.pending is not None
        pending = self.pending
        try:
            message = self.receive(pending.until - time.monotonic())
        except TimeoutError:
            message = RenderError(self.limits.too_slow(pending.name)), True
        except EOFError:
            self.is_gone = True
            message = self.stopped(pending.name), False
        if isinstance(message, str):
            pending.go_on(message)
            return
        self.pending = None
        pending.outcome, is_broken_off = message
        if is_broken_off:
            self.is_gone = True
            self.kill()

    def stopped(self, name: str) -> RenderError:
        """The error that the process ended while it made ``name``."""
        message = f"the process that renders {name} stopped"
        return RenderError(Problem("E425", message, hint=_STOPPED))

    def dismiss(self) -> None:
        """Let the process end; a busy one is killed."""
        if self.pending is not None:
            self.kill()
        self.close()


class Pending:
    """A running task; ``outcome`` is its result or error. It is killed at the time ``until``."""

    def __init__(self, worker: Worker, task: Task | CvTask) -> None:
        self.worker = worker
        self.outcome: Any = None
        self.name = task.name
        self._whole = None if isinstance(task, Task) else task
        self.go_on("" if self._whole else task.name)

    def go_on(self, name: str) -> None:
        """Note that it is now at the document ``name``, or at none while a CV is loaded."""
        self.name = name or (self._whole.name if self._whole else self.name)
        seconds = self.worker.limits.seconds + _GRACE
        if not name:
            seconds = max(seconds, SECONDS)
        elif self._whole and self._whole.apart:
            seconds *= 2  # it waits for another process, which has the same limit
        self.until = time.monotonic() + seconds

    def __call__(self) -> Any:
        """The outcome; waits for it."""
        if self.outcome is None:
            self.worker.collect()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome
