"""A day as it may be written in any language: names of months, and the order of year and day."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from cvgen.dates import PartialDate
from cvgen.hidden.patterns import Pattern, Reading, date_patterns, normal
from cvgen.locales import load_locale
from cvgen.locales.cldr import formatted
from cvgen.patterns import pattern

_NAME_OF_MONTH = pattern(r"[ML]{3,}")
_BETWEEN = pattern(r"[\W_]+")


def day_patterns(date: PartialDate, tags: Sequence[str]) -> list[Pattern]:
    """Patterns for ``date`` in figures, and in the words of each of the languages ``tags``.

    What cvgen writes in one of them is found, whatever the order there is.
    """
    made = date_patterns(date, _month_names(date.month or 1, tuple(tags)))
    written = (text for tag in tags for text in _written(date, tag))
    others = dict.fromkeys(
        _between_words(text) for text in written if not any(p.is_in(Reading(text)) for p in made)
    )
    if others:
        made.append(Pattern("expression", rf"(?<!\w)(?:{'|'.join(others)})(?!\d)"))
    return made


@functools.lru_cache
def _month_names(month: int, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a month has in dates, long and short, and alone where a language says so.

    Babel keeps what it once looked up for months alone where all languages find it, so others are
    not asked.
    """
    names: dict[str, None] = {}
    for tag in tags:
        alone = "L" in load_locale(tag).data["dates"]["month"]
        forms = ("MMMM", "MMM", "LLLL", "LLL") if alone else ("MMMM", "MMM")
        names.update(dict.fromkeys(formatted(2000, month, 1, form, tag) for form in forms))
    return tuple(names)


def _written(date: PartialDate, tag: str) -> Iterator[str]:
    """``date`` as cvgen writes it in a language, and with the month's whole name."""
    pattern = str(load_locale(tag).data["dates"]["day"])
    for month in (None, "MMM", "MMMM"):
        form = _NAME_OF_MONTH.sub(month, pattern) if month else pattern
        yield formatted(date.year, date.month or 1, date.day or 1, form, tag)


def _between_words(text: str) -> str:
    """An expression for ``text`` with anything between its words."""
    return r"[\W_]{1,3}".join(re.escape(word) for word in _BETWEEN.split(normal(text)) if word)
