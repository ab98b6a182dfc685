"""How much a document is too long: the lines that have to go for it to keep to a limit of pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cvgen.rendering.tasks import Desk, Task

_TALLER = 4_000  # mm; thirteen pages of A4, and within what an engine takes for a page


def excess(task: Task, limit: int, workers: Desk) -> int:
    """How many lines of the text of ``task``, from its end, do not fit on ``limit`` pages.

    Lines that are too many are no measure, as a gap at a page break is lost, and what is kept
    together goes to the next page as a whole.
    """
    return int(workers.submit(replace(task, make=partial(_lines_over, limit=limit)))())


def _lines_over(task: Task, limit: int) -> int:
    """The lines to remove, from the same document with all that is too long on the last page."""
    from cvgen.writers.pdf.engine.pages import lines_over
    from cvgen.writers.pdf.writer import lay_out

    theme = task.theme
    page = lay_out(task.document, theme, task.assets).pages.pages[limit - 1]
    size = f"{page.width}px calc({page.height}px + {_TALLER}mm)"
    css = f"{theme.extra_css}\n@page :nth({limit}) {{ size: {size} !important }}"
    laid = lay_out(task.document, replace(theme, extra_css=css), task.assets)
    return lines_over(laid.pages, limit, page.height)
