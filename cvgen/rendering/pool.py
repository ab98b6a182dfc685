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
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from cvgen.errors import Problem, RenderError
from cvgen.processes.child import Child
from cvgen.processes.limits import Limits
from cvgen.rendering.tasks import Task, run_within, serve_tasks

if TYPE_CHECKING:
    from cvgen.rendering.theme_cause import Causes

_LIKELY_THEME = "academic"
_GRACE = 1.5  # seconds for a worker to stop a slow task itself
_STOPPED = "try again; if it stops again, the theme or a picture in it is the likely cause"

Result = Callable[[], Any]
"""Waits for a task, and returns its result or raises its error."""


class Workers:
    """Up to ``most`` worker processes, forked when there is work for them."""

    def __init__(self, most: int, limits: Limits | None = None) -> None:
        self.most = most
        self.limits = limits or Limits()
        self._workers: list[_Worker] = []
        self._leaving: list[_Worker] = []  # they may be gone already
        self._causes: Causes | None = None

    @classmethod
    def start(
        cls, theme: str | None = None, limits: Limits | None = None, ahead: bool = True
    ) -> Workers:
        """Workers for this machine.

        With ``ahead`` and several processors, the first one starts at once and loads the engine and
        ``theme``; otherwise it starts with its first task.
        """
        can_fork = hasattr(os, "sched_getaffinity")
        processors = len(os.sched_getaffinity(0)) if can_fork else 0
        workers = cls(processors, limits)
        if processors > 1 and ahead:
            import cvgen.themes.loading
            import cvgen.writers.base  # noqa: F401  # needed on both sides of the fork

            workers._workers.append(_Worker([], workers.limits, theme or _LIKELY_THEME))
        return workers

    def submit(self, task: Task) -> Result:
        """Start ``task``. A search finds the place of a problem in a theme's own files."""
        return partial(self._result, self._submit(task), task)

    def _submit(self, task: Task) -> Result:
        if not self.most or not task.needs_worker:
            return partial(run_within, task, self.limits)
        result = self._idle().take(task)
        result = result or self._idle().take(task)  # where something killed the first
        return result or partial(run_within, task, self.limits)

    def _result(self, result: Result, task: Task) -> Any:
        try:
            return result()
        except RenderError as error:
            from cvgen.rendering.theme_cause import Causes

            self._causes = self._causes or Causes(self.limits)
            raise self._causes.add_place(error, task) from None

    def _idle(self) -> _Worker:
        """An idle worker: a new one up to the limit, else the one that started first."""
        self._remove_ended()
        idle = next((worker for worker in self._workers if worker.pending is None), None)
        if idle is None and len(self._workers) == self.most:
            idle = self._workers[0]
            idle.collect()
            self._remove_ended()
        if idle is None or idle.is_gone:
            idle = _Worker(self._workers, self.limits)
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


class _Worker(Child):
    """A worker process; ``pending`` is its current task."""

    def __init__(self, others: list[_Worker], limits: Limits, theme: str = "") -> None:
        self.limits = limits
        self.is_gone = False
        self.pending: _Pending | None = None
        super().__init__(partial(serve_tasks, limits=limits, theme=theme), limits.memory, others)

    def take(self, task: Task) -> Result | None:
        """Begin with ``task``; None if the process is gone."""
        try:
            self.send(task)
        except BrokenPipeError:
            self.is_gone = True
            return None
        self.pending = _Pending(self, task.name)
        return self.pending

    def collect(self) -> None:
        """Wait for the current task, if any, and keep its outcome; kill a process that is late."""
        if self.pending is None:
            return
        pending, self.pending = self.pending, None
        try:
            pending.outcome, is_broken_off = self.receive(pending.until - time.monotonic())
        except TimeoutError:
            is_broken_off = True
            pending.outcome = RenderError(self.limits.too_slow(pending.name))
        except EOFError:
            self.is_gone = True
            message = f"the process that renders {pending.name} stopped"
            pending.outcome = RenderError(Problem("E425", message, hint=_STOPPED))
            return
        if is_broken_off:
            self.is_gone = True
            self.kill()

    def dismiss(self) -> None:
        """Let the process end; a busy one is killed."""
        if self.pending is not None:
            self.kill()
        self.close()


class _Pending:
    """A running task; ``outcome`` is its result or error. It is killed at the time ``until``."""

    def __init__(self, worker: _Worker, name: str) -> None:
        self.worker = worker
        self.name = name
        self.until = time.monotonic() + worker.limits.seconds + _GRACE
        self.outcome: Any = None

    def __call__(self) -> Any:
        """The outcome; waits for it."""
        if self.outcome is None:
            self.worker.collect()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome
