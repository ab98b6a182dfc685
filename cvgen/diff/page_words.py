"""Finds the words of a PDF and their places on the pages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cvgen.silent import silent_libraries

_HYPHENS = "\ufffe\x02\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left corner of ``page``, which counts from 0."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest rectangle around both."""
        return Box(
            self.page, min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip

    def is_beside(self, other: Box) -> bool:
        """True if ``other`` continues the line, less than a wide space away."""
        height = min(self.bottom - self.top, other.bottom - other.top)
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        gap = max(other.left - self.right, self.left - other.right)
        same_line = shared > 0.5 * height
        return self.page == other.page and same_line and gap < max(6.0, height)


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word, with a box for each line that it is on."""

    text: str
    boxes: tuple[Box, ...]


@silent_libraries()
def page_words(pdf: bytes) -> tuple[list[tuple[float, float]], list[PageWord]]:
    """The sizes of the pages in points, and all words in the order in which they are read, without
    running heads and page numbers (artifacts, as PDF calls them).
    """
    import pypdfium2

    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
        words = [
            word
            for number, (_, height) in enumerate(sizes)
            for word in _words(document[number], number, height)
        ]
    return sizes, words


def _words(page: Any, number: int, height: float) -> Iterator[PageWord]:
    text, boxes = "", list[Box]()
    heads = list(_artifacts(page))
    chars = page.get_textpage()
    for place in range(chars.count_chars()):
        char = chars.get_text_range(place, 1, errors="replace")
        left, bottom, right, top = chars.get_charbox(place, loose=True)
        if not char or char.isspace() or _is_in(heads, (left + right) / 2, (top + bottom) / 2):
            if text:
                yield PageWord(text, tuple(boxes))
            text, boxes = "", []
            continue
        text += "" if char in _HYPHENS else char
        box = Box(number, left, height - top, right, height - bottom)
        if boxes and boxes[-1].is_beside(box):
            boxes[-1] = boxes[-1].joined(box)
        else:
            boxes.append(box)
    if text:
        yield PageWord(text, tuple(boxes))


Area = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left corner."""


def _is_in(areas: list[Area], x: float, y: float) -> bool:
    return any(left <= x <= right and low <= y <= high for left, low, right, high in areas)


def _artifacts(page: Any) -> Iterator[Area]:
    """The places of the texts that are marked as artifacts."""
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        marks = (raw.FPDFPageObj_GetMark(item, n) for n in range(raw.FPDFPageObj_CountMarks(item)))
        if any(_name(mark) == "Artifact" for mark in marks):
            yield item.get_bounds()


def _name(mark: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    size = ctypes.c_ulong()
    buffer = (raw.FPDF_WCHAR * 32)()
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), ctypes.byref(size))
    return bytes(buffer)[: max(0, size.value - 2)].decode("utf-16-le", "replace")
