"""A language's words, dates and money, from its data file; CLDR gives months and plurals."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any, Literal

from cvgen.dates import SEASONS, DateRange, Dates, PartialDate
from cvgen.document import Punctuation, When
from cvgen.locales import cldr
from cvgen.locales.days import shared_patterns
from cvgen.locales.tags import data_of
from cvgen.markup.inline import literal, plain_text
from cvgen.patterns import pattern

DateStyle = Literal["month-year", "year", "iso", "numeric"]
_DAY = pattern(r"(?<![\w'])d(?= |$)")
_CODE_TOUCHES = pattern(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])")
_YEAR_WORD = pattern(r"y(\w)")  # 年 and 년
_EN_DASH = "\N{EN DASH}"
_SPACED = f"{{start}} {_EN_DASH} {{end}}"


@dataclass(frozen=True)
class Locale:
    """One language: the BCP 47 ``tag`` of the CV, the ``data`` file and the ``date_style``."""

    tag: str
    data: dict[str, Any] = field(repr=False)
    date_style: DateStyle = "month-year"

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction in which the language is written."""
        return "rtl" if self.data.get("direction") == "rtl" else "ltr"

    @property
    def punctuation(self) -> Punctuation:
        """The marks between parts of a text."""
        return Punctuation(**self.data["punctuation"])

    def word(self, key: str, *, count: int = 1, **values: object) -> str:
        """The phrase ``key`` with ``values`` filled in, in the plural form for ``count``."""
        phrase = self.data["words"][key]
        if isinstance(phrase, dict):
            phrase = phrase.get(cldr.plural(count, self.tag), phrase["other"])
        return str(phrase).format(**values)

    def section_title(self, key: str, section_type: str) -> str:
        """The title of a section without its own: by key, else the key in words."""
        titles = self.data["sections"]
        if key in titles:
            return str(titles[key])
        if key == section_type:
            return str(titles.get(section_type, key.capitalize()))
        words = key.replace("_", " ").replace("-", " ").strip()
        return words[:1].upper() + words[1:]

    def term(self, word: str) -> str:
        """An English word of the CV format in this language."""
        return str(self.data["terms"].get(word, word))

    def publication_group(self, kind: str) -> str:
        """The heading of publications of one type."""
        return str(self.data["publications"].get(kind, kind.capitalize()))

    def date(self, date: PartialDate) -> str:
        """``date`` in the date style, never more precise than typed: 2021, Sep 2023, Q1 2027."""
        if self.date_style == "year" or date.is_year:
            return self._year(date)
        return self._precise(date, "day" if date.day else "month")

    def full_date(self, date: PartialDate, *, in_phrase: bool = False) -> str:
        """A ``date`` that stands alone: as precise as typed in every style, its month in full.

        Only a month without a day is abbreviated ``in_phrase``: in full it would need another case.
        """
        if date.day:
            return self._precise(date, "full_day")
        return self._precise(date, "month" if in_phrase else "full_month")

    def _precise(self, date: PartialDate, name: str) -> str:
        """``date`` by the pattern ``name``, unless the style or the kind of date has its own."""
        if date.season in SEASONS:
            return str(self.data["seasons"][date.season]).format(y=date.years)
        if date.season:
            return f"{date.season[0].upper()}{date.season[1:]} {date.years}"
        if self.date_style == "iso":
            return date.iso() or f"{date.year}-Q{date.quarter}"
        patterns = self.data["dates"]
        if date.quarter:
            return str(patterns["quarter"]).format(q=date.quarter, y=date.year)
        if date.is_year:
            return self._year(date)
        if self.date_style == "numeric":
            name = "numeric_day" if date.day else "numeric"
        return self._formatted(date, str(patterns[name]))

    def when(self, when: Dates | DateRange | None) -> When | None:
        """``when`` as text, with a closed dash between years and a comma between several dates."""
        if when is None or isinstance(when, DateRange):
            return self._one(when or DateRange(), None)
        if when.expected or len(when.ranges) == 1:
            return self._one(when.ranges[0] if when.ranges else DateRange(), when.expected)
        parts = tuple(made for one in when.ranges if (made := self._one(one, None)))
        row = self.punctuation.join([literal(part.text) for part in parts], "list")
        return When(plain_text(row), parts=parts) if parts else None

    def _one(self, when: DateRange, expected: PartialDate | None) -> When | None:
        """One range; ``expected`` is an end in the future."""
        start, end = when.start, when.end
        if end is None or end == start or expected:
            return self._expected(start, expected)
        if end == "present":
            present = self.word("present")
            form = str(self.data["dates"]["open"])
            text = self._named_year(self.date(start)) if start else ""
            text = form.format(start=text, present=present) if start else present
            return When(text, start.iso() if start else None, None)
        if start is None:
            return When(self.word("until", date=self.date(end)), None, end.iso())
        return When(self._between(start, end), start.iso(), end.iso())

    def months(self, number: int) -> str:
        """``number`` months in words: 6 months."""
        return cldr.months_text(number, self.tag)

    def money(self, amount: float, currency: str | None) -> str:
        """``amount`` in ``currency`` (ISO 4217), without decimals if it is whole."""
        if currency is None:
            return cldr.number_text(amount, self.tag)
        text = cldr.money_text(amount, currency, self.tag)
        return _CODE_TOUCHES.sub("\N{NO-BREAK SPACE}", text)

    def _expected(self, start: PartialDate | None, expected: PartialDate | None) -> When | None:
        if expected is None:
            return When(self.date(start), start.iso()) if start else None
        end = self.word("expected", date=self.date(expected))
        if start is None:
            return When(end, None, expected.iso())
        return When(self._range(self.date(start), end), start.iso(), expected.iso())

    def _between(self, start: PartialDate, end: PartialDate) -> str:
        """The range; it names a year and a month that both share once, where a language can."""
        if self.date_style == "month-year" and start.day and end.day and start.year == end.year:
            return self._days(start, end)
        first, last = self.date(start), self.date(end)
        month = str(self.data["dates"]["month"])
        only = str(self.data["dates"]["month_only"])
        months = start.month and end.month and not start.day and not end.day
        if self.date_style == "month-year" and months and start.year == end.year:
            if month.startswith(only):
                first = self._formatted(start, only)
            elif month.endswith(only):
                last = self._formatted(end, only)
        return first if first == last else self._range(first, last)

    def _days(self, start: PartialDate, end: PartialDate) -> str:
        """Two days of one year."""
        is_one_month = start.month == end.month
        patterns = shared_patterns(str(self.data["dates"]["day"]), month=is_one_month)
        first, last = (
            self._formatted(day, pattern)
            for day, pattern in zip((start, end), patterns, strict=True)
        )
        is_closed = is_one_month and patterns != (patterns[1],) * 2
        return f"{first}{_EN_DASH}{last}" if is_closed else self._range(first, last)

    def _range(self, first: str, last: str) -> str:
        if first.isdigit() and last.isdigit():
            return f"{first}{_EN_DASH}{last}"
        pattern = _SPACED if self.date_style == "iso" else str(self.data["dates"]["range"])
        return pattern.format(start=self._named_year(first), end=self._named_year(last))

    def _named_year(self, date: str) -> str:
        """A bare year that is not beside another one, with the word that months put after it."""
        word = _YEAR_WORD.match(str(self.data["dates"]["month"]))
        is_bare = date.isdigit() and self.date_style not in ("iso", "numeric")
        return f"{date}{word[1]}" if word and is_bare else date

    def _year(self, date: PartialDate) -> str:
        pattern = str(self.data["dates"]["year"])
        return date.years if pattern == "y" else self._formatted(date, pattern)

    def _formatted(self, date: PartialDate, pattern: str) -> str:
        if date.day == 1:
            pattern = _DAY.sub(f"'{self.data['dates']['first_day']}'", pattern)
        return cldr.format_by_pattern(date.year, date.month or 1, date.day or 1, pattern, self.tag)


@functools.lru_cache
def load_locale(tag: str) -> Locale:
    """The locale for a BCP 47 ``tag``; words fall back to its language, then to English."""
    return Locale(tag, data_of(tag))
