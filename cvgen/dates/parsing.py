"""Texts → dates: a date, an end, a range or several dates.

Accepted: ``2021``, ``2023-09``, ``2023-09-14``, ``2027-Q1``, ``summer 2015``, ``WS 2019/20``,
``Sep 2023``, ``14 September 2023``, ``Sep 14, 2023``, ``2022..2024``, ``12–15 March 2024`` and
``present``. Ambiguous forms (``05/06/2021``, ``2005/06``) are refused with a hint.
"""

from __future__ import annotations

import re

from cvgen.dates import DateRange, PartialDate, Present
from cvgen.dates.hints import date_error, is_general
from cvgen.dates.reading import (
    DateError,
    clean,
    is_present,
    make_range,
    range_of,
    read,
    read_or_none,
    read_shared_start,
)
from cvgen.patterns import pattern

_SINCE = pattern(r"(?:since|from|as of) (.+)", re.IGNORECASE)
_UNTIL = pattern(r"(?:until|till|up to) (.+)", re.IGNORECASE)
_WORD = pattern(r"(?:(?:\d{1,2}\s+)?([^\W\d_]+)\.?,?\s+\d{4}|\d{4}\s+([^\W\d_]+))")
_LIST = pattern(r"\s*(?:[,;]|\b(?:and|und)\b|&)\s*", re.IGNORECASE)


def parse_date(text: str, key: str = "") -> PartialDate:
    """One date, the value of ``key``; :class:`DateError` if ``text`` is not a date."""
    text = clean(text)
    if found := read(text):
        return found
    raise _form_error(text, key)


def parse_start(text: str) -> PartialDate:
    """A date, also as in ``since 2021``."""
    return _after(_SINCE, clean(text)) or parse_date(text, "start")


def parse_end(text: str) -> PartialDate | Present:
    """A date or ``present`` (also: now, current, ongoing, today), also as in ``until 2021``."""
    text = clean(text)
    if is_present(text):
        return "present"
    return _after(_UNTIL, text) or parse_date(text, "end")


def parse_when(text: str, key: str = "") -> DateRange:
    """A date or a range: ``2021..2024``, ``Sep 2021 – May 2024``, ``since 2021``."""
    text = clean(text)
    first, dots, last = text.partition("..")
    if dots:
        return _dotted(text, first, last)
    try:
        return DateRange(parse_date(text, key))
    except DateError:
        if found := _range_in_words(text):
            return checked_range(found)
        raise


def parse_dates(text: str, key: str = "") -> tuple[DateRange, ...]:
    """Dates and ranges, separated by commas, as in ``2019, 2021..2022``."""
    try:
        return (parse_when(text, key),)
    except DateError as error:
        parts = [part for part in _LIST.split(clean(text)) if part]
        if len(parts) < 2:
            raise
        return _each(parts, key, error)


def checked_range(when: DateRange) -> DateRange:
    """``when``; :class:`DateError` if its end certainly lies before its start."""
    if when.is_reversed:
        raise DateError("the end is before the start", "swap them, or correct the year")
    return when


def _dotted(text: str, first: str, last: str) -> DateRange:
    last = last.lstrip(".")
    if found := make_range(first.strip(), last.strip()):
        return checked_range(found)
    start = parse_start(first) if first.strip() else None
    end = parse_end(last) if last.strip(". ") else None
    if start is not None and end is None:
        end = "present"
    if end is None or (start is None and end == "present"):
        raise DateError(f"'{text}' is not a range of dates", "write 2022..2024")
    return checked_range(DateRange(start, end))


def _range_in_words(text: str) -> DateRange | None:
    """A range in words or with a dash, if it can be read in one way only."""
    if end := _after(_UNTIL, text):
        return DateRange(None, end)
    if start := _after(_SINCE, text):
        return DateRange(start, "present")
    match = _SINCE.fullmatch(text)
    return range_of(match[1] if match else text)


def _after(word: re.Pattern[str], text: str) -> PartialDate | None:
    """The date after ``word``, as in ``since 2021``."""
    match = word.fullmatch(text)
    return read_or_none(match[1]) if match else None


def _each(parts: list[str], key: str, whole: DateError) -> tuple[DateRange, ...]:
    """The dates ``parts``; if some of them are dates, the error is about the first other one."""
    found: list[DateRange] = []
    wrong: list[DateError] = []
    for part in parts:
        if part is not parts[-1] and (date := read_shared_start(part, parts[-1])):
            found.append(DateRange(date))
            continue
        try:
            found.append(parse_when(part, key))
        except DateError as error:
            wrong.append(error)
    if not wrong:
        return tuple(found)
    raise wrong[0] if found and is_general(whole) else whole


def _form_error(text: str, key: str) -> DateError:
    """The error about a text that has no form of a date."""
    error = date_error(text, key)
    match = _WORD.fullmatch(text)
    if match and is_general(error):
        name = match.group(1) or match.group(2)
        message = f"'{text}' is not a date: '{name}' is neither a month nor a season"
        return DateError(message, error.hint)
    return error
