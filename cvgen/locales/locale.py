"""A language's data file and the texts made from it; CLDR (by Babel) gives months and money."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as _Day
from pathlib import Path
from typing import Any, Literal

from cvgen.dates import DateRange, PartialDate
from cvgen.document import When

FALLBACK = "en"
_FOLDER = Path(__file__).parent
_CODE_TOUCHES = re.compile(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])")
_EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Locale:
    """One language: ``tag`` is the BCP 47 tag of the CV, ``data`` the content of the data file."""

    tag: str
    data: dict[str, Any] = field(repr=False)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the language is written."""
        return "rtl" if self.data.get("direction") == "rtl" else "ltr"

    def word(self, key: str, *, count: int = 1, **values: object) -> str:
        """The phrase ``key`` with ``values`` filled in; ``count`` picks singular or plural."""
        phrase = self.data["words"][key]
        if isinstance(phrase, dict):
            phrase = phrase["one" if count == 1 else "other"]
        return str(phrase).format(**values)

    def section_title(self, key: str, section_type: str) -> str:
        """The title of a section that has none of its own: by key, else the key in words."""
        titles = self.data["sections"]
        if key in titles:
            return str(titles[key])
        if key == section_type:
            return str(titles.get(section_type, key.capitalize()))
        words = key.replace("_", " ").replace("-", " ").strip()
        return words[:1].upper() + words[1:]

    def publication_group(self, kind: str) -> str:
        """The heading over publications of one type."""
        return str(self.data["publications"].get(kind, kind.capitalize()))

    def date(self, date: PartialDate) -> str:
        """``date`` as precisely as it was given: 2021, Sep 2023, 14 Sep 2023, Q1 2027."""
        if date.season:
            seasons = self.data["seasons"]
            return str(seasons.get(date.season, seasons["autumn"])).format(y=date.year)
        patterns = self.data["dates"]
        if date.quarter:
            return str(patterns["quarter"]).format(q=date.quarter, y=date.year)
        if date.is_year and patterns["year"] == "y":
            return str(date.year)
        name = "day" if date.day else "month" if date.month else "year"
        return self._formatted(date, str(patterns[name]))

    def when(self, when: DateRange | None, expected: PartialDate | None = None) -> When | None:
        """``when`` as text, spaced around the dash where a part has a space in it.

        ``expected`` stands for an end that is still to come.
        """
        if when is None:
            return self._expected(None, expected)
        if when.end is None or when.end == when.start:
            return self._expected(when.start, expected)
        if when.end == "present":
            end, end_iso = self.word("present"), None
        else:
            end, end_iso = self.date(when.end), when.end.iso()
        if when.start is None:
            text = end if when.end == "present" else self.word("until", date=end)
            return When(text, None, end_iso)
        start = self._start_text(when.start, when.end)
        return When(_dashed(start, end), when.start.iso(), end_iso)

    def whens(self, dates: Iterable[DateRange]) -> str:
        """Several dates in a row: ``2021, 2022, 2023``."""
        return ", ".join(made.text for made in map(self.when, dates) if made)

    def money(self, amount: float, currency: str | None) -> str:
        """``amount`` in ``currency`` (ISO 4217), without decimals where it is whole."""
        from babel.numbers import format_currency, format_decimal

        tag = self._babel()
        if currency is None:
            return str(format_decimal(amount, locale=tag))
        pattern = None if amount % 1 else _whole_pattern(tag)
        text = str(format_currency(amount, currency, pattern, locale=tag, currency_digits=False))
        return _CODE_TOUCHES.sub("\N{NO-BREAK SPACE}", text)

    def _expected(self, start: PartialDate | None, expected: PartialDate | None) -> When | None:
        if expected is None:
            return When(self.date(start), start.iso()) if start else None
        end = self.word("expected", date=self.date(expected))
        if start is None:
            return When(end, None, expected.iso())
        return When(_dashed(self.date(start), end), start.iso(), expected.iso())

    def _start_text(self, start: PartialDate, end: PartialDate | Literal["present"]) -> str:
        """The start, without its year where the end in the same year says it."""
        month_first = self.data["dates"]["month"].startswith("MMM")
        if end == "present" or start.year != end.year or not month_first:
            return self.date(start)
        if start.month and end.month and not start.day and not end.day:
            return self._formatted(start, "MMM")
        return self.date(start)

    def _formatted(self, date: PartialDate, pattern: str) -> str:
        from babel.dates import format_date

        day = _Day(date.year, date.month or 1, date.day or 1)
        return str(format_date(day, pattern, locale=self._babel()))

    def _babel(self) -> str:
        return _babel_name(self.tag)


def _dashed(start: str, end: str) -> str:
    space = " " if " " in start or " " in end or not end[:1].isdigit() else ""
    return f"{start}{space}{_EN_DASH}{space}{end}"


@functools.lru_cache
def _babel_name(tag: str) -> str:
    """The CLDR locale nearest to ``tag`` that Babel has."""
    from babel import Locale as Cldr
    from babel import UnknownLocaleError

    parts = tag.split("-")
    while parts:
        try:
            return str(Cldr.parse("_".join(parts), sep="_"))
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return FALLBACK


@functools.lru_cache
def _whole_pattern(babel_name: str) -> str:
    from babel import Locale as Cldr

    pattern = str(Cldr.parse(babel_name).currency_formats["standard"].pattern)
    return pattern.replace(".00", "")


def locale_names() -> tuple[str, ...]:
    """The languages that have a data file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@functools.lru_cache
def load_locale(tag: str) -> Locale:
    """The locale for a BCP 47 ``tag``: the words of its own file, of its language, else English.

    Months and numbers follow ``tag`` in any case.
    """
    from cvgen.source.tree import to_plain
    from cvgen.source.yaml_source import read_yaml

    language = tag.split("-")[0].lower()
    names = [name for name in (tag, language, FALLBACK) if (_FOLDER / f"{name}.yaml").is_file()]
    path = _FOLDER / f"{names[0]}.yaml"
    data = to_plain(read_yaml(path.name, path.read_bytes()).root)
    assert isinstance(data, dict)
    return Locale(tag, data)
