"""Dates that keep the precision in which they were given, and ranges of them.

Accepted: ``2021``, ``2023-09``, ``2023-09-14``, ``2027-Q1``, ``summer 2015``, ``Sep 2023``,
``14 September 2023``, ``2022..2024`` and, where a range may be open, ``present``. Forms that two
readers would read differently (``09/2023/04``, ``2005/06``) are refused with what to write instead.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SEASONS = tuple(_SEASON_MONTH)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_PRESENT = frozenset({"present", "now", "today", "current", "ongoing"})
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTER = re.compile(r"(\d{4})[- ]?[Qq]([1-4])|[Qq]([1-4])[- ](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)\.?,?\s+(\d{4})|(\d{4})\s+([A-Za-z]+)")

_MONTH_RANGE = "months run from 01 to 12"
EXPECTED_FORMS = "write 2021, 2023-09, 2023-09-14, 2027-Q1 or 'summer 2015'"


class DateError(ValueError):
    """A text that is no date; the message says what is wrong, ``hint`` what to write."""

    def __init__(self, message: str, hint: str = EXPECTED_FORMS) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with at most one of: a month (and perhaps a day), a quarter, a season."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str | None = None

    @property
    def is_year(self) -> bool:
        """Whether nothing finer than the year is known."""
        return self.month is None and self.quarter is None and self.season is None

    def first_day(self) -> tuple[int, int, int]:
        """The earliest day it can mean, as (year, month, day), for sorting."""
        if self.quarter:
            return (self.year, 3 * self.quarter - 2, 1)
        if self.season:
            return (self.year, _SEASON_MONTH[self.season], 1)
        return (self.year, self.month or 1, self.day or 1)

    def last_day(self) -> tuple[int, int, int]:
        """The latest day it can mean, as (year, month, day)."""
        if self.day and self.month:
            return (self.year, self.month, self.day)
        if self.is_year:
            return (self.year, 12, 31)
        span = 1 if self.month else 3
        year, month, _ = self.first_day()
        year, month = divmod(12 * year + month - 1 + span - 1, 12)
        return (year, month + 1, calendar.monthrange(year, month + 1)[1])

    def iso(self) -> str | None:
        """The value for HTML's ``<time datetime>``; None for quarters and seasons."""
        if self.quarter or self.season:
            return None
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


Present = Literal["present"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """From ``start`` to ``end``, either of them may be unknown; ``end`` may be ``"present"``."""

    start: PartialDate | None = None
    end: PartialDate | Present | None = None

    def sort_key(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Later is greater: by the end, then by the start; still going on comes last of all."""
        forever = (9999, 12, 31)
        start = self.start.first_day() if self.start else (0, 0, 0)
        if self.end == "present":
            return (forever, start)
        last = self.end or self.start
        return (last.last_day() if last else (0, 0, 0), start)


def parse_date(text: str) -> PartialDate:
    """One date; :class:`DateError` where ``text`` is none."""
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        return _checked(text, *(int(part) if part else None for part in match.groups()))
    if match := _QUARTER.fullmatch(text):
        year, quarter = match.group(1) or match.group(4), match.group(2) or match.group(3)
        return PartialDate(_checked(text, int(year)).year, quarter=int(quarter))
    if match := _NAMED.fullmatch(text):
        return _named(text, match)
    raise DateError(f"'{text}' is not a date", _advice(text))


def parse_when(text: str) -> DateRange:
    """A date, or a range written ``START..END``; a single date fills only ``start``."""
    first, dots, last = text.partition("..")
    if not dots:
        return DateRange(parse_date(text))
    start = parse_date(first) if first.strip() else None
    end = parse_end(last.lstrip(".")) if last.strip(". ") else None
    if start is not None and end is None:
        end = "present"
    if end is None:
        raise DateError(f"'{text}' is not a range of dates", "write 2022..2024")
    return checked_range(DateRange(start, end))


def parse_end(text: str) -> PartialDate | Present:
    """A date or ``present`` (also: now, current, ongoing, today)."""
    if text.strip().casefold() in _PRESENT:
        return "present"
    try:
        return parse_date(text)
    except DateError as error:
        if error.hint == EXPECTED_FORMS:
            error.hint += ", or `present`"
        raise


def checked_range(when: DateRange) -> DateRange:
    """``when``; :class:`DateError` where its end lies before its start."""
    both = when.start and when.end and when.end != "present"
    if both and when.sort_key()[0] < when.sort_key()[1]:
        raise DateError("the end lies before the start", "swap them, or mend the year")
    return when


def _checked(
    text: str, year: int | None, month: int | None = None, day: int | None = None
) -> PartialDate:
    assert year is not None
    if not 1000 <= year <= 2999:
        raise DateError(f"the year {year:04d} is out of range", "years run from 1000 to 2999")
    if month is not None and not 1 <= month <= 12:
        last = year // 100 * 100 + month
        hint = f"write {year}..{last} if years are meant" if last > year else _MONTH_RANGE
        raise DateError(f"'{text}' has no month {month}", hint)
    if day is not None and month is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise DateError(f"'{text}' has no day {day}", f"that month has {last} days")
    return PartialDate(year, month, day)


def _named(text: str, match: re.Match[str]) -> PartialDate:
    day, name, year = match.group(1), match.group(2) or match.group(5), match.group(3)
    word, number = name.casefold(), int(year or match.group(4))
    if word in SEASONS and day is None:
        return PartialDate(_checked(text, number).year, season=word)
    if word in SEASONS:
        raise DateError(f"'{text}' is not a date: a season has no day", f"write '{name} {number}'")
    if word in _MONTHS:
        return _checked(text, number, _MONTHS[word], int(day) if day else None)
    raise DateError(f"'{text}' is not a date: '{name}' is neither a month nor a season")


def _advice(text: str) -> str:
    """What to write instead of ``text``, as exactly as can be told; only what is a date itself."""
    if text.casefold() in _PRESENT:
        return "'present' belongs to `end`"
    if match := re.fullmatch(r"(\d{4})/(\d{2})", text):
        return _either(*match.groups())
    if match := re.fullmatch(r"(\d{1,2})[./](\d{4})", text):
        return _usable(f"{match.group(2)}-{int(match.group(1)):02d}")
    if match := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        return f"write year-month-day, as in {match.group(3)}-09-14"
    if match := re.fullmatch(r"(\d{4})\s*(?:-|–|—|to)\s*(\d{4}|present|now)", text):
        return _usable(f"{match.group(1)}..{match.group(2)}", ", or `start` and `end`")
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ][\d:.Z+-]+", text):
        return _usable(match.group(1))
    if match := re.fullmatch(r"([A-Za-z]{3,9})[-/](\d{4})", text):
        return _usable(f"{match.group(1)} {match.group(2)}")
    if match := re.fullmatch(r"([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})", text):
        return _usable(f"{match.group(2)} {match.group(1)} {match.group(3)}")
    if match := re.fullmatch(r"(\d{4})-(\d)", text):
        return _usable(f"{match.group(1)}-0{match.group(2)}")
    return EXPECTED_FORMS


def _either(year: str, rest: str) -> str:
    """For ``2005/06``, which is a month to some and two years to others."""
    century = int(year) // 100 + (int(rest) < int(year) % 100)
    years = f"{year}..{century}{rest}"
    if not 1 <= int(rest) <= 12:
        return _usable(years)
    return f"write {year}-{rest} for a month, or {years} for two years"


def _usable(date: str, more: str = "") -> str:
    """The advice to write ``date``, unless that is no date either."""
    try:
        parse_when(date)
    except DateError:
        return EXPECTED_FORMS
    return f"write {date}{more}"
