"""Dates that keep the precision with which they were typed: one, a range, all of an entry.

Only :class:`Dates` decides when something began, ended or goes on.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Day = tuple[int, int, int]
NEVER: Day = (0, 0, 0)
EVER: Day = (9999, 12, 31)

_Months = tuple[int, int, int, int]
_SUMMER: _Months = (-1, 14, 5, 7)
_WINTER: _Months = (-1, 15, 11, 13)
_WINTER_TERM: _Months = (8, 15, 9, 14)
_NAMES: dict[_Months, str] = {
    (0, 11, 2, 4): "spring, spring term, spring semester",
    _SUMMER: "summer, summer term, summer semester",
    (0, 12, 8, 10): "autumn, fall, autumn term, fall term, autumn semester, fall semester",
    _WINTER: "winter, winter term, winter semester",
    _WINTER_TERM: "WS, WiSe, Wintersemester",
    (2, 9, 3, 8): "SS, SoSe, Sommersemester",
    (7, 12, 8, 12): "HS, Herbstsemester, Michaelmas, Michaelmas term",
    (0, 7, 1, 6): "FS, Frühjahrssemester",
    (0, 3, 0, 2): "Lent term, Hilary, Hilary term",
    (3, 6, 3, 5): "Easter term, Trinity, Trinity term",
    (0, 5, 0, 5): "H1",
    (6, 11, 6, 11): "H2",
}
"""Parts of a year: the first and last month that they can mean in either hemisphere, then the usual
ones, counted from January of the year.
"""
SPANS = {name: months for months, names in _NAMES.items() for name in names.split(", ")}
"""The months of each part of a year."""
ACROSS: dict[_Months, _Months] = {
    _WINTER: (8, 15, 11, 13),
    _SUMMER: (10, 14, 11, 13),
    _WINTER_TERM: _WINTER_TERM,
}
"""The same for a name with two years, as in winter 2019/20."""
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
"""The names that every language translates; others are shown as typed."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with at most one of: a month (and perhaps a day), a quarter, a season.

    ``season`` is a key of ``SPANS``; ``across`` is True if it lasts into the next year.
    """

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str | None = None
    across: bool = False

    @property
    def is_year(self) -> bool:
        """True if only the year is known."""
        return self.month is None and self.quarter is None and self.season is None

    @property
    def years(self) -> str:
        """The year, or two years in short: ``2019/20``."""
        return f"{self.year}/{(self.year + 1) % 100:02d}" if self.across else str(self.year)

    def first_day(self) -> Day:
        """The earliest day it can mean, as (year, month, day)."""
        return self._day(0)

    def last_day(self) -> Day:
        """The latest day it can mean."""
        return self._day(1)

    def usual_first(self) -> Day:
        """The usual first day, for sorting; seasons are those of the northern hemisphere."""
        return self._day(2)

    def usual_last(self) -> Day:
        """The usual last day."""
        return self._day(3)

    def iso(self) -> str | None:
        """The value for HTML's ``<time datetime>``; None for quarters and seasons."""
        if self.quarter or self.season:
            return None
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __str__(self) -> str:
        """A form that parses as the same date."""
        if self.season:
            return f"{self.season} {self.years}"
        return self.iso() or f"{self.year:04d}-Q{self.quarter}"

    def _months(self) -> _Months:
        if self.season:
            months = SPANS[self.season]
            return ACROSS[months] if self.across else months
        if self.quarter:
            first, last = 3 * self.quarter - 3, 3 * self.quarter - 1
        elif self.month:
            first = last = self.month - 1
        else:
            first, last = 0, 11
        return (first, last, first, last)

    def _day(self, which: int) -> Day:
        """The first day (0: earliest, 2: usual) or the last one (1: latest, 3: usual)."""
        year, month = divmod(12 * self.year + self._months()[which], 12)
        day = self.day or (calendar.monthrange(year, month + 1)[1] if which in (1, 3) else 1)
        return (year, month + 1, day)


Present = Literal["present"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """From ``start`` to ``end``, if known; ``end`` may be ``present``. One date has no ``end``."""

    start: PartialDate | None = None
    end: PartialDate | Present | None = None

    @property
    def last(self) -> PartialDate | None:
        """The end, or the single date; None if it is ongoing."""
        return None if self.end == "present" else self.end or self.start

    @property
    def is_reversed(self) -> bool:
        """True if the end certainly lies before the start."""
        start, end = self.start, self.end
        if start is None or not isinstance(end, PartialDate):
            return False
        return end.last_day() < start.first_day()

    def sort_key(self) -> tuple[Day, Day]:
        """Sorts by the end, then by the start; an ongoing range is the latest."""
        start = self.start.usual_first() if self.start else NEVER
        if self.end == "present":
            return (EVER, start)
        return (self.last.usual_last() if self.last else NEVER, start)

    def __str__(self) -> str:
        """A form that parses as the same range."""
        if self.end is None:
            return str(self.start or "")
        return f"{self.start or ''}..{self.end}"


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates of an entry; ``expected`` is a future end, ``valid`` a certificate's last day."""

    ranges: tuple[DateRange, ...]
    expected: PartialDate | None = None
    valid: PartialDate | None = None

    @property
    def first(self) -> PartialDate | None:
        """The first start; None if none is known."""
        starts = [one.start for one in self.ranges if one.start]
        return min(starts, key=PartialDate.usual_first, default=None)

    @property
    def year(self) -> int:
        """The year of the last end, known or expected, or of the start if it is ongoing; else 0."""
        ends = [self.expected] if self.expected else [one.last or one.start for one in self.ranges]
        return max((end.year + end.across for end in ends if end), default=0)

    @property
    def span(self) -> Dates:
        """One range around all, as far as both of its ends are known."""
        unknown = [one.last for one in self.ranges if one.start is None and one.last]
        start = self.first
        if start and any(end.usual_last() <= start.usual_first() for end in unknown):
            start = None
        if any(one.end == "present" for one in self.ranges):
            return Dates((DateRange(start, "present"),))
        if self.expected:
            return Dates((DateRange(start),) if start else (), self.expected)
        ends = [one.last for one in self.ranges if one.last]
        end = max(ends, key=PartialDate.usual_last, default=None)
        return Dates((DateRange(start, end),))

    def months_to(self, later: Dates) -> int:
        """The months between the last end and the start of ``later``; 0 if one is not known."""
        ends = [one.last for one in self.ranges if one.last]
        if self.goes_on() or not ends or later.first is None:
            return 0
        last = max(end.usual_last() for end in ends)
        first = later.first.usual_first()
        return max(0, 12 * (first[0] - last[0]) + first[1] - last[1] - 1)

    def goes_on(self, as_of: PartialDate | None = None) -> bool:
        """True if it has begun on the day ``as_of`` and has no end, or a later one."""
        if as_of and self.first and self.first.first_day() > as_of.last_day():
            return False
        if any(one.end == "present" for one in self.ranges):
            return True
        if coming := self.expected or self.valid:
            return as_of is None or coming.last_day() >= as_of.first_day()
        return as_of is not None and any(_lasts_on(one, as_of) for one in self.ranges)

    def lasts_into(self, day: Day) -> bool:
        """True if it ended on ``day`` or later, is ongoing, or has no known end."""
        ends = [one.last for one in self.ranges]
        return self.goes_on() or not ends or any(e is None or e.usual_last() >= day for e in ends)

    def recency(self) -> tuple[Day, Day]:
        """The latest end with its start; an ongoing range is the latest."""
        end, start = max((one.sort_key() for one in self.ranges), default=(NEVER, NEVER))
        return (EVER if self.expected else end, start)

    def parts(self) -> Iterator[Dates]:
        """The ranges, one by one."""
        if self.expected:
            yield self
        else:
            yield from (Dates((one,), valid=self.valid) for one in self.ranges)


def _lasts_on(one: DateRange, as_of: PartialDate) -> bool:
    """True if ``one`` has begun by ``as_of`` and certainly ends after it."""
    if not isinstance(one.end, PartialDate):
        return False
    begun = one.start is None or one.start.first_day() <= as_of.last_day()
    return begun and one.end.first_day() > as_of.last_day()


def within(outer: DateRange, inner: DateRange) -> DateRange:
    """``inner`` with the end of ``outer``, the range around it, if ``inner`` is ongoing."""
    if inner.end != "present" or not isinstance(outer.end, PartialDate):
        return inner
    if inner.start and outer.end.last_day() < inner.start.first_day():
        return inner
    return DateRange(inner.start, outer.end)
