"""Dates, numbers and plurals of a language from CLDR; Babel is imported on first use."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

from cvgen.patterns import pattern

if TYPE_CHECKING:
    from babel import Locale as Cldr

FALLBACK = "en"
_SIZES = ("wide", "abbreviated")
_SKELETONS = {
    "month": ("yMMM",), "full_month": ("yMMMM", "yMMM"), "day": ("yMMMd",),
    "numeric": ("yMM", "yM"), "numeric_day": ("yMd",),
}  # fmt: skip
_MONTH_FIRST = pattern("M+|L+")


def format_by_pattern(year: int, month: int, day: int, pattern: str, tag: str) -> str:
    """A day by a CLDR pattern such as ``d MMM y``."""
    from babel.dates import format_date

    return str(format_date(date(year, month, day), pattern, locale=_cldr(tag)))


def plural(number: int, tag: str) -> str:
    """The plural category of ``number``: zero, one, two, few, many or other."""
    return str(_cldr(tag).plural_form(number))


def with_country(tag: str) -> str:
    """Language and country, as in ``de_DE``: that of ``tag``, or where most people speak it."""
    from babel.core import get_global

    locale = _cldr(tag)
    known = get_global("likely_subtags")
    likely = known.get(str(locale)) or known.get(locale.language, "")
    country = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{country}" if country else locale.language


def number_text(number: float, tag: str) -> str:
    """``number`` with the separators of the language."""
    from babel.numbers import format_decimal

    return _typeset(str(format_decimal(number, locale=_cldr(tag))))


def months_text(number: int, tag: str) -> str:
    """``number`` months in words: 6 months, 6 Monate."""
    from babel.units import format_unit

    return str(format_unit(number, "duration-month", "long", locale=_cldr(tag)))


def money_text(amount: float, currency: str, tag: str) -> str:
    """``amount`` in ``currency`` (ISO 4217), without decimals if it is whole."""
    from babel.numbers import format_currency

    pattern = None if amount % 1 else _whole_pattern(tag)
    locale = _cldr(tag)
    text = str(format_currency(amount, currency, pattern, locale, currency_digits=False))
    return _typeset(text)


def _typeset(number: str) -> str:
    """``number`` with the curly apostrophe of printed Swiss numbers; CLDR 48 has a straight one."""
    return number.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def date_patterns(tag: str) -> dict[str, str]:
    """Date patterns of a language without a data file; empty if CLDR does not know it."""
    cldr = _cldr(tag)
    if cldr.language == FALLBACK:
        return {}
    known = cldr.datetime_skeletons
    found = {name: [key for key in keys if key in known] for name, keys in _SKELETONS.items()}
    patterns = {name: str(known[keys[0]].pattern) for name, keys in found.items() if keys}
    patterns["full_day"] = str(cldr.date_formats["long"].pattern)
    if "month" in patterns:
        month = _MONTH_FIRST.match(patterns["month"])
        patterns["month_only"] = month.group() if month else patterns["month"]
    return patterns


@functools.lru_cache
def month_names(tag: str) -> frozenset[str]:
    """The names of months, long and short, in lower case; Babel mixes up stand-alone ones."""
    months = _cldr(tag).months["format"]
    names = (name for size in _SIZES for name in months[size].values())
    return frozenset(name.lower().rstrip(".") for name in names if name[:1].isalpha())


@functools.lru_cache
def and_word(tag: str) -> str:
    """The word between two items of a list, such as `und`; empty if it is a sign."""
    pattern = str(_cldr(tag).list_patterns["standard"]["2"])
    word = pattern.replace("{0}", "").replace("{1}", "").strip()
    return word if word.isalpha() else ""


def direction(tag: str) -> str:
    """``ltr`` or ``rtl``."""
    return str(_cldr(tag).text_direction)


@functools.lru_cache
def _cldr(tag: str) -> Cldr:
    """Babel's nearest locale to ``tag``."""
    from babel import Locale, UnknownLocaleError

    parts = tag.split("-")
    while parts:
        try:
            return Locale.parse("_".join(parts), sep="_")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse(FALLBACK)


@functools.lru_cache
def _whole_pattern(tag: str) -> str:
    return str(_cldr(tag).currency_formats["standard"].pattern).replace(".00", "")
