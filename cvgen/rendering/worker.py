"""The life of a worker process: it makes one document after the other until there are no more."""

from __future__ import annotations

import gc
import os
import pickle
import select
import sys
from typing import BinaryIO, NoReturn

from cvgen.processes.limits import Limits, end_with_parent
from cvgen.rendering.tasks import Task, run_within

_ENOUGH = 50_000  # objects made and kept, as by some five documents of two pages
_MORE = 3  # the exit code of a process that leaves tasks to the next one


def serve(tasks: BinaryIO, results: BinaryIO, limits: Limits, theme: str) -> NoReturn:
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
                gc.freeze()  # the objects so far count for the parent
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


def _outcome(task: Task, limits: Limits) -> tuple[object, bool]:
    """What becomes of ``task``, and whether it was broken off, which leaves the process in a state
    that nobody knows.
    """
    from cvgen.errors import CvgenError

    try:
        return run_within(task, limits), False
    except CvgenError as error:
        return error, any(problem.code == "E431" for problem in error.problems)


def _load_engine() -> None:
    """Import what PDFs need; what is wrong with it shows when the first one is made."""
    from cvgen.errors import CvgenError
    from cvgen.writers.pdf.writer import load_engine

    try:
        load_engine()
    except CvgenError:
        return


def _warm_up(theme: str, tasks: BinaryIO) -> None:
    """Make ready for the first task, until it is there."""
    from cvgen.writers.pdf.writer import warm_up

    steps = warm_up(theme)
    while not _is_waiting(tasks):
        if next(steps, steps) is steps:
            break
