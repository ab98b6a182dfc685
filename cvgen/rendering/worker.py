"""The life of a worker process: it makes one document after another."""

from __future__ import annotations

import gc
import os
import select

from cvgen.processes.child import end_with_parent
from cvgen.processes.frames import receive, send
from cvgen.processes.limits import Limits
from cvgen.rendering.tasks import Task, run_within

_ENOUGH = 50_000  # objects made and kept, as by some five documents of two pages
_MORE = 3  # the exit code of a process that leaves tasks to the next one


def work(tasks: int, results: int, limits: Limits, theme: str) -> None:
    """The life of a worker: load the engine, then make documents until no more tasks come.

    The worker does not collect garbage: that takes as long as every tenth document. When it has
    made so many documents that everything they need is loaded, a forked child goes on in its
    place, and when the child has made enough, the next one.
    """
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
            end_with_parent(parent, tasks)
            gc.freeze()  # the objects so far count for the parent
            os._exit(_make(tasks, results, limits))


def _make(tasks: int, results: int, limits: Limits) -> int:
    """Make documents until no more tasks come, or until it is ``_MORE`` than a process should."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return 0
        send(results, _outcome(task, limits))
        if gc.get_count()[0] > _ENOUGH:
            return _MORE


def _is_task_next(tasks: int) -> bool:
    """Wait for a task, or for the end of the tasks: False then."""
    poll = select.poll()
    poll.register(tasks, select.POLLIN)
    return any(event & select.POLLIN for _, event in poll.poll())


def _outcome(task: Task, limits: Limits) -> tuple[object, bool]:
    """What ``task`` makes, or its error, and whether it was interrupted, which leaves the process
    in an unknown state.
    """
    from cvgen.errors import CvgenError

    try:
        return run_within(task, limits), False
    except CvgenError as error:
        return error, any(problem.code == "E431" for problem in error.problems)


def _load_engine() -> None:
    """Import what PDFs need; the first PDF reports what is wrong with it."""
    from cvgen.errors import CvgenError
    from cvgen.writers.pdf.writer import load_engine

    try:
        load_engine()
    except CvgenError:
        return


def _warm_up(theme: str, tasks: int) -> None:
    """Load what ``theme`` needs, step by step until the first task comes."""
    from cvgen.writers.pdf.writer import warm_up

    steps = warm_up(theme)
    while not select.select([tasks], [], [], 0)[0]:
        if next(steps, steps) is steps:
            break
