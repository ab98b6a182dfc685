"""Reads each PDF back and compares its text with the Document before it is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, repeat
from typing import Any

from cvgen.document import Document
from cvgen.verify.faults import PlacedText, faults_in_pages
from cvgen.verify.locate import WALL
from cvgen.verify.text import INLINE, raise_faults
from cvgen.writers.pdf.pdfium import Area, bounds, characters, opened, origin, pdfium, window

_SLACK = 1.0


def verify_text(
    data: bytes, document: Document, html: Any, theme: str, missing: frozenset[str]
) -> None:
    """RenderError (E428) unless the PDF ``data`` has the text of ``document``.

    ``html`` is the root of the page that ``theme`` made of it; ``missing`` are the characters that
    no font has, which another warning reports.
    """
    body = html.find("body")
    texts = _texts(body if body is not None else html)
    with opened(data) as pages:
        found = [list(_pieces(page)) for page in pages]
    raise_faults(faults_in_pages(document, texts, found, missing), "PDF", theme)


def _texts(element: Any) -> list[str]:
    """The texts of ``element`` in order, without decoration and pictures."""
    found: list[str] = []
    _gather(element, found)
    return found


def _gather(element: Any, found: list[str]) -> None:
    is_picture = not isinstance(element.tag, str) or element.tag.endswith("}svg")
    if is_picture or element.get("aria-hidden") == "true":
        return
    is_block = element.tag not in INLINE
    if is_block:
        found.append(WALL)
    found.append(element.text or "")
    for child in element:
        _gather(child, found)
        found.append(child.tail or "")
    if is_block:
        found.append(WALL)


def _pieces(page: int) -> Iterator[PlacedText]:
    """The visible text of a page in file order, without running heads and page numbers.

    A piece is one piece of marked content, mostly a line. Within it, PDFium reorders text that runs
    from right to left.
    """
    lib = pdfium()
    paper = (0.0, 0.0, lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page))
    text = lib.FPDFText_LoadPage(page)
    letters = characters(text)
    items = map(lib.FPDFText_GetTextObject, repeat(text), range(len(letters)))
    found: dict[int, list[str]] = defaultdict(list)
    known: dict[int, _Drawn] = {}
    end = 0
    for item, stretch in groupby(items):
        start, end = end, end + len(list(stretch))
        if not item:
            continue  # a space or line break that PDFium infers
        drawn = known.get(item)
        if drawn is None:
            drawn = known[item] = _Drawn(item, paper)
        if drawn.number >= 0:
            found[drawn.number] += drawn.seen(text, letters, range(start, end))
    lefts = {drawn.number: drawn.left for drawn in reversed(known.values())}
    lib.FPDFText_ClosePage(text)
    for number in sorted(found):
        if found[number]:
            yield PlacedText(_joined(found[number]), lefts[number])


class _Drawn:
    """A text object of a page: its content ``number`` (-1 for decoration) and its left edge."""

    def __init__(self, item: int, paper: Area) -> None:
        self.number: int = pdfium().FPDFPageObj_GetMarkedContentID(item)
        edges, self._window = bounds(item), window(item, paper)
        self.left = edges[0]
        self._is_whole = _holds(self._window, *edges[:2]) and _holds(self._window, *edges[2:])

    def seen(self, text: int, letters: Sequence[str], places: range) -> Sequence[str]:
        """The ``letters`` at ``places`` that lie on the page and inside the clip path."""
        if self._is_whole:
            return letters[places.start : places.stop]
        return [letters[at] for at in places if _holds(self._window, *origin(text, at))]


def _holds(area: Area, x: float, y: float) -> bool:
    left, bottom, right, top = area
    return left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK


def _joined(letters: list[str]) -> str:
    """The text of ``letters``, or of surrogate halves, which PDFium returns on Windows."""
    text = "".join(letters)
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
