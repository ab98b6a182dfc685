"""One date or a range, typed in English or in figures, as in ``12–15 March 2024``."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cvgen.dates import ACROSS, SPANS, DateRange, PartialDate
from cvgen.patterns import pattern

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
PRESENT = frozenset(
    {"present", "now", "today", "current", "currently", "ongoing", "to date", "until now",
     "to present", "until present", "till now", "till date", "till present", "the present"}
)  # fmt: skip
_SEASONS = {name.casefold(): name for name in SPANS}
_NAMES = "|".join(re.escape(name) for name in sorted(_SEASONS, key=len, reverse=True))
_ISO = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTER = pattern(r"(\d{4})[-/ ]?[Qq]([1-4])|[Qq]([1-4])[-/ ](\d{4})")
_SEASON = pattern(
    rf"({_NAMES}),?\s+(?:of\s+)?(\d{{4}})(?:\s*([-/])\s*(\d{{2}}|\d{{4}}))?"
    rf"|(\d{{4}})[ -]({_NAMES})",
    re.IGNORECASE,
)
_SHORT_TERM = pattern(
    r"(WS|SS|HS|FS|WiSe|SoSe) ?'?(\d{4}|\d\d)(?: ?[/-] ?'?(\d{4}|\d\d))?$", re.IGNORECASE
)
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME, _YEAR = r"(?P<name>[A-Za-z]+)\.?", r"(?P<year>\d{4})"
_NAMED = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"(?:(?:the\s+)?{_ORDINAL}\.?\s+(?:of\s+)?)?{_NAME},?\s+{_YEAR}",
        rf"{_NAME}\s+{_ORDINAL},?\s+{_YEAR}",
        rf"{_YEAR}\s+(?P<name>[A-Za-z]+)",
    )
)
_EAST = pattern(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_PLAIN = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"), "-")
_PLAIN |= {ord("（"): " (", ord("）"): ")"}
_CENTURY_FROM = 50
LONGEST = 500
"""The most characters of a text that may be a date, or a list of dates."""
_MONTH_RANGE = "months run from 01 to 12"


class DateError(ValueError):
    """A text that is not a date; ``hint`` says what to write; it may need the key ``key``."""

    def __init__(self, message: str, hint: str, key: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.key = key


def clean(text: str) -> str:
    """``text`` in one line with plain characters; DateError if it is too long, which saves time."""
    if len(text) > LONGEST:
        hint = "write each date in a few words, as in 2019, 2021"
        raise DateError(f"a text of {len(text)} characters is not a date", hint)
    text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    digits = (str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    return " ".join("".join(digits).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def is_present(text: str) -> bool:
    """True if the clean ``text`` means `present`."""
    return text.casefold() in PRESENT


def read(text: str) -> PartialDate | None:
    """The clean ``text`` as a date; None without its form, DateError if the date does not exist."""
    if match := _ISO.fullmatch(text) or _EAST.fullmatch(text):
        return make_date(text, *(int(part) if part else None for part in match.groups()))
    if match := _QUARTER.fullmatch(text):
        year, quarter = match.group(1) or match.group(4), match.group(2) or match.group(3)
        return PartialDate(make_date(text, int(year)).year, quarter=int(quarter))
    if match := _SEASON.fullmatch(_with_whole_years(text)):
        return _season(text, match)
    for form in _NAMED:
        if match := form.fullmatch(text):
            return _named(text, **match.groupdict())
    return None


def read_or_none(text: str) -> PartialDate | None:
    """``text`` as a date; None if it is not one."""
    try:
        return read(clean(text))
    except DateError:
        return None


def make_date(
    text: str, year: int | None, month: int | None = None, day: int | None = None
) -> PartialDate:
    """The date of these numbers; DateError about ``text`` if it does not exist."""
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


def _with_whole_years(text: str) -> str:
    """``WS 2019/20`` for ``WS19/20``; other texts are unchanged."""
    match = _SHORT_TERM.match(text)
    if match is None:
        return text
    name, first, last = match.groups()
    return f"{name} {whole_year(first)}" + (f"/{last}" if last else "")


def whole_year(digits: str) -> int:
    """The year of four digits, or of two: 49 is 2049, and 50 is 1950."""
    if len(digits) == 4:
        return int(digits)
    return (1900 if int(digits) >= _CENTURY_FROM else 2000) + int(digits)


def _season(text: str, match: re.Match[str]) -> PartialDate:
    name = _SEASONS[(match.group(1) or match.group(6)).casefold()]
    year = make_date(text, int(match.group(2) or match.group(5))).year
    mark, rest = match.group(3), match.group(4)
    if rest is None:
        return PartialDate(year, season=name)
    wanted = (f"{(year + 1) % 100:02d}", str(year + 1))
    if SPANS[name] not in ACROSS:
        hint = f"write {name} {year} or {name} {year + 1}"
        raise DateError(f"'{text}' is not a date: {name} lies in one year", hint)
    if rest not in wanted or (mark == "-" and name == "summer"):
        hint = f"write {name} {year}/{wanted[0]} or {name} {year}"
        raise DateError(f"'{text}' is not a date", hint)
    return PartialDate(year, season=name, across=True)


def _named(text: str, name: str, year: str, day: str | None = None) -> PartialDate | None:
    word, number = name.casefold(), int(year)
    if word in _SEASONS:
        raise DateError(f"'{text}' is not a date: a season has no day", f"write '{name} {number}'")
    if word in MONTHS:
        return make_date(text, number, MONTHS[word], int(day) if day else None)
    return None


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
        return read_or_none("-".join([f"{self.year}", *parts]))


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Every way to split ``text`` at a dash or a word such as `to`."""
    return _split(_CUT, text)


def range_of(text: str, read: Read = read_or_none) -> DateRange | None:
    """The range ``text``, if exactly one split gives two ends; ``read`` reads a whole date."""
    made = [one for first, last in splits(text) if (one := make_range(first, last, read))]
    made += [one for first, last in _split(_SLASH, text) if (one := _iso_range(first, last, read))]
    made += [one for first, last in _split(_AND, text) if (one := _in_a_row(first, last))]
    return made[0] if len(made) == 1 else None


def make_range(first: str, last: str, read: Read = read_or_none) -> DateRange | None:
    """The range between two texts, which may share the year or month: ``Jan`` – ``Mar 2020``."""
    last = last if last and not last.casefold().startswith("until ") else last[6:]
    if start := read(first):
        if not last or is_present(last):
            return DateRange(start, "present")
        if end := read(last):
            return DateRange(start, end)
    return _complete_range(first, last, read)


def read_shared_start(first: str, last: str) -> PartialDate | None:
    """The date ``first``, which shares a part of ``last``: ``12`` and ``14 Mar 2024``."""
    made = _complete_range(first, last, read_or_none)
    return made.start if made else None


def _split(expression: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for match in expression.finditer(text):
        yield text[: match.start()].strip(), text[match.end() :].strip()


def _iso_range(first: str, last: str, read: Read) -> DateRange | None:
    """A range with a slash, as in ISO 8601; it always has an end."""
    if re.fullmatch(r"\d{4}-\d\d", first) and re.fullmatch(r"\d\d", last):
        last = f"{first[:4]}-{last}"
    made = make_range(first, last, read)
    return made if made and made.end != "present" else None


def _in_a_row(first: str, last: str) -> DateRange | None:
    """Two consecutive days or months: 12 and 13 March 2024."""
    made = _complete_range(first, last, read_or_none)
    if made is None or not made.start or not isinstance(made.end, PartialDate):
        return None
    start = made.start
    if start.day:
        following = replace(start, day=start.day + 1)
    else:
        following = replace(start, month=(start.month or 0) + 1)
    return made if following == made.end else None


def _complete_range(first: str, last: str, read: Read) -> DateRange | None:
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
