"""Dates of other programs as dates of a CV; what is no date goes into the note of the entry."""

from __future__ import annotations

from collections.abc import Callable

from cvgen.dates import DateRange
from cvgen.dates.parsing import checked_range, parse_date, parse_dates, parse_end, parse_start
from cvgen.dates.reading import DateError
from cvgen.importing.values import Out, Value, joined
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
