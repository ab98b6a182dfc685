"""Limits of openings and applications: pages, words, sizes of files; their fields in models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from cvgen.counting import plural
from cvgen.model.text import problem
from cvgen.patterns import pattern

_RANGE = pattern(r"(?:(\d{1,6})\s*(?:-|–|to)\s*)?(\d{1,6})")
_SIZE = pattern(r"(\d{1,6}(?:\.\d{1,3})?)\s*([kKmMgG])(i?)B")
_LENGTH = pattern(r"(\d{1,3}(?:\.\d{1,3})?)\s*(pt|mm|cm|in)")
POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
"""Points in a unit of length."""
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""The width and height of paper in mm."""
_SLACK = 2.0  # mm; printers and scanners are not more exact
_POWERS = {"k": 1, "m": 2, "g": 3}


@dataclass(frozen=True)
class Range:
    """How much of something is asked for: at least ``least``, at most ``most``."""

    least: int
    most: int

    def __str__(self) -> str:
        is_one = self.least <= 1 or self.least == self.most
        return str(self.most) if is_one else f"{self.least}–{self.most}"

    def of(self, word: str) -> str:
        """The range and ``word``, which is singular: ``1 page``, ``3–5 pages``."""
        return f"{self} {plural(word, self.most)}"

    def demand(self, word: str) -> str:
        """The same as a demand: ``at most 2 pages``, ``3–5 pages``."""
        return f"at most {self.of(word)}" if self.least <= 1 < self.most else self.of(word)

    def excess(self, count: int) -> int:
        """How much ``count`` is too large; negative if it is too small, 0 if it fits."""
        return max(0, count - self.most) or min(0, count - self.least)


def is_paper(sides: tuple[float, float], paper: tuple[float, float]) -> bool:
    """True if a page with ``sides`` in mm is ``paper``, upright or not."""
    pairs = zip(sorted(sides), paper, strict=True)
    return all(abs(side - wanted) <= _SLACK for side, wanted in pairs)


def _range(value: Any) -> Any:
    if isinstance(value, Range):
        return value
    found = _RANGE.fullmatch(str(value).strip())
    if found is None or int(found[2]) < 1 or int(found[1] or 1) > int(found[2]):
        raise problem("E204", f"'{value}' is no limit", "write a number or a range, as in 2 or 3-5")
    return Range(int(found[1] or 1), int(found[2]))


def _size(value: Any) -> Any:
    if isinstance(value, int):
        return value
    found = _SIZE.fullmatch(str(value).strip())
    if found is None or not float(found[1]):
        raise problem("E204", f"'{value}' is no size of a file", "write it as in 5 MB or 800 kB")
    base = 1024 if found[3] else 1000
    return int(float(found[1]) * base ** _POWERS[found[2].lower()])


def _length(value: Any) -> Any:
    if isinstance(value, float):
        return value
    found = _LENGTH.fullmatch(str(value).strip())
    if found is None or not float(found[1]):
        raise problem("E204", f"'{value}' is no length", "write it as in 11 pt or 25 mm")
    return float(found[1]) * POINTS[found[2]]


Limit = Annotated[Range, BeforeValidator(_range, json_schema_input_type=int | str)]
"""A number, which is the most, or a range: 3-5."""
Size = Annotated[int, BeforeValidator(_size, json_schema_input_type=str)]
"""The size of a file in bytes, as in ``5 MB``."""
Length = Annotated[float, BeforeValidator(_length, json_schema_input_type=str)]
"""A length in points, as in ``11 pt`` or ``25 mm``."""
