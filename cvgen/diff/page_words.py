"""Finds the words of a PDF and their places on the pages."""

from __future__ import annotations

import contextlib
import difflib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.silent import silent_libraries

Mark = Literal["", "removed", "added", "moved"]
_PHRASE = 6
_NEAR = 30
_HYPHENS = "\ufffe\x02\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left corner of ``page``, which counts from 0."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
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
    """The sizes of the pages in points, and all words in reading order, without artifacts."""
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
            boxes[-1] = boxes[-1].union(box)
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


def mark_words(before: Sequence[str], after: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """A mark for each word on both sides; empty words have none.

    Phrases of six words and more that stand elsewhere have moved. Single words that stand a little
    before or after are the same.
    """
    old, new = _WordRow(before, "removed"), _WordRow(after, "added")
    matcher = difflib.SequenceMatcher(None, old.words, new.words, autojunk=False)
    partners: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        partners.update(zip(range(a, a + size), range(b, b + size), strict=True))
        for step in range(size):
            old.marks[a + step] = new.marks[b + step] = ""
    _find_moved(old, new, partners)
    _pass_over_near(old, new, partners)
    return old.all_marks(), new.all_marks()


class _WordRow:
    """The non-empty words of one side, and the mark of each."""

    def __init__(self, words: Sequence[str], mark: Mark) -> None:
        self._all = words
        self.words = [word for word in words if word]
        self.open: Mark = mark
        self.marks: list[Mark] = [mark] * len(self.words)

    def all_marks(self) -> list[Mark]:
        """The marks of all words; empty words have empty marks."""
        marks = iter(self.marks)
        return [next(marks) if word else "" for word in self._all]

    def is_open(self, start: int, length: int) -> bool:
        """True if the ``length`` words from ``start`` on have no partner yet."""
        end = start + length
        return end <= len(self.marks) and all(m == self.open for m in self.marks[start:end])


def _find_moved(old: _WordRow, new: _WordRow, partners: dict[int, int]) -> None:
    """Mark phrases that both sides have and that have no partner yet as moved."""
    phrases: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(new.words) - _PHRASE + 1):
        if new.is_open(start, _PHRASE):
            phrases[tuple(new.words[start : start + _PHRASE])].append(start)
    at = 0
    while at <= len(old.words) - _PHRASE:
        found = phrases.get(tuple(old.words[at : at + _PHRASE]), ())
        there = next((start for start in found if new.is_open(start, _PHRASE)), None)
        if there is None or not old.is_open(at, _PHRASE):
            at += 1
            continue
        while old.is_open(at, 1) and new.is_open(there, 1) and old.words[at] == new.words[there]:
            old.marks[at] = new.marks[there] = "moved"
            partners[at] = there
            at, there = at + 1, there + 1


def _pass_over_near(old: _WordRow, new: _WordRow, partners: dict[int, int]) -> None:
    """Mark words that both sides have within a line or two like their neighbours."""
    known = dict(partners)
    for at, word in enumerate(old.words):
        if not old.is_open(at, 1):
            continue
        sides = (range(at - 1, at - _NEAR, -1), range(at + 1, at + _NEAR))
        around = [n for side in sides if (n := _first(side, known)) is not None]
        places = (
            (abs(place - known[n]), place, n)
            for n in around
            for place in range(known[n] - _NEAR, known[n] + _NEAR)
            if place >= 0 and new.is_open(place, 1) and new.words[place] == word
        )
        _, there, neighbour = min(places, default=(0, -1, 0))
        if there >= 0:
            old.marks[at] = new.marks[there] = old.marks[neighbour]


def _first(numbers: range, known: dict[int, int]) -> int | None:
    return next((number for number in numbers if number in known), None)
