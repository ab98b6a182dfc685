"""The edits of a text: dashes, dots, quotes, apostrophes, and spaces where no line may break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvgen.patterns import pattern
from cvgen.typography.rules import Typography
from cvgen.typography.units import CURRENCIES, SCALES, UNITS

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
EN_DASH, EM_DASH, ELLIPSIS, APOSTROPHE = "\u2013", "\u2014", "\u2026", "\u2019"
STANDS_FOR = "\N{OBJECT REPLACEMENT CHARACTER}"
SHORT_YEAR = pattern(r"['’]\d\d(?!\d)")
_TOKEN = pattern(r"[^ ]+")

Edit = tuple[int, int, str]
"""A change of a text: from, to, new text."""


def word_before(text: str, at: int) -> str:
    """The text between the last space and ``at``."""
    return text[text.rfind(" ", 0, at) + 1 : at]


def word_after(text: str, at: int) -> str:
    """The text between ``at`` and the next space."""
    found = _TOKEN.match(text, at)
    return found.group() if found else ""


def is_in_address(text: str, at: int) -> bool:
    """True if the word at ``at`` is an address, but not a link."""
    word = word_before(text, at) + word_after(text, at)
    return "@" in word or word.startswith(("www.", "10.")) or "/" in word.strip("/")


_HALF_CURLY = pattern(r"[„“”«][^„“”«»\"]*[^\s„“”«»\"]\"(?!\w)")
_CLOSED_BY = {"„": "“", "“": "”", "«": "»"}
_NUMBERED = "issn eissn isbn iso iec din cve rfc tel phone fax id no nr grant award patent"
_IDENTIFIERS = frozenset(_NUMBERED.split())
_HYPHENS_OR_DOTS = pattern(r"-+|\.{3,}")
_RANGE = pattern(r"(?<![\w.,:/+-])(\d{1,6})-(\d{1,6})(?![\w/-]|[.,:]\d)( ?[^ ]*)")
_NAMES_BEGIN = "van von de da di du del della der den ter ten dos la le el al bin ibn"
_PARTICLES = frozenset(_NAMES_BEGIN.split())
# Each begins with a literal character, which the engine finds fastest.
_GAP = pattern(r" (?=\S)(?:(?<=[\d.+] )|(?=[\d–'’])|(?<=\d[snrt][tdh] ))")
_GAP_OR_NAME = pattern(r" (?=\S)(?:(?<=[\d.+] )|(?=[^\W_]|[–'’]))")
_NUMBER = pattern(r"[(\[\"'“‘„«~≈<>≤≥±+−–-]*\d[\d.,:×/–-]*(?:\+|st|nd|rd|th|er)?")
_DAY = pattern(r"\(?(?:\d\d?\.?[–-]{1,2})?(?:[12]?\d|3[01])(?:\.|st|nd|rd|th|er)?")
_DAY_AFTER = pattern(r"(?:[12]?\d|3[01])(?![\d:.-]\d|\d)")
_WIDE_PART = pattern(r"[\u3040-\u9fff]+")  # kana and ideographs, which need no spaces around them
_AFTER_UNIT = ".,;:!?)]}\"'”’…"
_SIGNS = CURRENCIES | {"§", "§§", "№"}
_THREE = pattern(r"\d{3}(?!\d)")
_INITIAL = pattern(r"(?:.*[.(\[-])?[^\W\d_]\.", re.DOTALL)
_OPENING = ("", *"([{«„‚")
_OPEN_BEFORE = " ([{/\N{EM DASH}\N{EN DASH}-«“‘„‚"


def marks(text: str, rules: Typography) -> Iterator[Edit]:
    """The edits of marks in ``text``, which has plain spaces only."""
    if "-" in text or "..." in text:
        yield from _dashes_and_dots(text, rules)
    doubled = "''" in text or '""' in text  # another notation, such as TeX
    if '"' in text and not doubled:
        closing = dict(_half_curly(text, rules.quotes))
        yield from ((at, at + 1, mark) for at, mark in closing.items())
        text = "".join("”" if at in closing else char for at, char in enumerate(text))
    if ('"' in text or "'" in text) and not doubled:
        yield from _quotes(text, rules.quotes)


def _dashes_and_dots(text: str, rules: Typography) -> Iterator[Edit]:
    for found in _HYPHENS_OR_DOTS.finditer(text):
        start, end = found.span()
        if text[start] == ".":
            new = ELLIPSIS if _is_ellipsis(text, found) else ""
        else:
            new = _dash(text, found, rules)
        if new and not is_in_address(text, start):
            if new == EN_DASH and text[start - 1] == " ":
                start, new = start - 1, NO_BREAK + EN_DASH
            yield start, end, new


def _dash(text: str, found: re.Match[str], rules: Typography) -> str:
    """The dash that the hyphens mean; empty if they are hyphens."""
    start, end = found.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    number = end - start
    if number > 3:
        return ""
    if before == " " and after == " ":
        digits = text[start - 2 : start - 1].isdigit() and text[end + 1 : end + 2].isdigit()
        outer = text[: start - 1].rstrip()[-1:] not in _OPENING and text[end + 1 :].strip(" )»")
        return "" if digits or not outer else EM_DASH if number == 3 else EN_DASH
    if number == 3:
        return EM_DASH if before.isalpha() and after.isalpha() else ""
    if not (before.isdigit() and after.isdigit()):
        return ""
    return EN_DASH if number == 2 or _is_range(text, start, rules) else ""


def _is_range(text: str, at: int, rules: Typography) -> bool:
    """True if the hyphen at ``at`` is between two years, two pages or two amounts."""
    start = at
    while start and text[start - 1].isdigit():
        start -= 1
    found = _RANGE.match(text, start)
    if found is None:
        return False
    first, last, tail = found.groups()
    word = word_before(text, start - 1) if start and text[start - 1] == " " else ""
    word = word.lower().lstrip("([")
    if word in rules.pages:
        return True
    if int(first) >= int(last) or first.startswith("0"):
        return False
    if len(first) == len(last) == 4:
        named = word.rstrip(".:") in _IDENTIFIERS or any(map(str.isdigit, word))
        return int(first) >= 1500 and int(last) < 2200 and not named
    unit = tail.lstrip(" ").rstrip(".,;:!?)]\"'”’…")
    return unit in UNITS or (int(last) <= 31 and unit.lower() in rules.months())


def _is_ellipsis(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    near = text[max(start - 1, 0) : start] + text[end : end + 1]
    return end - start == 3 and not text[end : end + 1].isalnum() and not set("/\\") & set(near)


def _quotes(text: str, quotes: tuple[str, ...]) -> Iterator[Edit]:
    """Pairs of straight quotes become the language's, straight apostrophes curly ones."""
    inner = list(_pairs(text, "'"))
    for pairs, (opening, closing) in ((_pairs(text, '"'), quotes[:2]), (inner, quotes[2:])):
        for start, end in pairs:
            yield start, start + 1, opening
            yield end, end + 1, closing
    taken = {place for pair in inner for place in pair}
    for found in re.finditer("'", text):
        at = found.start()
        if at not in taken and _is_apostrophe(text, at) and not is_in_address(text, at):
            yield at, at + 1, APOSTROPHE


def _half_curly(text: str, quotes: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The straight quotes that end what a typographic one began, and the marks they become."""
    opening, closing = quotes[0].strip(f" {NARROW}"), quotes[1]
    for found in _HALF_CURLY.finditer(text):
        mark = found.group()[0]
        if mark == opening:
            yield found.end() - 1, closing
        elif mark in _CLOSED_BY and mark != closing.strip():
            yield found.end() - 1, _CLOSED_BY[mark]


def _pairs(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """The indices of pairs of ``mark``; no pairs of double quotes if one is left over."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for at, char in enumerate(text):
        if char != mark:
            continue
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if mark == "'" and before.isalnum() and after.isalnum():
            continue  # inside a word
        opens = after not in ("", mark, *" ,;:!?)") and _opens(text, at)
        closes = before not in ("", " ", mark) and not after.isalnum()
        if start is None and opens and not (mark == "'" and SHORT_YEAR.match(text, at)):
            start = at
        elif start is not None and closes and at > start + 1:
            found.append((start, at))
            start = None
        elif mark == '"':
            return
    if start is None or mark == "'":
        yield from found


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _OPEN_BEFORE or text[at - 1] in "\"'"


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalpha() or before in (".", STANDS_FOR):
        return not after.isdigit()
    if before.isdigit():
        return after.isalpha() and not text[at + 2 : at + 3].isalnum()  # the 1990's
    return SHORT_YEAR.match(text, at) is not None and (not before or before in _OPEN_BEFORE)


def spaces(text: str, typed: str, rules: Typography) -> Iterator[Edit]:
    """The edits of spaces in ``text``, which has plain spaces only; ``typed`` is the original."""
    gaps = _GAP_OR_NAME if any(word in text for word in rules.titles) else _GAP
    for gap in gaps.finditer(text):
        at = gap.start()
        if typed[at] == " " and _holds(text, at, rules):
            yield at, at + 1, NO_BREAK
        second = _after_scale(text, at, rules)
        if second is not None and typed[second] == " ":
            yield second, second + 1, NO_BREAK
    if rules.short_word:
        for found in rules.short_word.finditer(text):
            if typed[found.start(1)] == " ":
                yield (*found.span(1), NO_BREAK)
    if rules.spaced:
        yield from _spaced(text, typed, rules.spaced)


def _holds(text: str, at: int, rules: Typography) -> bool:
    """True if the words around the space at ``at`` belong on one line."""
    before, after = word_before(text, at), word_after(text, at + 1)
    if not (before.isascii() and after.isascii()):
        before, after = _WIDE_PART.split(before)[-1] or before, _WIDE_PART.split(after)[0] or after
    first = after[0]
    if first == EN_DASH:
        return len(after) == 1 and bool(before)
    if _NUMBER.fullmatch(before) and _goes_with_number(before, after, rules):
        return True
    if first.isdigit():
        word = before.lower().lstrip("([“‘\"'")
        month = _DAY_AFTER.match(after) is not None and word.rstrip(".") in rules.months()
        known = word in rules.before_number or before.lstrip("([") in _SIGNS
        return known or month
    if first in "'’":
        return SHORT_YEAR.match(after) is not None and not after[3:4].isalpha()
    if _INITIAL.fullmatch(before) and before[-2].isupper():
        return first.isupper() or after in _PARTICLES
    return first.isupper() and before.lstrip("([") in rules.before_name


def _after_scale(text: str, at: int, rules: Typography) -> int | None:
    """The space before the currency behind the space at ``at`` and a scale: 310 tys. zł."""
    scale = word_after(text, at + 1)
    end = at + 1 + len(scale)
    is_scale = scale.lower() in rules.after_number or scale.lower() in SCALES
    if not is_scale or not text[at - 1].isdigit() or text[end : end + 1] != " ":
        return None
    return end if _is_unit(word_after(text, end + 1).rstrip(_AFTER_UNIT), rules) else None


def _is_unit(word: str, rules: Typography) -> bool:
    """True if ``word``, without the marks behind it, is a unit or a currency."""
    own = rules.after_number
    if word.lower() in own or f"{word.lower()}." in own:
        return True
    return word in UNITS or f"{word}." in UNITS or word.partition("/")[0] in UNITS


def _goes_with_number(before: str, after: str, rules: Typography) -> bool:
    """True if ``after`` is the unit, month, thousands or noun of the number ``before``."""
    if before.lstrip("([")[0] in "~≈":
        return after[0].isalpha()
    word = after.rstrip(_AFTER_UNIT)
    if _is_unit(word, rules):
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
        if not known and (end > at or not is_in_address(text, at)):
            yield at, end, NARROW
    for found in re.finditer("(?<=«) (?=[^ ])|(?<=[^ ]) (?=»)", text):
        if typed[found.start()] == " ":
            yield found.start(), found.end(), NARROW
