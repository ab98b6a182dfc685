"""What is done for one document within its limits, in this process or in a worker process."""

from __future__ import annotations

import contextlib
import select
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from cvgen.errors import CvgenError, RenderError
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


Result = Callable[[], Any]
"""Waits for a task, and returns its result or raises its error."""


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


class Desk(Protocol):
    """Takes a task, and returns a function that waits for its result."""

    def submit(self, task: Task) -> Result:
        """Begin with ``task``."""


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


def begin_here(task: Task, limits: Limits) -> Result:
    """Run ``task`` in this process at once, so that nothing comes between a measure and its PDF."""
    try:
        found = run_within(task, limits)
    except RenderError as error:
        return partial(_fail, error)
    return lambda: found


def _fail(error: RenderError) -> None:
    raise error


def load_engine_until(tasks: int, theme: str) -> None:
    """Load what PDFs need, then ``theme`` until a task comes; the first PDF reports any error."""
    from cvgen.writers.pdf.writer import load_engine, warm_up

    with contextlib.suppress(CvgenError):
        load_engine()
    for _ in warm_up(theme) if theme else ():
        if select.select([tasks], [], [], 0)[0]:
            return
