"""Dates whose days say nothing: the first of a month everywhere, because a program asked for a day.

JSON Resume once accepted only whole dates, so many files have 2019-06-01 for June 2019.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from cvgen.importing.imported import Imported
from cvgen.importing.values import Out, Value
from cvgen.patterns import pattern

_FULL = pattern(r"(\d{4})-(\d{2})-(\d{2})")
_IN_WORDS = pattern(r"([A-Z][a-z]{2,8}) 1, (\d{4})")
_LEAST = 3
_Place = tuple[dict[str, Out], str, Value]


def leave_out_days(imported: Imported) -> None:
    """Write months in sections in which all dates are the first or last of a month.

    Starts and ends count apart from other dates; there must be three of them in these sections.
    """
    for keys in (("start", "end"), ("date",)):
        full: list[_Place] = []
        for section in imported.sections.values():
            dates = (date for entry in section.entries for date in _dates(entry, keys))
            found = [date for date in dates if _day(date[2]) is not None]
            full += found if all(map(_says_nothing, found)) else []
        for owner, key, value in full if len(full) >= _LEAST else ():
            owner[key] = value.map(_month)


def _dates(out: Out, keys: tuple[str, ...]) -> Iterator[_Place]:
    """The dates at ``keys`` below ``out``, each with its owner."""
    if isinstance(out, dict):
        for key, inner in out.items():
            if key in keys and isinstance(inner, Value):
                yield out, key, inner
            else:
                yield from _dates(inner, keys)
    elif isinstance(out, list):
        for inner in out:
            yield from _dates(inner, keys)


def _day(value: Value) -> int | None:
    """The day of a whole date; None for other dates."""
    if found := _FULL.fullmatch(value.text):
        return int(found[3])
    return 1 if _IN_WORDS.fullmatch(value.text) else None


def _says_nothing(place: _Place) -> bool:
    _, key, value = place
    day, found = _day(value), _FULL.fullmatch(value.text)
    if key != "end" or found is None:
        return day == 1
    return day in (1, calendar.monthrange(int(found[1]), int(found[2]))[1])


def _month(text: str) -> str:
    found = _IN_WORDS.fullmatch(text)
    return f"{found[1]} {found[2]}" if found else text[:7]
