"""Spaces at which a line must not break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvgen.patterns import pattern
from cvgen.typography.rules import (
    CURRENCIES,
    EN_DASH,
    NARROW,
    NO_BREAK,
    SHORT_YEAR,
    UNITS,
    Edit,
    Typography,
    in_address,
    word_after,
    word_before,
)

_NAMES_BEGIN = "van von de da di du del della der den ter ten dos la le el al bin ibn"
_PARTICLES = frozenset(_NAMES_BEGIN.split())
# Each begins with a literal character, which the engine finds fastest.
_GAP = pattern(r" (?=\S)(?:(?<=[\d.+] )|(?=[\d–'’])|(?<=\d[snrt][tdh] ))")
_GAP_OR_NAME = pattern(r" (?=\S)(?:(?<=[\d.+] )|(?=[^\W_]|[–'’]))")
_NUMBER = pattern(r"[(\[\"'“‘„«~≈<>≤≥±+−–-]*\d[\d.,:×/–-]*(?:\+|st|nd|rd|th|er)?")
_DAY = pattern(r"\(?(?:\d\d?\.?[–-]{1,2})?(?:[12]?\d|3[01])(?:\.|st|nd|rd|th|er)?")
_DAY_AFTER = pattern(r"(?:[12]?\d|3[01])(?![\d:.-]\d|\d)")
_THREE = pattern(r"\d{3}(?!\d)")
_INITIAL = pattern(r"(?:.*[.(\[-])?[^\W\d_]\.", re.DOTALL)


def spaces(text: str, typed: str, rules: Typography) -> Iterator[Edit]:
    """The edits of spaces in ``text``, which has plain spaces only; ``typed`` is the original."""
    gaps = _GAP_OR_NAME if any(word in text for word in rules.titles) else _GAP
    for gap in gaps.finditer(text):
        at = gap.start()
        if typed[at] == " " and _holds(text, at, rules):
            yield at, at + 1, NO_BREAK
    if rules.spaced:
        yield from _spaced(text, typed, rules.spaced)


def _holds(text: str, at: int, rules: Typography) -> bool:
    """True if the words around the space at ``at`` belong on one line."""
    before, after = word_before(text, at), word_after(text, at + 1)
    first = after[0]
    if first == EN_DASH:
        return len(after) == 1 and bool(before)
    if _NUMBER.fullmatch(before) and _goes_with_number(before, after, rules):
        return True
    if first.isdigit():
        word = before.lower().lstrip("([“‘\"'")
        month = _DAY_AFTER.match(after) is not None and word.rstrip(".") in rules.months()
        known = word in rules.before_number or before in ("§", "§§", "№") or before in CURRENCIES
        return known or month
    if first in "'’":
        return SHORT_YEAR.match(after) is not None and not after[3:4].isalpha()
    if _INITIAL.fullmatch(before) and before[-2].isupper():
        return first.isupper() or after in _PARTICLES
    return first.isupper() and before.lstrip("([") in rules.before_name


def _goes_with_number(before: str, after: str, rules: Typography) -> bool:
    """True if ``after`` is the unit, month, thousands or noun of the number ``before``."""
    if before.lstrip("([")[0] in "~≈":
        return after[0].isalpha()
    word = after.rstrip(".,;:!?)]}\"'”’…")
    if word in UNITS or f"{word}." in UNITS or word.partition("/")[0] in UNITS:
        return True
    if after[0].isdigit():
        return bool(_THREE.match(after)) and before.lstrip("(~≈").isdigit() and len(before) <= 4
    return bool(_DAY.fullmatch(before)) and word.lower() in rules.months()


def _spaced(text: str, typed: str, marks: str) -> Iterator[Edit]:
    """Narrow spaces before marks that end a clause, as in French."""
    for found in re.finditer(
        rf"(?<=[\w)»\]”’\"'%€])( ?)(?=[{re.escape(marks)}]+(?: |$|[)»”\"']))", text
    ):
        at, end = found.span()
        known = typed[at:end] in (NARROW, NO_BREAK)
        if not known and (end > at or not in_address(text, at)):
            yield at, end, NARROW
    for found in re.finditer("(?<=«) (?=[^ ])|(?<=[^ ]) (?=»)", text):
        if typed[found.start()] == " ":
            yield found.start(), found.end(), NARROW
