"""Worker processes that make PDFs while the program reads CVs and writes the other formats.

The engine takes longer to load than everything else together. So one worker is forked before
anything heavy is imported, and loads the engine meanwhile; more follow where there is more to do.
A worker takes one task at a time, so neither side ever waits for the other to read. One that takes
too long is ended, and another takes its place. Where processes cannot be forked, everything is done
in this one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from cvgen.processes.limits import Limits, end_with_parent, limit_memory
from cvgen.rendering.tasks import IN_WORKERS, Task, run_within
from cvgen.rendering.worker import serve

if TYPE_CHECKING:
    from cvgen.errors import Problem
    from cvgen.rendering.theme_cause import Causes
    from cvgen.writers import Written

__all__ = ["IN_WORKERS", "Result", "Task", "Workers"]

_LIKELY_THEME = "academic"
_GRACE = 1.5  # seconds that a worker has to end by itself what takes too long

Result = Callable[[], Any]
"""Waits for a document or a measure and gives it, or raises what was raised in making it."""


class Workers:
    """Up to ``most`` worker processes, forked when there is work for them."""

    def __init__(self, most: int, limits: Limits | None = None) -> None:
        self.most = most
        self.limits = limits or Limits()
        self._workers: list[_Worker] = []
        self._leaving: list[int] = []  # processes that may have ended
        self._causes: Causes | None = None

    @classmethod
    def start(
        cls, theme: str | None = None, limits: Limits | None = None, ahead: bool = True
    ) -> Workers:
        """Workers for this machine, one of them on its way already, which makes itself ready for
        ``theme`` while it waits; on a single processor, or unless ``ahead``, none is yet.
        """
        can_fork = hasattr(os, "sched_getaffinity")
        processors = len(os.sched_getaffinity(0)) if can_fork else 0
        workers = cls(processors, limits)
        if processors > 1 and ahead:
            workers._workers.append(_Worker([], workers.limits, theme or _LIKELY_THEME))
        return workers

    def submit(self, task: Task) -> Result:
        """Have ``task`` done; the document is to be had from the result, which may wait for it.

        A problem of a theme of somebody's own has the place in its files, where that is found.
        """
        return partial(self._result, self._submit(task), task)

    def _submit(self, task: Task) -> Result:
        if not self.most or not task.for_worker:
            return partial(run_within, task, self.limits)
        result = self._idle().take(task)
        if result is None:  # the process had been ended from outside
            result = self._idle().take(task)
        return result or partial(run_within, task, self.limits)

    def _result(self, result: Result, task: Task) -> Any:
        from cvgen.errors import RenderError

        try:
            return result()
        except RenderError as error:
            from cvgen.rendering.theme_cause import Causes

            self._causes = self._causes or Causes(self.limits)
            raise self._causes.told(error, task) from None

    def _idle(self) -> _Worker:
        """A worker with nothing to do: a new one while there may be more, else the oldest one."""
        self._let_go()
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None and len(self._workers) == self.most:
            idle = self._workers[0]
            idle.collect()
            self._let_go()
        if idle is None or idle.is_gone:
            idle = _Worker(self._workers, self.limits)
            self._workers.append(idle)
        self._workers.remove(idle)
        self._workers.append(idle)
        return idle

    def _let_go(self) -> None:
        """Forget the workers that are gone."""
        for worker in [worker for worker in self._workers if worker.is_gone]:
            worker.dismiss()
            self._leaving.append(worker.pid)
            self._workers.remove(worker)

    def dismiss(self) -> None:
        """Let the workers end, which takes a moment; results not waited for are lost."""
        for worker in self._workers:
            worker.dismiss()
            self._leaving.append(worker.pid)
        self._workers.clear()

    def close(self) -> None:
        """End the workers, and wait until they are gone."""
        self.dismiss()
        for pid in self._leaving:
            os.waitpid(pid, 0)
        self._leaving.clear()


class _Worker:
    """A forked process and the pipes to it; ``task`` is what it is busy with.

    It lets go of the pipes to the ``others``, which it inherits: they would never see the end of
    their tasks while it lives.
    """

    def __init__(self, others: list[_Worker], limits: Limits, theme: str = "") -> None:
        self.limits = limits
        self.is_gone = False
        task_end, task_start = os.pipe()
        result_end, result_start = os.pipe()
        parent = os.getpid() if threading.current_thread() is threading.main_thread() else 0
        self.pid = os.fork()
        if self.pid == 0:
            for other in others:
                os.close(other.tasks.fileno())
            os.close(task_start)
            os.close(result_end)
            end_with_parent(parent, task_end)
            limit_memory(limits.memory)
            serve(os.fdopen(task_end, "rb"), os.fdopen(result_start, "wb"), limits, theme)
        os.close(task_end)
        os.close(result_start)
        self.tasks: BinaryIO = os.fdopen(task_start, "wb")
        self.results: BinaryIO = os.fdopen(result_end, "rb")
        self.task: _Pending | None = None

    def take(self, task: Task) -> Result | None:
        """Begin with ``task``; None where the process is gone."""
        self.task = _Pending(self, task.name)
        try:
            pickle.dump(task, self.tasks)
            self.tasks.flush()
        except BrokenPipeError:
            self.task, self.is_gone = None, True
            return None
        return self.task.result

    def collect(self) -> None:
        """Wait for the task in hand, if any, and put its outcome where it belongs.

        A process that does not end it in time is ended itself.
        """
        if self.task is None:
            return
        pending, self.task = self.task, None
        poll = select.poll()
        poll.register(self.results, select.POLLIN)
        if not poll.poll(max(0.0, pending.until + _GRACE - time.monotonic()) * 1000):
            self._end()
            pending.fail(self.limits.too_slow(pending.name))
            return
        try:
            pending.outcome, is_broken_off = pickle.load(self.results)
            if is_broken_off:
                self._end()
        except (EOFError, pickle.UnpicklingError):
            self.is_gone = True
            pending.fail(_stopped(pending.name))

    def _end(self) -> None:
        self.is_gone = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def dismiss(self) -> None:
        """Tell the process that there are no more tasks; one that is at work is ended."""
        if self.task is not None:
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(BrokenPipeError):
            self.tasks.close()
        self.results.close()


def _stopped(name: str) -> Problem:
    from cvgen.errors import Problem

    hint = "try again; if it stops again, the theme or a picture in it is the likely cause"
    return Problem("E425", f"the process that makes {name} stopped", hint=hint)


class _Pending:
    """A task in hand and when it must be done, by the clock of the system; ``outcome`` is the
    document or the error, once there is one.
    """

    def __init__(self, worker: _Worker, name: str) -> None:
        self.worker = worker
        self.name = name
        self.until = time.monotonic() + worker.limits.seconds
        self.outcome: Any = None

    def fail(self, problem: Problem) -> None:
        """There is no document."""
        from cvgen.errors import RenderError

        self.outcome = RenderError(problem)

    def result(self) -> Written:
        """The document; waits for it."""
        if self.outcome is None:
            self.worker.collect()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome  # type: ignore[no-any-return]
