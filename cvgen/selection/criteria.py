"""Criteria of entries for the section rules of variants: priority, dates, tags."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from cvgen.dates import Dates, Day, PartialDate
from cvgen.dates.parsing import parse_date
from cvgen.errors import InputError, Problem
from cvgen.model.entry import Entry

_UNDATED = Dates(())


def priority(entry: Entry) -> int | None:
    """The entry's priority; a selected one without a priority counts as 4."""
    return entry.priority or (4 if getattr(entry, "selected", False) else None)


def is_one_of(entry: Entry, wanted: tuple[str, ...]) -> bool:
    """True if ``wanted`` has a tag or the type of ``entry``, or `selected` if it is that."""
    names = {*entry.tags, getattr(entry, "type", None)}
    if getattr(entry, "selected", False):
        names.add("selected")
    return bool(names & set(wanted))


def lasts_into(entry: Entry, limit: Day) -> bool:
    """True if ``entry`` ended on ``limit`` or later, is ongoing, or has no dates."""
    return entry.lasted is None or entry.lasted.lasts_into(limit)


def first_day(since: str, as_of: PartialDate | None) -> Day:
    """The first day that ``since`` (2018, 10y, 18m) includes, counted back from ``as_of``.

    InputError if it needs ``as_of`` and has none.
    """
    match = re.fullmatch(r"(\d+)\s*([ym])", since)
    if match is None:
        return parse_date(since).usual_first()
    if as_of is None:
        hint = "add `updated:` to the CV, or set SOURCE_DATE_EPOCH"
        raise InputError(Problem("E304", f"'since: {since}' has no date to count from", hint=hint))
    months = int(match.group(1)) * (12 if match.group(2) == "y" else 1)
    year, month, day = as_of.last_day()
    year, month = divmod(year * 12 + month - 1 - months, 12)
    return (year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))


def recency(entry: Entry) -> tuple[Day, Day]:
    """The end and start of ``entry``, as a sort key: ongoing is latest, no dates is earliest."""
    return (entry.lasted or _UNDATED).recency()


ORDERS: dict[str, Callable[[Entry], tuple[object, ...]]] = {
    "newest": lambda entry: tuple(tuple(-part for part in day) for day in recency(entry)),
    "oldest": lambda entry: (entry.lasted is None, recency(entry)),
    "priority": lambda entry: (-(priority(entry) or 3),),
}
"""The sort keys for the entries of a section; equal entries keep the order of the file."""
