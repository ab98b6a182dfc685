"""The main function of a worker process, which renders one document after another."""

from __future__ import annotations

import gc
import os
import select

from cvgen.processes.child import end_with_parent
from cvgen.processes.frames import receive, send
from cvgen.processes.limits import Limits
from cvgen.rendering.tasks import Task, run_within

_ENOUGH = 50_000  # objects; about five documents of two pages leave so many
_MORE = 3  # the exit code of a process that leaves its tasks to its child


def work(tasks: int, results: int, limits: Limits, theme: str) -> None:
    """Load the engine, then render documents until no more tasks come.

    The worker does not collect garbage, which would take as long as one document in ten. After a
    few documents, when everything is loaded, a forked child replaces it, and later the next child.
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
            gc.freeze()  # existing objects count for the parent
            os._exit(_make(tasks, results, limits))


def _make(tasks: int, results: int, limits: Limits) -> int:
    """Render documents until no more tasks come (0) or the process is too large (``_MORE``)."""
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return 0
        send(results, _outcome(task, limits))
        if gc.get_count()[0] > _ENOUGH:
            return _MORE


def _is_task_next(tasks: int) -> bool:
    """Wait for a task; False at the end of the tasks."""
    poll = select.poll()
    poll.register(tasks, select.POLLIN)
    return any(event & select.POLLIN for _, event in poll.poll())


def _outcome(task: Task, limits: Limits) -> tuple[object, bool]:
    """The result or error of ``task``, and whether it was interrupted.

    An interrupted task leaves the process in an unknown state.
    """
    from cvgen.errors import CvgenError

    try:
        return run_within(task, limits), False
    except CvgenError as error:
        return error, any(problem.code == "E431" for problem in error.problems)


def _load_engine() -> None:
    """Import everything that PDFs need; the first PDF reports any error."""
    from cvgen.errors import CvgenError
    from cvgen.writers.pdf.writer import load_engine

    try:
        load_engine()
    except CvgenError:
        return


def _warm_up(theme: str, tasks: int) -> None:
    """Load fonts and styles of ``theme`` step by step, until the first task comes."""
    from cvgen.writers.pdf.writer import warm_up

    steps = warm_up(theme)
    while not select.select([tasks], [], [], 0)[0]:
        if next(steps, steps) is steps:
            break
