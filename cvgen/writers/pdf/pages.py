"""How full the last page is, read from the boxes that WeasyPrint has laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvgen.document import Measure
from cvgen.errors import Problem
from cvgen.themes import Settings

LEAST_FILL = 0.2
_NARROW = 16.0  # mm; margins that are offered to whoever has wider ones


def measured(document: Any) -> Measure:
    """What a rendered WeasyPrint document comes to."""
    found = [_lines_and_fill(page._page_box) for page in document.pages]
    return Measure(tuple(lines for lines, _ in found), found[-1][1])


def _lines_and_fill(page: Any) -> tuple[int, float]:
    """How many lines there are on a page, and the share of its height that they take."""
    top, count, bottom = page.content_box_y(), 0, page.content_box_y()
    for low, high in sorted(_spans(page.children[0])):
        if (low + high) / 2 > bottom:
            count += 1
        bottom = max(bottom, high)
    return count, (bottom - top) / page.height


def _spans(box: Any) -> Iterator[tuple[float, float]]:
    """Top and bottom of every line of text and every picture in ``box``."""
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    for child in box.descendants():
        if isinstance(child, LineBox | ReplacedBox):
            yield child.position_y, child.position_y + child.height


def sparse_end(document: Any, settings: Settings, file: str) -> Iterator[Problem]:
    """A warning where a rendered ``document`` of several pages ends with one that is nearly empty.

    ``file`` is the name of the document; ``settings`` tell what has not been tried yet.
    """
    if len(document.pages) < 2:
        return
    count, share = _lines_and_fill(document.pages[-1]._page_box)
    if share >= LEAST_FILL:
        return
    lines = f"{count} line" + "s" * (count != 1)
    message = f"page {len(document.pages)} is {100 * share:.0f} % full: {lines}"
    yield Problem("W405", message, file or None, hint=_advice(settings), severity="warning")


def _advice(settings: Settings) -> str:
    """What may bring the last lines back, or give them company."""
    ways = []
    if settings.get("density") != "compact":
        ways.append("`--set density=compact`")
        if max(settings["margins"]) > _NARROW:
            ways.append(f"`--set margins={_NARROW:g}`")
    return ", or ".join([*ways, "let the variant leave something out"])
