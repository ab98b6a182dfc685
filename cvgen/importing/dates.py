"""Dates of other programs as dates of a CV; what is no date goes into the note of the entry.

JSON Resume once accepted only whole dates, so many files have 2019-06-01 for June 2019: where
most days are the first of a month, those say nothing.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator

from cvgen.dates import DateRange
from cvgen.dates.parsing import checked_range, parse_date, parse_dates, parse_end, parse_start
from cvgen.dates.reading import DateError
from cvgen.importing.imported import Imported, Out, Value, joined
from cvgen.patterns import pattern

_TIME = pattern(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")
_LOOSE = pattern(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?|(\d{1,2})[/.](\d{4})|(\d{4})-(\d)")
_UNKNOWN_PART = pattern(r"(\d{4}(?:-(?!00)\d{2})?)(?:-(?:00|xx|XX|\?\?))+")
_PRESENT = ("present", "current", "currently", "now", "ongoing", "today", "to date",
            "till date", "till now", "until now", "to present", "working", "in progress",
            "continuing")  # fmt: skip
NOTE = "note"
DATES = ("start", "end", "date")


def as_date(value: Value | None) -> Value | None:
    """``value`` written as cvgen writes dates, as far as it can be read in one way only."""
    return value.map(_in_form) if value else None


def _in_form(text: str) -> str:
    if found := _TIME.fullmatch(text):
        return found[1]
    if found := _UNKNOWN_PART.fullmatch(text):
        return found[1]
    if text.casefold().strip(" .") in _PRESENT:
        return "present"
    if found := _LOOSE.fullmatch(text):
        year, month = found[1] or found[5] or found[6], found[2] or found[4] or found[7]
        day = f"-{int(found[3]):02}" if found[3] else ""
        return f"{year}-{int(month):02}{day}" if 1 <= int(month) <= 12 else text
    return text


def is_date(value: Value, parse: Callable[[str], object] = parse_date) -> bool:
    """True if cvgen reads ``value`` as a date."""
    try:
        parse(value.text)
    except DateError:
        return False
    return True


def span(start: Value | None, end: Value | None, other: Value | None = None) -> dict[str, Out]:
    """The keys `start` and `end`, or `date` from ``other``; `note` with what is no date."""
    start, end, other = as_date(start), as_date(end), as_date(other)
    if start is None and end is None:
        return _when(other)
    left = {NOTE: other} if other else {}
    if not _is_range(start, end):
        text = joined([start, end, other], " – ")
        return {NOTE: text} if text else {}
    made: dict[str, Out] = {}
    if start is not None:
        made["start"] = start
    if end is not None:
        made["end"] = end
    return {**made, **left}


def _when(value: Value | None) -> dict[str, Out]:
    if value is None:
        return {}
    if value.text == "present":
        return {"end": value}
    return {"date" if is_date(value, parse_dates) else NOTE: value}


def _is_range(start: Value | None, end: Value | None) -> bool:
    """True if both are dates, in order."""
    try:
        first = parse_start(start.text) if start else None
        checked_range(DateRange(first, parse_end(end.text) if end else None))
    except DateError:
        return False
    return True


_FULL = pattern(r"(\d{4})-(\d{2})-(\d{2})")
_IN_WORDS = pattern(r"([A-Z][a-z]{2,8}) 1, (\d{4})")
_LEAST = 3
_Place = tuple[dict[str, Out], str, Value]


def leave_out_days(imported: Imported) -> None:
    """Write months where a date has the first day, in sections in which most dates have it.

    Of an end it may be the last day, too. Starts and ends are seen apart from other dates. There
    must be three such dates in the file.
    """
    full: list[_Place] = []
    for section in imported.sections.values():
        for keys in (("start", "end"), ("date", "expires")):
            dates = (date for entry in section.entries for date in _dates(entry, keys))
            found = [date for date in dates if _day(date[2]) is not None]
            first = [date for date in found if _says_nothing(date)]
            full += first if 2 * len(first) > len(found) else []
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
    if key not in ("end", "expires") or found is None:
        return day == 1
    return day in (1, calendar.monthrange(int(found[1]), int(found[2]))[1])


def _month(text: str) -> str:
    found = _IN_WORDS.fullmatch(text)
    return f"{found[1]} {found[2]}" if found else text[:7]
