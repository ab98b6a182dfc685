"""The task of rendering one document, in this process or a worker, within its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cvgen.processes.limits import Limits, TimeIsUp, at_most

if TYPE_CHECKING:
    from cvgen.assets.files import Assets
    from cvgen.document import Document, Measure
    from cvgen.rendering.leaks import Hidden
    from cvgen.themes import Theme
    from cvgen.writers import Written

IN_WORKERS = frozenset({"pdf", "png"})


def write(task: Task) -> Written:
    """The finished document. RenderError (E612) if it contains a hidden value."""
    from cvgen.writers import WRITERS

    written = WRITERS[task.format].write(task.document, task.theme, task.assets)
    if task.hidden:
        from cvgen.rendering.leaks import verify_hidden

        if task.format == "png":  # pictures cannot be searched, but the same document as HTML can
            html = WRITERS["html"].write(task.document, task.theme, task.assets)
            verify_hidden("html", html.data, task.hidden)
        else:
            verify_hidden(task.format, written.data, task.hidden)
    return written


def measure(task: Task) -> Measure:
    """The measure of a PDF; the same process can then write it without another layout."""
    from cvgen.writers.pdf.writer import measure_pdf

    return measure_pdf(task.document, task.theme, task.assets)


@dataclass(frozen=True)
class Task:
    """A document to render: the name of the format, and the arguments of its writer.

    Problems call it ``name``, and it must not contain values of ``hidden``. ``make`` says what to
    produce: the file, its measure, or a picture.
    """

    format: str
    document: Document
    theme: Theme
    assets: Assets
    name: str = "the document"
    hidden: tuple[Hidden, ...] = ()
    make: Callable[[Task], Any] = write

    @property
    def for_worker(self) -> bool:
        """True if it takes long, or its theme is not trusted, because a worker can be killed."""
        return self.format in IN_WORKERS or self.theme.is_own

    def run(self) -> Any:
        """Render it in this process. Raises the errors of the writer."""
        return self.make(self)


def run_within(task: Task, limits: Limits) -> Any:
    """Run ``task`` in this process; the result.

    RenderError (E431, E432) if it takes too much time or memory, and the errors of the task.
    """
    from cvgen.errors import RenderError

    try:
        with at_most(limits.seconds):
            return task.run()
    except TimeIsUp as error:
        from cvgen.themes.render import in_template

        raise RenderError(in_template(limits.too_slow(task.name), error)) from None
    except MemoryError:
        raise RenderError(limits.too_large(task.name)) from None
