"""Worker processes that make PDFs while the program reads CVs and writes the other formats.

The engine takes longer to load than everything else together. So one worker is forked before
anything heavy is imported, and loads the engine meanwhile; more follow where there is more to do.
A worker takes one task at a time, so neither side ever waits for the other to read. Where
processes cannot be forked, everything is done in this one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

if TYPE_CHECKING:
    from cvgen.document import Document, Measure
    from cvgen.themes import Theme
    from cvgen.writers import Assets, Written

IN_WORKERS = frozenset({"pdf", "png"})
_ENOUGH = 50_000  # objects made and kept, as by some five documents of two pages
_MORE = 3  # the exit code of a process that leaves tasks to the next one
_LIKELY_THEME = "academic"


@dataclass(frozen=True)
class Task:
    """A document to make: the format by name, and what its writer takes."""

    format: str
    document: Document
    theme: Theme
    assets: Assets

    def run(self) -> Written:
        """Make it here. Raises what the writer raises."""
        from cvgen.writers import WRITERS

        return WRITERS[self.format].write(self.document, self.theme, self.assets)


@dataclass(frozen=True)
class Measuring(Task):
    """A document to lay out and measure; the worker that did it can write it at once."""

    def run(self) -> Measure:  # type: ignore[override]
        """Measure it here. Raises what the writer raises."""
        from cvgen.writers._paper import measure_pdf

        return measure_pdf(self.document, self.theme, self.assets)


Result = Callable[[], Any]
"""Waits for a document or a measure and gives it, or raises what was raised in making it."""


class Workers:
    """Up to ``most`` worker processes, forked when there is work for them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._workers: list[_Worker] = []
        self._leaving: list[int] = []  # processes that may have ended

    @classmethod
    def start(cls, theme: str = _LIKELY_THEME) -> Workers:
        """Workers for this machine, one of them on its way already, which makes itself ready for
        ``theme`` while it waits; none on a single processor.
        """
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        workers = cls(processors if processors > 1 else 0)
        if workers.most:
            workers._workers.append(_Worker([], theme))
        return workers

    def submit(self, task: Task) -> Result:
        """Have ``task`` done; the document is to be had from the result, which may wait for it."""
        if not self.most or task.format not in IN_WORKERS:
            return task.run
        return self._idle().take(task)

    def _idle(self) -> _Worker:
        """A worker with nothing to do: a new one while there may be more, else the oldest one."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None and len(self._workers) < self.most:
            idle = _Worker(self._workers)
            self._workers.append(idle)
        if idle is None:
            idle = self._workers[0]
            idle.collect()
        self._workers.remove(idle)
        self._workers.append(idle)
        return idle

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

    def __init__(self, others: list[_Worker], theme: str = "") -> None:
        task_end, task_start = os.pipe()
        result_end, result_start = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            for other in others:
                os.close(other.tasks.fileno())
            os.close(task_start)
            os.close(result_end)
            _serve(os.fdopen(task_end, "rb"), os.fdopen(result_start, "wb"), theme)
        os.close(task_end)
        os.close(result_start)
        self.tasks: BinaryIO = os.fdopen(task_start, "wb")
        self.results: BinaryIO = os.fdopen(result_end, "rb")
        self.task: _Pending | None = None

    def take(self, task: Task) -> Result:
        """Begin with ``task``."""
        self.task = _Pending(self)
        try:
            pickle.dump(task, self.tasks)
            self.tasks.flush()
        except BrokenPipeError:
            self.task.fail()
            self.task = None
            return task.run
        return self.task.result

    def collect(self) -> None:
        """Wait for the task in hand, if any, and put its outcome where it belongs."""
        if self.task is None:
            return
        pending, self.task = self.task, None
        try:
            pending.outcome = pickle.load(self.results)
        except (EOFError, pickle.UnpicklingError):
            pending.fail()

    def dismiss(self) -> None:
        """Tell the process that there are no more tasks."""
        with contextlib.suppress(BrokenPipeError):
            self.tasks.close()
        self.results.close()


class _Pending:
    """A task in hand; ``outcome`` is the document or the error, once there is one."""

    def __init__(self, worker: _Worker) -> None:
        self.worker = worker
        self.outcome: Any = None

    def fail(self) -> None:
        """The worker is gone."""
        from cvgen.errors import Problem, RenderError

        self.outcome = RenderError(Problem("E425", "the process that makes the PDF stopped"))

    def result(self) -> Written:
        """The document; waits for it."""
        if self.outcome is None:
            self.worker.collect()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome  # type: ignore[no-any-return]


def _serve(tasks: BinaryIO, results: BinaryIO, theme: str) -> NoReturn:
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
        code = _make(tasks, results)
        while code == _MORE and _is_task_next(tasks):
            if child := os.fork():
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            else:
                code = 0
                gc.freeze()  # what there is counts for the parent
                code = _make(tasks, results)
                break
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        sys.stderr.flush()
        os._exit(code)


def _make(tasks: BinaryIO, results: BinaryIO) -> int:
    """Make documents until there are no more, or until it is ``_MORE`` than a process should."""
    while True:
        try:
            task = pickle.load(tasks)
        except EOFError:
            return 0
        pickle.dump(_outcome(task), results)
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


def _outcome(task: Task) -> object:
    from cvgen.errors import CvgenError

    try:
        return task.run()
    except CvgenError as error:
        return error


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
