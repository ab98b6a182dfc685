"""Left-to-right text inside right-to-left documents, isolated as ``<bdi dir="ltr">``.

Browsers misplace phone numbers, dates in numbers and ``C++`` in mixed text. The PDF engine orders
each element on its own, so that a Latin line of several styles would read backwards.

A range runs the way of the text around it: 2019–2021 has its first year at the right, as
``مارس 2019 – الآن`` has. Unicode and CLDR order ranges like that, and so does Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from cvgen.document import When
from cvgen.markup.inline import Inline, plain_text
from cvgen.patterns import pattern
from cvgen.themes.wrapping import names, point, prose

if TYPE_CHECKING:
    from markupsafe import Markup

_RTL = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"
_LTR_SPAN = pattern(f"[^{_RTL}]+")
_EDGE = " \u00a0\u202f.,;:!?·|/–—-«»“”‘’\"'([{}])\n"
_NUMBERS = pattern(r"\+?(?:\(\d+\)|\d+)(?:(?:[/().: \u00a0\u202f]+|-)\d+)+")
_RANGE = r"\d+(?:[-./]\d+)*\s?–\s?\d+(?:[-./]\d+)*"
_RANGE_FIRST = pattern(rf"{_RANGE}[),:;.]*\s")
_RANGE_LAST = pattern(rf"\s\(?{_RANGE}\)?$")

Piece = tuple[bool, Inline]
"""Runs, and True if they are to be isolated."""


def split_by_direction(runs: Inline) -> Iterator[Piece]:
    """``runs`` in order, cut at the ends of left-to-right text."""
    at = 0
    text = plain_text(runs)
    for start, end in _ltr_spans(text):
        if start > at:
            yield False, _cut(runs, at, start)
        yield True, _cut(runs, start, end)
        at = end
    if at < len(text):
        yield False, _cut(runs, at, len(text))


def is_ltr(text: str) -> bool:
    """True if the whole ``text`` reads from left to right: Latin, or numbers in a row."""
    return bool(text) and list(_ltr_spans(text)) == [(0, len(text))]


def _ltr_spans(text: str) -> Iterator[tuple[int, int]]:
    """The parts of ``text`` that read from left to right, as (start, end)."""
    for found in _LTR_SPAN.finditer(text):
        start, end = found.span()
        if not any(bidirectional(char) == "L" for char in found.group()):
            yield from (number.span() for number in _NUMBERS.finditer(text, start, end))
        elif end - start == len(text):
            yield start, end
        else:
            yield _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The part without marks and ranges at its ends, which belong to the text around it."""
    start, end = _trim_marks(text, start, end)
    while found := _RANGE_FIRST.match(text[start:end]):
        start, end = _trim_marks(text, start + found.end(), end)
    while found := _RANGE_LAST.search(text[start:end]):
        start, end = _trim_marks(text, start, start + found.start())
    return start, end


def _trim_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The part without spaces and marks at its ends, which belong to the text around it."""
    while text[start] in _EDGE:
        start += 1
    while text[end - 1] in _EDGE and not (
        text[end - 1] == ")" and "(" in text[start:end] and text[start:end].count(")") == 1
    ):
        end -= 1
    return start, end


def _cut(runs: Inline, start: int, end: int) -> Inline:
    """The part of ``runs`` between two indices of their text."""
    out, begin = [], 0
    for run in runs:
        part = run.text[max(0, start - begin) : max(0, end - begin)]
        if part:
            out.append(replace(run, text=part))
        begin += len(run.text)
    return tuple(out)


def rtl_filters(plain: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The filters ``plain`` for right-to-left documents: text is isolated."""
    from markupsafe import Markup

    def isolated(html: str) -> Markup:
        return Markup('<bdi dir="ltr">{}</bdi>').format(html)

    def inline(runs: Inline, name: str = "") -> Markup:
        if is_ltr(plain_text(runs)):
            return isolated(plain["inline"](runs, name))
        html = Markup("").join(
            isolated(plain["inline"](part)) if ltr else plain["inline"](part)
            for ltr, part in split_by_direction(runs)
        )
        named = html and name and not name.startswith("u-")
        return Markup('<span class="{}">{}</span>').format(name, html) if named else html

    def when(dates: When) -> Markup:
        html: Markup = plain["when"](dates)
        return isolated(html) if is_ltr(dates.text) else html

    made: dict[str, Callable[..., Any]] = {
        "prose": partial(prose, write=inline),
        "point": partial(point, write=inline),
        "names": partial(names, write=inline),
    }
    return {**plain, **made, "inline": inline, "title": inline, "when": when}
