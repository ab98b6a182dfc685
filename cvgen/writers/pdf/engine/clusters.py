"""Clusters of glyphs that run from right to left, so that each has a width and its own letters."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple
from unicodedata import category

_UNKNOWN = 0x10000000  # PANGO_GLYPH_UNKNOWN_FLAG: the font has no glyph


class Glyph(NamedTuple):
    """A glyph in units of Pango; the letters of its cluster begin at the byte ``start``."""

    number: int
    width: int
    right: int
    down: int
    start: int


Cluster = tuple[tuple[Glyph, ...], str]
"""Glyphs that are drawn together, and their letters."""


def join_narrow(clusters: list[Cluster]) -> list[Cluster]:
    """``clusters`` that run from right to left, with no two in a row that have no width.

    Between two of them, pdfminer begins a new line. Marks in a row become one code: programs may
    turn them around, as their order means nothing. A letter shares the width of the one before it.
    """
    found: list[Cluster] = []
    for glyphs, text in reversed(clusters):
        are_marks = all(map(is_mark, text))
        while found and _is_narrow(glyphs, text) and _is_letter(*found[-1]):
            if are_marks and not is_mark(found[-1][1][-1]):
                break
            base, letters = found.pop()
            glyphs, text = glyphs + base, letters + text
        found.append((glyphs, text))
    return found[::-1]


def _is_narrow(glyphs: tuple[Glyph, ...], text: str) -> bool:
    """True if a letter has no width."""
    return _is_letter(glyphs, text) and not sum(glyph.width for glyph in glyphs)


def _is_letter(glyphs: tuple[Glyph, ...], text: str) -> bool:
    return text != "" and category(text[0])[0] in "LM" and not is_missing(glyphs)


def is_missing(glyphs: tuple[Glyph, ...]) -> bool:
    """True if the font lacks one of ``glyphs``."""
    return any(glyph.number & _UNKNOWN for glyph in glyphs)


def letters_of(text: str) -> list[str]:
    """The letters of ``text``; marks in a row are one."""
    rows = (("".join(row), are_marks) for are_marks, row in groupby(text, key=is_mark))
    return [part for row, are_marks in rows for part in ([row] if are_marks else row)]


def is_mark(letter: str) -> bool:
    """True if ``letter`` is a combining mark."""
    return category(letter).startswith("M")
