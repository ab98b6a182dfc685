"""Native lists: one abstract list of bullets and one of numbers, bound to their styles."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.writers.docx.elements import (
    Element,
    paragraph_properties,
    run_properties,
    serialize,
    twips,
    w,
)
from cvgen.writers.docx.look import Look
from cvgen.writers.docx.style import colour
from cvgen.writers.docx.styles import BULLETS, NUMBERS

_SIGNS = ("•", "–", "·")
_LEVELS = 3
_NUMBER_GAP = 1.7  # of a number, in sizes of the text
FIRST_FREE = 3
"""The number of the first list that counts from another number than 1."""


class Lists:
    """The lists of a document; each list with numbers begins anew."""

    def __init__(self) -> None:
        self.starts: list[tuple[int, int]] = []

    def begin(self, level: int, start: int) -> int:
        """Begin a list at a ``level`` that counts from ``start``, and return its number."""
        self.starts.append((level, start))
        return FIRST_FREE + len(self.starts) - 1

    def part(self, look: Look) -> bytes:
        """``numbering.xml``."""
        return serialize(w("numbering", _bullets(look), _numbers(look), *self._instances()))

    def _instances(self) -> Iterator[Element]:
        for number in (1, 2):
            yield w("num", w("abstractNumId", val=number), numId=number)
        for number, (level, start) in enumerate(self.starts, FIRST_FREE):
            begin = w("lvlOverride", w("startOverride", val=start), ilvl=level)
            yield w("num", w("abstractNumId", val=2), begin, numId=number)


def _bullets(look: Look) -> Element:
    hang = twips(max(look.gaps["hang"], look.sizes["text"] * 0.95))
    levels = (
        _level(number, ("bullet", sign), identifier, hang, look)
        for number, (sign, identifier) in enumerate(zip(_SIGNS, BULLETS, strict=True))
    )
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=1)


def _numbers(look: Look) -> Element:
    hang = twips(look.sizes["text"] * _NUMBER_GAP)
    levels = (
        _level(number, ("decimal", f"%{number + 1}."), identifier, hang, look)
        for number, identifier in enumerate(NUMBERS)
    )
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=2)


def _level(number: int, label: tuple[str, str], identifier: str, hang: int, look: Look) -> Element:
    """One level of a list, ``number`` from 0; ``label`` is its kind and its text."""
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=label[0]),
        w("pStyle", val=identifier),
        w("lvlText", val=label[1]),
        w("lvlJc", val="left"),
        paragraph_properties([w("ind", left=hang * (number + 1), hanging=hang)]),
        run_properties([colour(look.colours["bullet"])]),
        ilvl=number,
    )
