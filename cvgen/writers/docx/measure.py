"""Rough widths of texts in office fonts, for what must fit beside something or on one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, east_asian_width

from cvgen.writers.docx.fonts import widths_of

_FIRST, _LAST = 0x20, 0x7E
_CAPITAL, _SMALL = 0.65, 0.53
_DASHES = {"\u00a0": 0.25, "\u202f": 0.2, "–": 0.5, "—": 0.9, "’": 0.25, "·": 0.25}


@lru_cache(maxsize=4096)
def width(text: str, kind: str) -> float:
    """About the width of ``text`` in sizes of its letters, in a font of a ``kind``."""
    table = widths_of(kind)
    return sum(
        table[ord(char) - _FIRST] if _FIRST <= ord(char) <= _LAST else _other(char) for char in text
    )


def _other(char: str) -> float:
    """The width of a character beyond ASCII."""
    if char in _DASHES:
        return _DASHES[char]
    if east_asian_width(char) in ("W", "F"):
        return 1.0
    if category(char)[0] in "MC":
        return 0.0
    return _CAPITAL if char.isupper() else _SMALL


def last_line(text: str, room: float, kind: str) -> float:
    """About the width of the last line of ``text`` where lines have ``room`` (sizes of letters)."""
    used, space = 0.0, width(" ", kind)
    for word in text.split(" "):
        wide = width(word, kind)
        used = used + space + wide if used and used + space + wide <= room else wide
    return used


def balanced(widths: Sequence[float], gap: float, most: float) -> list[list[int]]:
    """The numbers of items on each line: as few lines as fit ``most``, and these equally long.

    An item that is wider than a line has one for itself.
    """
    count = len(_filled(widths, gap, most))
    limits = sorted({sum(widths[i:j]) + gap * (j - i - 1) for i in range(len(widths))
                     for j in range(i + 1, len(widths) + 1)})  # fmt: skip
    fitting = (lines for limit in limits if len(lines := _filled(widths, gap, limit)) <= count)
    return next(fitting, [])


def _filled(widths: Sequence[float], gap: float, most: float) -> list[list[int]]:
    lines: list[list[int]] = []
    used = 0.0
    for number, item in enumerate(widths):
        if lines and used + gap + item <= most + 1e-9:
            lines[-1].append(number)
            used += gap + item
        else:
            lines.append([number])
            used = item
    return lines
