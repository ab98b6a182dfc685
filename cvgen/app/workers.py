"""Worker processes that make PDFs while the program reads CVs and writes the other formats.

The engine takes longer to load than everything else together. So one worker is forked before
anything heavy is imported, and loads the engine meanwhile; more follow where there is more to do.
A worker takes one task at a time, so neither side ever waits for the other to read. One that takes
too long is ended, and another takes its place. Where processes cannot be forked, everything is done
in this one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from cvgen.app.limits import Limits, end_with_parent, limit_memory
from cvgen.app.tasks import IN_WORKERS, Measuring, Task, run_within

if TYPE_CHECKING:
    from cvgen.errors import Problem
    from cvgen.writers import Written

__all__ = ["IN_WORKERS", "Measuring", "Result", "Task", "Workers"]

_ENOUGH = 50_000  # objects made and kept, as by some five documents of two pages
_MORE = 3  # the exit code of a process that leaves tasks to the next one
_LIKELY_THEME = "academic"


Result = Callable[[], Any]
"""Waits for a document or a measure and gives it, or raises what was raised in making it."""


class Workers:
    """Up to ``most`` worker processes, forked when there is work for them."""

    def __init__(self, most: int, limits: Limits | None = None) -> None:
        self.most = most
        self.limits = limits or Limits()
        self._workers: list[_Worker] = []
        self._leaving: list[int] = []  # processes that may have ended

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
        """Have ``task`` done; the document is to be had from the result, which may wait for it."""
        if not self.most or not task.for_worker:
            return partial(run_within, task, self.limits)
        result = self._idle().take(task)
        if result is None:  # the process had been ended from outside
            result = self._idle().take(task)
        return result or partial(run_within, task, self.limits)

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
            _serve(os.fdopen(task_end, "rb"), os.fdopen(result_start, "wb"), limits, theme)
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
        if not poll.poll(max(0.0, pending.until - time.monotonic()) * 1000):
            self.is_gone = True
            os.kill(self.pid, signal.SIGKILL)
            pending.fail(self.limits.too_slow(pending.name))
            return
        try:
            pending.outcome = pickle.load(self.results)
        except (EOFError, pickle.UnpicklingError):
            self.is_gone = True
            pending.fail(_stopped(pending.name))

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


def _serve(tasks: BinaryIO, results: BinaryIO, limits: Limits, theme: str) -> NoReturn:
    """The life of a worker: load the engine, then make documents until there are no more tasks.

    Garbage is not collected: that takes as long as every tenth document. When the worker has made
    so many that everything is loaded that they need, it has a child go on in its place, and when
    that one has made enough the next.
    """
    code = 0
    try:
        _load_engine()
        if theme:
            _warm_up(theme, tasks)
        gc.disable()
        code = _make(tasks, results, limits)
        while code == _MORE and _is_task_next(tasks):
            parent = os.getpid()
            if child := os.fork():
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            else:
                code = 0
                end_with_parent(parent, tasks.fileno())
                gc.freeze()  # what there is counts for the parent
                code = _make(tasks, results, limits)
                break
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        sys.stderr.flush()
        os._exit(code)


def _make(tasks: BinaryIO, results: BinaryIO, limits: Limits) -> int:
    """Make documents until there are no more, or until it is ``_MORE`` than a process should."""
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return 0
        pickle.dump(_outcome(task, limits), results)
        results.flush()
        if gc.get_count()[0] > _ENOUGH:
            return _MORE


def _is_task_next(tasks: BinaryIO) -> bool:
    """Wait, and say whether it is for a task or for the end of them."""
    poll = select.poll()
    poll.register(tasks, select.POLLIN)
    return any(event & select.POLLIN for _, event in poll.poll())


def _is_waiting(tasks: BinaryIO) -> bool:
    """Whether there is a task to be read, or the end of them."""
    return bool(select.select([tasks], [], [], 0)[0])


def _outcome(task: Task, limits: Limits) -> object:
    from cvgen.errors import CvgenError, RenderError

    try:
        return task.run()
    except CvgenError as error:
        return error
    except MemoryError:
        return RenderError(limits.too_large(task.name))


def _load_engine() -> None:
    """Import what PDFs need; what is wrong with it shows when the first one is made."""
    from cvgen.errors import CvgenError
    from cvgen.writers._paper import load_engine

    try:
        load_engine()
    except CvgenError:
        return


def _warm_up(theme: str, tasks: BinaryIO) -> None:
    """Make ready for the first task, until it is there."""
    from cvgen.writers._warm import warm_up

    steps = warm_up(theme)
    while not _is_waiting(tasks):
        if next(steps, steps) is steps:
            break
