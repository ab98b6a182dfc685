"""What is done for one document, here or in a worker process, within its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cvgen.processes.limits import Limits, TimeIsUp, at_most

if TYPE_CHECKING:
    from cvgen.assets.files import Assets
    from cvgen.document import Document, Measure
    from cvgen.rendering.leaks import Hidden
    from cvgen.themes import Theme
from cvgen.writers import Written

IN_WORKERS = frozenset({"pdf", "png"})


@dataclass(frozen=True)
class Task:
    """A document to make: the format by name, and what its writer takes. ``name`` is what problems
    call it, ``hidden`` what may not stand in the document.
    """

    format: str
    document: Document
    theme: Theme
    assets: Assets
    name: str = "the document"
    hidden: tuple[Hidden, ...] = ()

    @property
    def for_worker(self) -> bool:
        """Whether it takes long, or is made by a theme that may do anything: a worker can be ended
        at any moment.
        """
        return self.format in IN_WORKERS or self.theme.is_own

    def run(self) -> Written:
        """Make it here. Raises what the writer raises."""
        from cvgen.writers import WRITERS

        written = WRITERS[self.format].write(self.document, self.theme, self.assets)
        if self.hidden:
            self._verify_hidden(written)
        return written

    def _verify_hidden(self, written: Written) -> None:
        """RenderError (E612) where the document has what may not stand in it. Pictures of pages
        cannot be searched: there it is the same document as HTML.
        """
        from cvgen.rendering.leaks import verify_hidden
        from cvgen.writers import WRITERS

        if self.format == "png":
            html = WRITERS["html"].write(self.document, self.theme, self.assets)
            verify_hidden("html", html.data, self.hidden)
        else:
            verify_hidden(self.format, written.data, self.hidden)


@dataclass(frozen=True)
class Measuring(Task):
    """A document to lay out and measure; the worker that did it can write it at once."""

    def run(self) -> Measure:  # type: ignore[override]
        """Measure it here. Raises what the writer raises."""
        from cvgen.writers.pdf.writer import measure_pdf

        return measure_pdf(self.document, self.theme, self.assets)


@dataclass(frozen=True)
class Drawing(Task):
    """A PDF to be made, and what ``draw`` makes of it, within the same limits: a theme may ask for
    pages of any kind.
    """

    draw: Callable[[Written], Any] = field(kw_only=True)

    def run(self) -> Any:
        """Make it and draw it here. Raises what the writer raises."""
        return self.draw(super().run())


def run_within(task: Task, limits: Limits) -> Any:
    """Do ``task`` in this process. Raises what it raises, and RenderError (E431, E432) where it
    takes too much.
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
