"""What the pages of a rendered WeasyPrint document hold, read from its boxes and fonts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from cvgen.document import Measure

_MM = 25.4 / 96  # in a pixel of the engine


def measure_pages(document: Any) -> Measure:
    """The lines of each page, and how full the last page is."""
    found = [lines_and_fill(page) for page in document.pages]
    return Measure(tuple(lines for lines, _ in found), found[-1][1])


def lines_and_fill(page: Any) -> tuple[int, float]:
    """The number of lines on a page, and the share of its height that they take.

    No lines and a full page if the boxes of an untested version cannot be read.
    """
    with suppress(AttributeError, ImportError, LookupError, TypeError):
        box = page._page_box
        top, count, bottom = box.content_box_y(), 0, box.content_box_y()
        for low, high in sorted(_spans(box.children[0])):
            if (low + high) / 2 > bottom:
                count += 1
            bottom = max(bottom, high)
        return count, (bottom - top) / box.height
    return 0, 1.0


def probe_widths(document: Any) -> dict[str, list[float]]:
    """The widths in px of the lines of elements with ``data-probe``, or of the element if empty.

    Nothing if the boxes of an untested version cannot be read.
    """
    found: dict[str, list[float]] = {}
    with suppress(AttributeError, ImportError, LookupError, TypeError, ValueError):
        from weasyprint.formatting_structure.boxes import BlockBox, LineBox

        for page in document.pages:
            for box in page._page_box.descendants():
                name = box.element.get("data-probe") if box.element is not None else None
                if name and isinstance(box, LineBox):
                    ends = [child.position_x + child.margin_width() for child in box.children]
                    found[name].append(max(ends) - min(child.position_x for child in box.children))
                elif name and isinstance(box, BlockBox):
                    found.setdefault(name, [] if box.children else [box.width])
        return found
    return {}


def top_of(document: Any, name: str) -> float:
    """The top of the first element of class ``name`` on the first page, in mm.

    0 without one, or if the boxes of an untested version cannot be read.
    """
    with suppress(AttributeError, LookupError, TypeError):
        for box in document.pages[0]._page_box.descendants():
            if box.element is not None and name in (box.element.get("class") or "").split():
                return float(box.position_y) * _MM
    return 0.0


def _spans(box: Any) -> Iterator[tuple[float, float]]:
    """The top and bottom of each line of text and each picture in ``box``."""
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    for child in box.descendants():
        if isinstance(child, LineBox | ReplacedBox):
            yield child.position_y, child.position_y + child.height


def missing_characters(document: Any) -> tuple[str, ...]:
    """The characters of a written document that no font has a glyph for, sorted."""
    codes = {code for font in document.fonts.values() for code in getattr(font, "missing", ())}
    return tuple(map(chr, sorted(codes)))
