"""Ranges with a dash or a word between their ends, of which one may say what both share once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cvgen.dates.reading import MONTHS, is_present, readable
from cvgen.dates.values import DateRange, PartialDate
from cvgen.patterns import pattern

DASH = r"\s*(?:[-–—~～〜]|(?<=[年月日])[至到]|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_CUT = pattern(DASH, re.IGNORECASE)
_SLASH = pattern(
    r"(?<=\d{4}-\d\d)\s*/\s*|(?<=\d{4}-\d\d-\d\d)\s*/\s*|\s*/\s*(?=\d{4}-\d|.*[A-Za-z])"
)
_AND = pattern(r"\s*(?:&|\+|\band\b)\s*", re.IGNORECASE)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.º°日일])?"
_SIDES = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        _DAY,
        rf"{_DAY}\s+(?:of\s+)?(?P<name>[A-Za-z]+)\.?",
        rf"(?P<name>[A-Za-z]+)\.?(?:\s+{_DAY})?",
        rf"{_DAY},?\s+(?P<year>\d{{4}})",
        r"(?P<month>\d{2})-(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.",
        r"(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
    )
)  # what an end may leave to the other one

Read = Callable[[str], PartialDate | None]


@dataclass(frozen=True)
class _Side:
    """One end of a range, as far as it is said."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def is_year(self) -> bool:
        """Whether it says the year alone."""
        return self.month is None and self.day is None

    @property
    def date(self) -> PartialDate | None:
        """The whole date; None where there is none such."""
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return readable("-".join([f"{self.year}", *parts]))


def cuts(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part ``text`` at a dash or a word such as `to`."""
    yield from _parted(_CUT, text)


def span_of(text: str, read: Read = readable) -> DateRange | None:
    """The range ``text``, where there is one way to part it into two ends; None if it is none.

    ``read`` reads an end that is a whole date.
    """
    made = [one for first, last in cuts(text) if (one := joined(first, last, read))]
    made += [one for first, last in _parted(_SLASH, text) if (one := _closed(first, last, read))]
    made += [one for first, last in _parted(_AND, text) if (one := _in_a_row(first, last))]
    return made[0] if len(made) == 1 else None


def joined(first: str, last: str, read: Read = readable) -> DateRange | None:
    """The range from one text to another; ``Jan`` – ``Mar 2020``, ``14.`` – ``16 Sep 2020`` and
    ``2020-09-14`` – ``16`` say what they share once.
    """
    last = last if last and not last.casefold().startswith("until ") else last[6:]
    if start := read(first):
        if not last or is_present(last):
            return DateRange(start, "present")
        if end := read(last):
            return DateRange(start, end)
    return _filled(first, last, read)


def shared(first: str, last: str) -> PartialDate | None:
    """The date ``first``, which leaves to ``last`` what they share: ``12`` and ``14 Mar 2024``."""
    made = _filled(first, last, readable)
    return made.start if made else None


def _parted(expression: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for match in expression.finditer(text):
        yield text[: match.start()].strip(), text[match.end() :].strip()


def _closed(first: str, last: str, read: Read) -> DateRange | None:
    """The range with a slash, which ISO 8601 has and which never goes on."""
    if re.fullmatch(r"\d{4}-\d\d", first) and re.fullmatch(r"\d\d", last):
        last = f"{first[:4]}-{last}"
    made = joined(first, last, read)
    return made if made and made.end != "present" else None


def _in_a_row(first: str, last: str) -> DateRange | None:
    """Two days or months that follow each other: 12 and 13 March 2024."""
    made = _filled(first, last, readable)
    if made is None or not made.start or not isinstance(made.end, PartialDate):
        return None
    start, end = made.start, made.end
    follows = (
        replace(start, day=(start.day or 0) + 1) == end
        if start.day
        else replace(start, month=(start.month or 0) + 1) == end
    )
    return made if follows else None


def _filled(first: str, last: str, read: Read) -> DateRange | None:
    """The range of two ends that leave something to each other, in as much detail both."""
    one, other = _side(first, read), _side(last, read)
    if one is None or other is None or (one.day is None) != (other.day is None):
        return None
    if one.is_year or other.is_year:
        return None
    if None not in (one.year, other.year, one.month, other.month):
        return None
    if other.year is None and one.day is None:
        return None
    year, month = one.year or other.year, one.month or other.month
    start = _Side(year, month, one.day).date
    end = _Side(other.year or one.year, other.month or one.month, other.day).date
    return DateRange(start, end) if start and end and month else None


def _side(text: str, read: Read) -> _Side | None:
    """What ``text`` says of a date; None if it is no part of one."""
    if found := read(text):
        is_plain = not (found.season or found.quarter)
        return _Side(found.year, found.month, found.day) if is_plain else None
    for form in _SIDES:
        if match := form.fullmatch(text):
            said = match.groupdict()
            name = said.get("name")
            if name and name.casefold() not in MONTHS:
                return None
            month = MONTHS[name.casefold()] if name else _number(said.get("month"))
            return _Side(_number(said.get("year")), month, _number(said.get("day")))
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
