"""Keeps the letterhead of a German letter above the address, which stands in a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvgen.document import Document, Lines
from cvgen.errors import Problem
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task

_LOWEST = {7: 58.7, 8: 54.2}
_USUAL = 63.2
"""Where an address begins at the latest, in mm from the top: DIN 5008, form B, and half a mm.
One of seven or eight lines begins higher, so that it ends in the window, too."""
_MOST = 8


def above_address(task: Task, workers: Workers) -> tuple[Task, list[Problem]]:
    """``task`` with the largest letterhead that leaves the address its place.

    It is smaller if need be, and at last shows the name and the contacts only. There is a warning
    (W717) if the address is not in the window even so.
    """
    lines = _address(task.document)
    if task.document.layout != "din" or not lines:
        return task, []
    lowest, top, made = _LOWEST.get(min(lines, _MOST), _USUAL), 0.0, task
    for document in _letterheads(task.document):
        made = replace(task, document=document)
        top = workers.submit(replace(made, make=address_top))()
        if top <= lowest:
            break
    if top > lowest:
        message = f"the letterhead is so high that the address begins at {top:.0f} mm"
        hint = "let the variant of the letter show fewer contacts, or choose a smaller `base_size`"
    elif lines > _MOST:
        message, hint = f"the address has {lines} lines, and 8 fit", "put two of them into one line"
    else:
        return made, []
    text = f"{message}: it is not in the window of an envelope"
    return made, [Problem("W717", text, severity="warning", hint=hint)]


def _letterheads(document: Document) -> Iterator[Document]:
    """``document`` with its letterhead, with smaller ones, and with one without the headline."""
    yield document
    yield replace(document, head="small")
    header = replace(document.header, headline=(), affiliation=())
    yield replace(document, head="smallest", header=header)


def _address(document: Document) -> int:
    """The number of lines of the recipient's address."""
    blocks = (block for section in document.sections for block in section.blocks)
    found = (one for one in blocks if isinstance(one, Lines) and one.role == "recipient")
    return max((len(one.lines) for one in found), default=0)


def address_top(task: Task) -> float:
    """Where the address of a letter begins: mm from the top of the first page."""
    from cvgen.writers.pdf.engine.pages import top_of
    from cvgen.writers.pdf.writer import last_laid

    laid = last_laid(task.document, task.theme, task.assets)  # the same process then writes it
    return top_of(laid.pages, "lines--recipient")
