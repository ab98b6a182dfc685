"""Ranges with a dash or a word between their ends, as in ``12–15 March 2024``."""

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
_ENDS = tuple(
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
)  # an end that leaves the rest to the other one

Read = Callable[[str], PartialDate | None]


@dataclass(frozen=True)
class _End:
    """One end of a range, as far as it is given."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def is_year(self) -> bool:
        """True if only the year is given."""
        return self.month is None and self.day is None

    @property
    def date(self) -> PartialDate | None:
        """The whole date; None if it does not exist."""
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return readable("-".join([f"{self.year}", *parts]))


def cuts(text: str) -> Iterator[tuple[str, str]]:
    """Every way to split ``text`` at a dash or a word such as `to`."""
    return _split(_CUT, text)


def range_of(text: str, read: Read = readable) -> DateRange | None:
    """The range ``text``, if exactly one split gives two ends; ``read`` reads a whole date."""
    made = [one for first, last in cuts(text) if (one := joined(first, last, read))]
    made += [one for first, last in _split(_SLASH, text) if (one := _closed(first, last, read))]
    made += [one for first, last in _split(_AND, text) if (one := _in_a_row(first, last))]
    return made[0] if len(made) == 1 else None


def joined(first: str, last: str, read: Read = readable) -> DateRange | None:
    """The range between two texts, which may share the year or month: ``Jan`` – ``Mar 2020``."""
    last = last if last and not last.casefold().startswith("until ") else last[6:]
    if start := read(first):
        if not last or is_present(last):
            return DateRange(start, "present")
        if end := read(last):
            return DateRange(start, end)
    return _filled(first, last, read)


def shared(first: str, last: str) -> PartialDate | None:
    """The date ``first``, which shares a part of ``last``: ``12`` and ``14 Mar 2024``."""
    made = _filled(first, last, readable)
    return made.start if made else None


def _split(expression: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for match in expression.finditer(text):
        yield text[: match.start()].strip(), text[match.end() :].strip()


def _closed(first: str, last: str, read: Read) -> DateRange | None:
    """A range with a slash, as in ISO 8601; it always has an end."""
    if re.fullmatch(r"\d{4}-\d\d", first) and re.fullmatch(r"\d\d", last):
        last = f"{first[:4]}-{last}"
    made = joined(first, last, read)
    return made if made and made.end != "present" else None


def _in_a_row(first: str, last: str) -> DateRange | None:
    """Two consecutive days or months: 12 and 13 March 2024."""
    made = _filled(first, last, readable)
    if made is None or not made.start or not isinstance(made.end, PartialDate):
        return None
    start = made.start
    if start.day:
        following = replace(start, day=start.day + 1)
    else:
        following = replace(start, month=(start.month or 0) + 1)
    return made if following == made.end else None


def _filled(first: str, last: str, read: Read) -> DateRange | None:
    """The range of two ends that share a part and are equally precise."""
    one, other = _end(first, read), _end(last, read)
    if one is None or other is None or (one.day is None) != (other.day is None):
        return None
    if one.is_year or other.is_year:
        return None
    if None not in (one.year, other.year, one.month, other.month):
        return None
    if other.year is None and one.day is None:
        return None
    year, month = one.year or other.year, one.month or other.month
    start = _End(year, month, one.day).date
    end = _End(other.year or one.year, other.month or one.month, other.day).date
    return DateRange(start, end) if start and end and month else None


def _end(text: str, read: Read) -> _End | None:
    """``text`` as a date or a part of one; None if it is neither."""
    if found := read(text):
        is_plain = not (found.season or found.quarter)
        return _End(found.year, found.month, found.day) if is_plain else None
    for form in _ENDS:
        if match := form.fullmatch(text):
            said = match.groupdict()
            name = said.get("name")
            if name and name.casefold() not in MONTHS:
                return None
            month = MONTHS[name.casefold()] if name else _number(said.get("month"))
            return _End(_number(said.get("year")), month, _number(said.get("day")))
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
