"""Criteria of entries for the section rules of variants: priority, dates, tags."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from cvgen.dates import Dates, Day, PartialDate
from cvgen.dates.parsing import parse_date
from cvgen.errors import InputError, Problem
from cvgen.model.entry import Entry
from cvgen.model.marks import Marks, Visibility
from cvgen.selection.anonymous import REASON, hides
from cvgen.selection.resolve import EVERYBODY, Rules
from cvgen.source.tree import Path

_UNDATED = Dates(())


def priority(entry: Entry) -> int | None:
    """The entry's priority; a selected one without a priority counts as 4."""
    return entry.priority or (4 if getattr(entry, "selected", False) else None)


def matches_any(entry: Entry, wanted: tuple[str, ...]) -> bool:
    """True if ``wanted`` has a tag or the type of ``entry``, or `selected` if it is that."""
    selected = "selected" if getattr(entry, "selected", False) else None
    return not {*entry.tags, getattr(entry, "type", None), selected}.isdisjoint(wanted)


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


def reason_to_hide(marks: Marks, rules: Rules, path: Path, default: Visibility) -> str | None:
    """The rule that leaves out the item at ``path``, in words; None if it is shown."""
    visibility = marks.visibility or default
    is_hidden = visibility is not Visibility.PUBLIC and visibility.rank > rules.visibility.rank
    if is_hidden and _revealable(path) not in rules.reveal:
        return f"visibility: it is {visibility.value}"
    if rules.is_anonymous and hides(path):
        return REASON
    return _audience_reason(marks, rules) or _tag_reason(set(marks.tags), rules)


def _audience_reason(marks: Marks, rules: Rules) -> str | None:
    """The reason if marks hide an item; `not_for: public` applies to every public variant."""
    if rules.audience == EVERYBODY and not marks.not_for:
        return None
    wanted, unwanted = set(marks.for_ or (EVERYBODY,)), set(marks.not_for or ())
    excluded = {rules.name}
    if rules.visibility is Visibility.PUBLIC:
        excluded.add(Visibility.PUBLIC.value)
    if rules.audience != EVERYBODY:
        excluded |= {*rules.audiences, EVERYBODY}
        if not wanted & {*rules.audiences, EVERYBODY}:
            return f"audience: it is for {', '.join(sorted(wanted))}"
    if unwanted & excluded:
        return f"audience: it is not for {', '.join(sorted(unwanted))}"
    return None


def _revealable(path: Path) -> str:
    """The name by which `reveal` means ``path``: a field of the person, or a section's key."""
    return str(path[1] if path[:1] == ("sections",) and len(path) > 1 else path[0] if path else "")


def _tag_reason(tags: set[str], rules: Rules) -> str | None:
    if not tags:
        return None
    if excluded := tags & rules.exclude:
        return f"tags: {', '.join(sorted(excluded))} is excluded"
    if rules.include and not tags & rules.include:
        return f"tags: none of {', '.join(sorted(tags))} is included"
    return None


def best(
    items: list[tuple[int, tuple[str, ...], int | None]], count: int, rules: Rules
) -> set[int]:
    """The positions of the ``count`` items to keep; items are (position, tags, priority).

    Preferred tags go first, then the higher priority, then the earlier one; 5 is never cut.
    """

    def rank(item: tuple[int, tuple[str, ...], int | None]) -> tuple[bool, bool, int, int]:
        position, tags, priority = item
        return (priority != 5, not rules.prefer & set(tags), -(priority or 3), position)

    ranked = sorted(items, key=rank)
    pinned = {position for position, _, priority in items if priority == 5}
    return {position for position, _, _ in ranked[:count]} | pinned
