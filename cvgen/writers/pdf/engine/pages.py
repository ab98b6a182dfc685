"""What the pages of a rendered WeasyPrint document hold, read from its boxes and fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from cvgen.document import Measure

_MM = 25.4 / 96  # in a pixel of the engine
_EXACT = 0.01  # px, to which the sums of heights are exact
_FIXED = frozenset({"header", "lines", "signature"})
"""The elements and classes around a text, which do not get shorter with it."""


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
        rows = _rows(_spans(box.children[0]))
        return len(rows), (rows[-1][1] - box.content_box_y()) / box.height if rows else 0.0
    return 0, 1.0


def lines_over(document: Any, limit: int, height: float) -> int:
    """How many lines have to go, from the end of the text, for ``limit`` pages to be enough.

    The last of these pages is taller than its usual ``height`` in px, and has what is too long. The
    lines of a letter around its text, such as the closing, stay. At least 1.
    """
    others = sum(lines_and_fill(page)[0] for page in document.pages[limit:])
    with suppress(AttributeError, ImportError, IndexError, TypeError):
        page = document.pages[limit - 1]._page_box
        spans = list(_spans(page.children[0]))
        over = max(high for _, high in spans) - page.content_box_y() - page.height
        over += page.margin_height() - height
        rows = _rows(_spans(page.children[0], without=_FIXED))
        saved = (rows[-1][1] - rows[-number - 1][1] for number in range(1, len(rows)))
        number = next((n for n, one in enumerate(saved, 1) if one >= over - _EXACT), len(rows))
        return max(1, others + number)
    return max(1, others)


def _rows(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The lines of text that readers see: what stands beside one another is one."""
    rows: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if rows and (low + high) / 2 <= rows[-1][1]:
            rows[-1] = rows[-1][0], max(rows[-1][1], high)
        else:
            rows.append((low, high))
    return rows


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


def _spans(box: Any, without: frozenset[str] = frozenset()) -> Iterator[tuple[float, float]]:
    """The top and bottom of each line of text and each picture in ``box``.

    Elements with a class, or of a kind, in ``without`` are left out with all that they contain.
    """
    from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox

    for child in getattr(box, "children", ()):
        element = child.element
        if without and element is not None:
            names = {element.tag, *(element.get("class") or "").split()}
            if names & without:
                continue
        if isinstance(child, LineBox | ReplacedBox):
            yield child.position_y, child.position_y + child.height
        yield from _spans(child, without)


def missing_characters(document: Any) -> tuple[str, ...]:
    """The characters of a written document that no font has a glyph for, sorted."""
    codes = {code for font in document.fonts.values() for code in getattr(font, "missing", ())}
    return tuple(map(chr, sorted(codes)))
