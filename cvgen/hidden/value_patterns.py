"""Patterns for one value of a CV: a text, a day in any language, a number."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator, Sequence

from cvgen.dates import DateRange, PartialDate
from cvgen.dates.parsing import parse_date
from cvgen.dates.reading import DateError
from cvgen.hidden.patterns import (
    Pattern,
    SearchableText,
    date_patterns,
    email_patterns,
    line_patterns,
    normalize,
    phone_patterns,
    text_patterns,
    url_patterns,
    words_of,
)
from cvgen.locales import load_locale
from cvgen.locales.cldr import format_by_pattern
from cvgen.locales.terms import known_term
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.cv import Leaf
from cvgen.model.fields import Meaning
from cvgen.model.titles import untitled
from cvgen.patterns import pattern

_MIN_NUMBER = 10_000
_MIN_NAME, _MIN_SOLID = 4, 8
_LINE_END = pattern(r"\n|[,،，、](?=\s)")
_PHONE = pattern(r"[+(]?\d[\d\s()/.–-]{6,}")
_MAKERS = {
    Meaning.PHONE: phone_patterns, Meaning.EMAIL: email_patterns, Meaning.URL: url_patterns,
}  # fmt: skip
_NAME_OF_MONTH = pattern(r"[ML]{3,}")
_BETWEEN = pattern(r"[\W_]+")


def _values_of(leaf: Leaf) -> tuple[str | float | PartialDate, ...]:
    """The value of ``leaf``, or both ends of a range of dates."""
    if not isinstance(leaf.value, DateRange):
        return (leaf.value,)
    return tuple(end for end in (leaf.value.start, leaf.value.end) if end is not None)


def texts_of_leaf(leaf: Leaf) -> Iterator[str]:
    """The texts that a document may use for a value."""
    for one in _values_of(leaf):
        if isinstance(one, str):
            runs = parse_inline(one)
            yield plain_text(runs)
            yield from (run.href for run in runs if run.href)
        else:
            yield (one.iso() or "") if isinstance(one, PartialDate) else str(one)


def leaf_patterns(leaf: Leaf, tags: Sequence[str]) -> Iterator[Pattern]:
    """Patterns for one value of a CV; dates also in the words of the languages ``tags``."""
    if isinstance(leaf.value, DateRange):
        yield from _range_patterns(leaf.value, tags)
    for one in _values_of(leaf):
        if isinstance(one, str):
            yield from typed_patterns(leaf, one, tags)
            yield from _contact_patterns(leaf, one)
        elif isinstance(one, PartialDate):
            yield from day_patterns(one, tags) if one.day else ()
        elif one >= _MIN_NUMBER:
            yield from text_patterns(f"{one:,}")
            yield Pattern("words", str(one), 1)


def typed_patterns(leaf: Leaf, value: str, tags: Sequence[str]) -> Iterator[Pattern]:
    """Patterns for a text by the meaning of its field: a phone number, an address, a date."""
    make = next((make for meaning, make in _MAKERS.items() if meaning in leaf.meanings), None)
    if Meaning.DATE in leaf.meanings:
        with contextlib.suppress(DateError):  # not in a checked CV
            yield from day_patterns(parse_date(value), tags)
    elif make is not None:
        yield from make(value)
    else:
        runs = parse_inline(value)
        yield from text_patterns(plain_text(runs))
        for run in runs:
            yield from url_patterns(run.href) if run.href else ()
    if Meaning.TERM in leaf.meanings:
        for word in {known_term(value, tag) for tag in tags} - {value}:
            yield from text_patterns(word)
    if Meaning.LABELLED in leaf.meanings:
        for tag in tags:
            yield from text_patterns(f"{load_locale(tag).word(leaf.field)} {value}")


def _contact_patterns(leaf: Leaf, value: str) -> Iterator[Pattern]:
    """Patterns for the lines of an address, and for a phone number among the facts."""
    is_address, is_fact = Meaning.ADDRESS in leaf.meanings, Meaning.FACT in leaf.meanings
    lines = _LINE_END.split(value) if is_address else value.splitlines()
    if is_address or (is_fact and len(lines) > 1):
        yield from line_patterns(plain_text(parse_inline(line)) for line in lines)
    if is_phone_fact(leaf):
        yield from phone_patterns(value)


def is_phone_fact(leaf: Leaf) -> bool:
    """True for a phone number that is the value of a label."""
    is_fact = Meaning.FACT in leaf.meanings and isinstance(leaf.value, str)
    return is_fact and _PHONE.fullmatch(str(leaf.value).strip()) is not None


def name_patterns(name: str) -> Iterator[Pattern]:
    """Patterns for the name of a person: with the surname last, first and alone, or in one word."""
    last, comma, first = name.partition(",")
    words = words_of(untitled(f"{first} {last}" if comma else name))
    yield from text_patterns(" ".join(words))
    if len(words) > 1:
        yield from text_patterns(" ".join([words[-1], *words[:-1]]))
        if len(words[-1]) >= _MIN_NAME:
            yield Pattern("words", words[-1], 1)
    if len(solid := "".join(words)) >= _MIN_SOLID:
        yield Pattern("solid", solid)


def day_patterns(date: PartialDate, tags: Sequence[str]) -> list[Pattern]:
    """Patterns for ``date`` in figures, and in the words of each of the languages ``tags``."""
    made = date_patterns(date, _month_names(date.month or 1, tuple(tags)))
    written = (text for tag in tags for text in _written_forms(date, tag))
    others = dict.fromkeys(
        _between_words(text)
        for text in written
        if not any(p.is_in(SearchableText(text)) for p in made)
    )
    if others:
        made.append(Pattern("expression", rf"(?<!\w)(?:{'|'.join(others)})(?!\d)"))
    return made


def _range_patterns(when: DateRange, tags: Sequence[str]) -> Iterator[Pattern]:
    """Patterns for a range of days, which may name the month and the year once: 7–9 Nov 2023."""
    if isinstance(when.end, PartialDate) and when.end.day and when.start and when.start.day:
        for tag in tags:
            if made := load_locale(tag).when(when):
                yield from text_patterns(made.text)


@functools.lru_cache
def _month_names(month: int, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a month in dates, long and short, and alone where a language has them."""
    names: dict[str, None] = {}
    for tag in tags:
        # Babel keeps what it looks up for the others in a place that all languages share.
        dates = load_locale(tag).data["dates"]
        alone = "L" in f"{dates['month']}{dates['full_month']}"
        forms = ("MMMM", "MMM", "LLLL", "LLL") if alone else ("MMMM", "MMM")
        names.update(dict.fromkeys(format_by_pattern(2000, month, 1, form, tag) for form in forms))
    return tuple(names)


def _written_forms(date: PartialDate, tag: str) -> Iterator[str]:
    """``date`` as cvgen writes it in a language, and with the full name of the month."""
    patterns = load_locale(tag).data["dates"]
    day = str(patterns["day"])
    forms = (day, *(_NAME_OF_MONTH.sub(month, day) for month in ("MMM", "MMMM")))
    for form in dict.fromkeys((*forms, str(patterns["full_day"]))):
        yield format_by_pattern(date.year, date.month or 1, date.day or 1, form, tag)


def _between_words(text: str) -> str:
    """A regular expression for ``text`` with anything between its words."""
    return r"[\W_]{1,3}".join(re.escape(word) for word in _BETWEEN.split(normalize(text)) if word)
