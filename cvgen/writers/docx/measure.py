"""Rough widths of texts in office fonts, for what must fit beside something or on one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, east_asian_width

_SPACE = 0.3
_NARROW, _WIDE = frozenset("fijlrtI.,:;!|'’·()[]/- \u00a0\u202f"), frozenset("mwMW@%—…")


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """About the width of ``text`` in sizes of its letters, rather too much than too little."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if char in _NARROW:
        return 0.32
    if char in _WIDE:
        return 0.9
    if east_asian_width(char) in ("W", "F"):
        return 1.0
    if category(char).startswith("M"):
        return 0.0
    return 0.64 if char.isupper() else 0.53


def last_line(text: str, room: float) -> float:
    """About the width of the last line of ``text`` where lines have ``room`` (sizes of letters)."""
    used = 0.0
    for word in text.split(" "):
        wide = width(word)
        used = used + _SPACE + wide if used and used + _SPACE + wide <= room else wide
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
