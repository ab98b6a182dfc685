"""The date of a BibTeX entry, from ``date``, or from ``year``, ``month`` and ``day``."""

from __future__ import annotations

import re
from dataclasses import replace

from cvgen.bibliography.bibtex.blocks import MONTHS
from cvgen.bibliography.bibtex.definitions import Definitions
from cvgen.bibliography.draft import Draft, Given
from cvgen.bibliography.kinds import date_range, iso_date, status_of
from cvgen.bibliography.latex_text import plain_of
from cvgen.patterns import pattern

_YEAR = pattern(r"(?:c(?:a|irca)?\.?\s*)?\(?((?:1[0-9]|20)\d\d)\s?[a-z]?\)?[.,;]?")
_YEARS = pattern(r"((?:1[0-9]|20)\d\d)\s*(?:-{1,3}|–|—|/)\s*((?:1[0-9]|20)\d\d)")
_DAY = pattern(r"(\d{1,2})(?:st|nd|rd|th)?")


def put_date(draft: Draft, given: dict[str, Given], defined: Definitions) -> list[Given]:
    """Set the date of ``draft``; the values that are no dates, which are listed.

    Commands count as what they print: `\\noopsort{1973b}` nothing.
    """
    typed = dict(given)
    for name, one in given.items():
        if "\\" in one.text:
            given[name] = replace(one, text=plain_of(defined.expand(one.text))[0])
    strange = _put(draft, given)
    original = {id(given[name]): one for name, one in typed.items()}
    draft.placed[:] = [original.get(id(one), one) for one in draft.placed]
    draft.listed[:] = [original.get(id(one), one) for one in draft.listed]
    return [original.get(id(one), one) for one in strange]


def _put(draft: Draft, given: dict[str, Given]) -> list[Given]:
    whole, year, month, day = (given.get(name) for name in ("date", "year", "month", "day"))
    strange: list[Given] = []
    if whole is not None:
        strange += _whole(draft, whole)
    if year is not None:
        strange += _year(draft, year, month, day)
    else:
        strange += [one for one in (month, day) if one is not None]
        for one in (month, day):
            if one is not None:
                draft.leave(one)
    return [one for one in strange if one is whole or one is year]


def _whole(draft: Draft, date: Given) -> list[Given]:
    found = date_range(_plain(date.text)) or _years(date.text)
    if found is None:
        return _status(draft, date)
    draft.put("date", found, date)
    return []


def _year(draft: Draft, year: Given, month: Given | None, day: Given | None) -> list[Given]:
    plain = _plain(year.text)
    match = _YEAR.fullmatch(plain)
    parts = [one for one in (month, day) if one is not None]
    found = match[1] if match else date_range(plain) or _years(plain)
    if found is None or "date" in draft.items:
        for one in parts:
            draft.leave(one)
        if found is None:
            return _status(draft, year)
        draft.leave(year)
        return []
    used: list[Given] = []
    if match and month is not None:
        text, used = _with_month(match[1], month, day)
        found = text or found
    draft.put("date", found, year)
    for one in parts:
        (draft.placed if one in used else draft.listed).append(one)
    return []


def _with_month(year: str, month: Given, day: Given | None) -> tuple[str | None, list[Given]]:
    """The date with its month and day, and the values that it uses."""
    words = re.findall(r"[A-Za-z]+\.?|\d+(?:st|nd|rd|th)?", _plain(month.text))
    named = [word for word in words if _month(word) and not word.isdigit()]
    number = _month((named or words or [""])[0])
    if number is None or len(named) > 1:
        return None, []
    within = words[-1] if named and len(words) == 2 and words[0] == named[0] else ""
    found = within or (_plain(day.text) if day else "")
    if len(words) > (2 if within else 1):
        return f"{year}-{number:02d}", []
    match = _DAY.fullmatch(found) if found else None
    made = iso_date(f"{year}-{number:02d}-{int(match[1]):02d}") if match else None
    if made is None:
        return f"{year}-{number:02d}", [month]
    return made, [month, *([day] if day and not within else [])]


def _month(word: str) -> int | None:
    """The number of a month that is named, or is a number alone."""
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return MONTHS.get(word[:3].lower()) if len(word) >= 3 else None


def _years(text: str) -> str | None:
    match = _YEARS.fullmatch(_plain(text))
    return f"{match[1]}..{match[2]}" if match and match[1] <= match[2] else None


def _status(draft: Draft, given: Given) -> list[Given]:
    """``in press`` where a date is expected; any other text is listed and returned."""
    found = status_of(_plain(given.text))
    if found and draft.put("status", found, given):
        return []
    draft.leave(given)
    return [given]


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())
