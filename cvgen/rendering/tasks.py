"""What is done for one document, in this process or a worker, within its limits."""

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
    """The finished document. RenderError (E612) where it shows a value that is to be hidden."""
    from cvgen.writers import WRITERS

    written = WRITERS[task.format].write(task.document, task.theme, task.assets)
    if task.hidden:
        from cvgen.rendering.leaks import verify_hidden

        if task.format == "png":  # pictures cannot be searched, the same document as HTML can
            html = WRITERS["html"].write(task.document, task.theme, task.assets)
            verify_hidden("html", html.data, task.hidden)
        else:
            verify_hidden(task.format, written.data, task.hidden)
    return written


def measure(task: Task) -> Measure:
    """The pages of a PDF; the process that measured it can write it at once."""
    from cvgen.writers.pdf.writer import measure_pdf

    return measure_pdf(task.document, task.theme, task.assets)


@dataclass(frozen=True)
class Task:
    """A document to make: the name of the format, and what its writer takes.

    Problems call it ``name``; none of ``hidden`` may appear in it. ``make`` says what to make of
    it: the file, its measure, or a picture.
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
        """True if it takes long, or comes from a theme that may do anything: a worker can be ended
        at any moment.
        """
        return self.format in IN_WORKERS or self.theme.is_own

    def run(self) -> Any:
        """Make it in this process. Raises what the writer raises."""
        return self.make(self)


def run_within(task: Task, limits: Limits) -> Any:
    """The result of ``task``, made in this process. RenderError (E431, E432) where it takes too
    much time or memory, and what the task raises.
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
