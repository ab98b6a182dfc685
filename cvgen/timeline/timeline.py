"""Computes the timeline of a CV: its positions, degrees and other periods, gaps and overlaps.

Time is counted in months, from January of the year 0. A year alone may mean any of its months, so
each end of a bar has an earliest and a latest month. Gaps and overlaps are only what is certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from cvgen.dates import DateRange, Dates, PartialDate
from cvgen.locales import Locale
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.entry import Dated, Entry, Section
from cvgen.model.fields import Meaning
from cvgen.sections import SECTION_TYPES
from cvgen.sections.base import first_of, title_of
from cvgen.selection import Selection
from cvgen.selection.items import full_label
from cvgen.source.tree import Path

Kind = Literal["work", "study", "other"]
MIN_GAP = 4
MIN_OVERLAP = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of the CV: what and where, and its dates as text. ``open`` means ongoing.

    ``earliest`` and ``latest`` are its outermost possible months. It certainly lasted from
    ``begun`` to ``until``; if the dates are too coarse, ``begun`` is after ``until``.
    """

    title: str
    place: str
    when: str
    kind: Kind
    path: Path
    earliest: int
    begun: int
    until: int
    latest: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A section with its bars, in the order of the CV."""

    title: str
    kind: Kind
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A gap or an overlap of two bars, at least so long; ``after`` is None if a gap is not over."""

    first: int
    last: int
    exact: bool
    before: Bar
    after: Bar | None

    @property
    def months(self) -> int:
        """Its minimum length."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lanes, and the gaps and overlaps of work and study, earliest first."""

    name: str
    lanes: tuple[Lane, ...]
    gaps: tuple[Stretch, ...]
    overlaps: tuple[Stretch, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars of all lanes."""
        return tuple(bar for lane in self.lanes for bar in lane.bars)


@dataclass(frozen=True, slots=True)
class _Period:
    """A range of dates of ``item``, an entry or one of the roles of ``outer``."""

    section: Section
    item: Any
    outer: Entry
    when: Dates
    path: Path


@dataclass(frozen=True, slots=True)
class _Now:
    """The date of the CV, if known, and the month until which ongoing periods last."""

    day: PartialDate | None
    month: int


def timeline_of(selection: Selection, locale: Locale, as_of: PartialDate | None) -> Timeline:
    """The timeline of a selected CV.

    Ongoing periods last until ``as_of``, else the CV's ``updated``, else the latest date in the CV.
    """
    cv = selection.cv
    day = as_of or cv.settings.updated
    entries = [found for section in cv.sections for found in _periods(section, selection)]
    now = _Now(day, _months(day)[1] if day else _latest(one.when for one in entries))
    lanes = []
    for section in cv.sections:
        mine = [one for one in entries if one.section is section]
        bars = tuple(_bar(one, locale, now) for one in mine)
        if bars:
            title = plain_text(parse_inline(section.title.text)) if section.title else ""
            title = title or locale.section_title(section.key, section.type)
            lanes.append(Lane(title, _kind(section), bars))
    main = [bar for lane in lanes for bar in lane.bars if bar.kind != "other"]
    until = _months(day)[0] if day else None
    return Timeline(cv.person.name, tuple(lanes), tuple(_gaps(main, until)), tuple(_overlaps(main)))


def _kind(section: Section) -> Kind:
    return SECTION_TYPES[section.type].time


def _periods(section: Section, selection: Selection) -> Iterator[_Period]:
    """The periods of ``section``: each range of each entry or role."""
    for number, entry in enumerate(section.entries):
        path: Path = ("sections", section.key, "entries", number)
        parts = list(_dated_parts(entry, path))
        for found, place in parts or [(entry, path)]:
            for when in found.when.parts() if found.when else ():
                if _kind(section) != "other" or when.expected or when.ranges[0].end:
                    yield _Period(section, found, entry, when, selection.origin(place))


def _dated_parts(entry: Entry, path: Path) -> Iterator[tuple[Dated, Path]]:
    """The parts of ``entry`` with their own dates, such as the roles in one organization."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        for number, part in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(part, Dated) and part.when is not None:
                yield part, (*path, name, number)


def _bar(one: _Period, locale: Locale, now: _Now) -> Bar:
    when, shown = one.when, locale.when(one.when)
    given = when.ranges[0] if when.ranges else DateRange()
    last = given.last or when.expected
    earliest, begun = _start(begins) if (begins := given.start or last) else (now.month,) * 2
    is_open = given.end == "present" or (when.expected is not None and when.goes_on(now.day))
    if is_open:
        until = max(now.month, earliest)
        latest = max(until, _months(when.expected)[1]) if when.expected else until
    else:
        until, latest = _end(when.expected or last)
    if given.start is None and not is_open:
        begun = latest + 1  # only the end is known, so nothing is certain
    return Bar(
        _title(one, locale), _place(one.outer), shown.text if shown else "",
        _kind(one.section), one.path, earliest, begun, until, latest, is_open,
    )  # fmt: skip


def _title(one: _Period, locale: Locale) -> str:
    """The title that the section type gives the entry, else its place."""
    part = SECTION_TYPES[one.section.type]
    name = part.title(one.item, locale) if one.item is one.outer else title_of(one.item)
    return plain_text(name) or _place(one.outer) or full_label(one.item)


def _place(outer: Entry) -> str:
    return plain_text(first_of(outer, Meaning.ORGANIZATION))


def _gaps(bars: list[Bar], until: int | None) -> Iterator[Stretch]:
    """The long stretches of months in which certainly none of ``bars`` lasted."""
    reached: Bar | None = None
    for bar in sorted(bars, key=lambda bar: (bar.earliest, bar.latest)):
        if reached is not None and bar.earliest - reached.latest > MIN_GAP:
            exact = reached.until == reached.latest and bar.begun == bar.earliest
            yield Stretch(reached.latest + 1, bar.earliest - 1, exact, reached, bar)
        if reached is None or bar.latest > reached.latest:
            reached = bar
    if reached is not None and until is not None and until - reached.latest > MIN_GAP:
        yield Stretch(reached.latest + 1, until - 1, False, reached, None)


def _overlaps(bars: list[Bar]) -> Iterator[Stretch]:
    """The months in which two of ``bars`` certainly lasted; one shared month may be a handover."""
    ordered = sorted(bars, key=lambda bar: (bar.earliest, bar.latest))
    for one, other in combinations(ordered, 2):
        first, last = max(one.begun, other.begun), min(one.until, other.until)
        if last - first + 1 >= MIN_OVERLAP:
            longest = max(one.earliest, other.earliest), min(one.latest, other.latest)
            yield Stretch(first, last, longest == (first, last), one, other)


def _latest(whens: Iterator[Dates]) -> int:
    """The last month of all dates, except expected ones."""
    ends = [end for when in whens for one in when.ranges for end in (one.start, one.end)]
    return max((_months(end)[1] for end in ends if isinstance(end, PartialDate)), default=0)


def _start(date: Any) -> tuple[int, int]:
    """The earliest month of a start, and the first certain one; of ``2018`` it is in 2019."""
    first, last = _months(date)
    return first, last if first == last else last + 1


def _end(date: Any) -> tuple[int, int]:
    """The last certain month of an end, and the latest possible one."""
    first, last = _months(date)
    return last if first == last else first - 1, last


def _months(date: Any) -> tuple[int, int]:
    """The first and the last month that ``date`` can mean."""
    first, last = date.first_day(), date.last_day()
    return 12 * first[0] + first[1] - 1, 12 * last[0] + last[1] - 1


def date_of(month: int) -> PartialDate:
    """The date of a month, given as the number of months since the year 0."""
    return PartialDate(month // 12, month % 12 + 1)
