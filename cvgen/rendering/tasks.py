"""What is done for one document within its limits, in this process or in a worker process."""

from __future__ import annotations

import contextlib
import gc
import os
import select
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvgen.errors import CvgenError, RenderError
from cvgen.processes.child import end_with_parent, receive, send
from cvgen.processes.limits import Limits, TimeIsUp, time_limit

if TYPE_CHECKING:
    from cvgen.assets.files import Assets
    from cvgen.document import Document, Measure
    from cvgen.model.cv import Cv
    from cvgen.rendering.leaks import Hidden
    from cvgen.themes import Theme
    from cvgen.writers import Written

IN_WORKERS = frozenset({"pdf", "png"})
OF_A_DOCUMENT = frozenset({"E422", "E425", "E428", "E431", "E432", "E433"})
"""Problems of a whole document, which have no place; its theme is the likely cause."""
_ENOUGH = 50_000  # objects; about five documents of two pages leave so many
_MORE = 3  # the exit code of a process that leaves its tasks to its child


def write(task: Task) -> Written:
    """The finished document. RenderError (E612) if it contains a hidden value."""
    from cvgen.writers import WRITERS

    writer = WRITERS[task.format]
    content = task.cv if writer.of == "cv" else task.document
    written = writer.write(content, task.theme, task.assets)
    if task.hidden:
        from cvgen.rendering.leaks import verify_hidden

        form, data = task.format, written.data
        if form == "png":  # pictures cannot be searched, the same document as HTML can
            form = "html"
            data = WRITERS[form].write(task.document, task.theme, task.assets).data
        verify_hidden(form, data, task.hidden)
    return written


def measure(task: Task) -> Measure:
    """The measure of a PDF; the same process can then write it without another layout."""
    from cvgen.writers.pdf.writer import measure_pdf

    return measure_pdf(task.document, task.theme, task.assets)


@dataclass(frozen=True)
class Task:
    """A document to render: the name of the format, and the arguments of its writer.

    Problems call it ``name``, and it must not contain values of ``hidden``. ``cv`` is the selected
    CV of the document, for formats of data. ``make`` says what to produce: the file, its measure,
    or a picture.
    """

    format: str
    document: Document
    theme: Theme
    assets: Assets
    name: str = "the document"
    hidden: tuple[Hidden, ...] = ()
    cv: Cv | None = None
    make: Callable[[Task], Any] = write

    @property
    def needs_worker(self) -> bool:
        """True if it takes long, or its theme is not trusted, because a worker can be killed."""
        return self.format in IN_WORKERS or self.theme.is_own

    def run(self) -> Any:
        """Render it in this process. Raises the errors of the writer."""
        return self.make(self)


def run_within(task: Task, limits: Limits) -> Any:
    """Run ``task`` in this process; RenderError (E431, E432) if it takes too much."""
    try:
        with time_limit(limits.seconds):
            return task.run()
    except TimeIsUp as error:
        from cvgen.themes.render import in_template

        problem = in_template(limits.too_slow(task.name), error, bundled=False)
        raise RenderError(problem) from None
    except MemoryError:
        raise RenderError(limits.too_large(task.name)) from None


def serve_tasks(tasks: int, results: int, limits: Limits, theme: str) -> None:
    """Load the engine, then render documents until no more tasks come.

    The worker does not collect garbage, which would take as long as one document in ten. After a
    few documents, when everything is loaded, a forked child replaces it, and later the next child.
    """
    _load_engine(theme, tasks)
    gc.disable()
    code = _render_tasks(tasks, results, limits)
    while code == _MORE and _is_task_next(tasks):
        parent = os.getpid()
        if child := os.fork():
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        else:
            end_with_parent(parent, tasks)
            gc.freeze()  # existing objects count for the parent
            os._exit(_render_tasks(tasks, results, limits))


def _render_tasks(tasks: int, results: int, limits: Limits) -> int:
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
    """The result or error of ``task``, and whether it was interrupted in an unknown state."""
    try:
        return run_within(task, limits), False
    except CvgenError as error:
        return error, any(problem.code == "E431" for problem in error.problems)


def _load_engine(theme: str, tasks: int) -> None:
    """Load what PDFs need, then ``theme`` until a task comes; the first PDF reports any error."""
    from cvgen.writers.pdf.writer import load_engine, warm_up

    with contextlib.suppress(CvgenError):
        load_engine()
    for _ in warm_up(theme) if theme else ():
        if select.select([tasks], [], [], 0)[0]:
            return
