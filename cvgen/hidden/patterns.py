"""Patterns that find values in texts, whatever their spacing, hyphens, accents or notation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cvgen.dates import PartialDate
from cvgen.patterns import pattern

_WORD = pattern(r"[^\W_]+")
_PARTS = pattern(r"[^\W_]+|\0")
_END = "\0"
"""Separates texts in their normal form."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
_BEYOND_ASCII = pattern(r"[^\x00-\x7f]+")
_DROPPED = frozenset({"Cf", "Cs"})
_MARKS = pattern("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
_BREAK = pattern("(?:[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]\\s*\\n\\s*|\ufffe|\x02)")
_GAP = r"[\s.,/()·_\-‐‑–—]{0,3}"
_WALL = "\n|\n"
_LONG = 8
_FEW = 5
_SOLID = 10
_TELLING = 4


def normalize(text: str) -> str:
    """``text`` without case, accents, ligatures and invisible characters; all digits are 0 to 9."""
    return _BEYOND_ASCII.sub(lambda run: _plain_run(run.group()), text.casefold())


def _plain_run(run: str) -> str:
    """The normal form of a sequence of non-ASCII characters."""
    chars = unicodedata.normalize("NFKD", _MARKS.sub("", run)).casefold()
    return "".join(map(_plain_char, chars)).translate(_LETTERS)


@lru_cache(maxsize=4_096)
def _plain_char(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.combining(char) or unicodedata.category(char) in _DROPPED:
        return ""
    return char


def words_of(text: str) -> list[str]:
    """The words of the normal form of ``text``."""
    return _WORD.findall(normalize(text))


class SearchableText:
    """The forms of texts that patterns search; no match crosses from one text to the next."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    @cached_property
    def _normal(self) -> str:
        texts = _END.join(text.replace(_END, " ") if _END in text else text for text in self.texts)
        return normalize(texts)

    @cached_property
    def _parts(self) -> list[str]:
        """The words, and ``_END`` after each text but the last."""
        return _PARTS.findall(self._normal)

    @cached_property
    def plain(self) -> str:
        """The normal form, with its white space."""
        return self._normal.replace(_END, _WALL)

    @cached_property
    def words(self) -> str:
        """The words, each between spaces; a word split at the end of a line is in both forms."""
        parts = self._parts
        if _BREAK.search(self._normal):
            parts = [*parts, _END, *_PARTS.findall(_BREAK.sub("", self._normal))]
        return f" {' '.join(parts).replace(_END, '|')} "

    @cached_property
    def solid(self) -> str:
        """Only the letters and digits."""
        return "".join(self._parts).replace(_END, "|")

    @cached_property
    def backwards(self) -> SearchableText:
        """The reversed texts, which direction marks may display forwards."""
        made = SearchableText()
        made.plain, made.words, made.solid = self.plain[::-1], self.words[::-1], self.solid[::-1]
        return made


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: whole ``words``, ``solid`` letters, or a regular expression.

    ``weight`` says how certain a match is: 1 for one word, 2 for a few, 3 if it is unmistakable.
    ``needs`` are letters and digits in every match, for a fast first check.
    """

    kind: str
    text: str
    weight: int = 3
    needs: str = ""

    def is_in(self, text: SearchableText) -> bool:
        """True if ``text`` matches."""
        if self.kind == "solid":
            return self.text in text.solid
        if self.kind == "words":
            return f" {self.text} " in text.words
        if self.needs not in text.solid:
            return False
        return re.search(self.text, text.plain) is not None


def text_patterns(text: str) -> list[Pattern]:
    """Patterns for running text: the whole text, or each eight words of a longer one.

    So a long text is found even across a page break, or with some words changed.
    """
    words = words_of(text)
    if len(words) <= _LONG:
        return [_pattern(words)] if words else []
    starts = [*range(0, len(words) - _LONG, _LONG // 2), len(words) - _LONG]
    return [_pattern(words[start : start + _LONG]) for start in starts]


def _pattern(words: list[str]) -> Pattern:
    solid = "".join(words)
    if len(words) > 1 and len(solid) >= _SOLID and not solid.isdecimal():
        return Pattern("solid", solid, 3 if len(words) >= _TELLING else 2)
    is_short = len(solid) < _FEW and solid.isascii()  # `a b` would match in every file
    return Pattern("words", " ".join(words), 1 if is_short else min(2, len(words)))


def line_patterns(lines: Iterable[str]) -> list[Pattern]:
    """Patterns for address lines with a number and a word, alone and with the next line."""
    made: list[Pattern] = []
    before: list[str] = []
    for words in (words_of(line) for line in lines):
        if len(words) > 1 and any(map(str.isdecimal, words)) and not all(map(str.isdecimal, words)):
            found = [_pattern(words), *([_pattern([*before, *words])] if before else [])]
            made += [one for one in found if one.weight > 1]
            before = words
        else:
            before = []
    return made


def url_patterns(url: str) -> list[Pattern]:
    """Patterns for a URL, with or without ``https://www.``; a domain alone matches whole words."""
    bare = re.sub(r"^(?:https?://|mailto:|tel:)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    return [Pattern(found.kind, found.text) for found in text_patterns(bare)]


def email_patterns(address: str) -> list[Pattern]:
    """Patterns for an email address, also written as ``ada [at] example (dot) org``."""
    name, _, host = normalize(address).strip().rpartition("@")
    at = r"\s*(?:@|[\[({<]\s*(?:at|@)\s*[\])}>]|\sat\s)\s*"
    dot = r"\s*(?:\.|[\[({<]\s*(?:dot|\.)\s*[\])}>]|\sdot\s)\s*"
    before, after = (dot.join(map(re.escape, part.split("."))) for part in (name, host))
    longest = max(_PARTS.findall(f"{name} {host}"), key=len, default="")
    form = rf"(?<![\w.+-]){before}{at}{after}(?![\w-])"
    return [Pattern("expression", form, needs=longest)]


_CODE = pattern(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
_MIN_DIGITS = 6


def phone_patterns(number: str) -> list[Pattern]:
    """Patterns for a phone number with any separators, with and without the country code."""
    national = "(0)" in number
    bare = number.replace("(0)", "")
    digits = "".join(str(unicodedata.digit(char)) for char in bare if char.isdecimal())
    code = ""
    if number.strip().lstrip("(").startswith(("+", "00")):
        digits = digits.removeprefix("00")
        match = _CODE.match(digits)
        code = match.group() if match else ""
        digits = digits[len(code) :]
    elif digits.startswith("0") or national:
        digits = digits.removeprefix("0")
    if len(digits) < _MIN_DIGITS:
        return text_patterns(number)
    country = _GAP.join(code) if code else r"\d{1,3}"
    before = rf"(?:(?:\+|00)?{_GAP}{country}{_GAP})?(?:\(?0\)?{_GAP})?"
    form = rf"(?<!\d){before}{_GAP.join(digits)}(?!\d)"
    return [Pattern("expression", form, needs=digits)]


def date_patterns(date: PartialDate, months: Iterable[str]) -> list[Pattern]:
    """Patterns for a date in figures or with the name of its month; none for a year alone.

    ``months`` are the possible names of the month, such as June, Jun and Juni.
    """
    if not date.month:
        return []
    names = "|".join(sorted({re.escape(normalize(name).strip(".")) for name in months if name}))
    named, year, month = rf"(?:{names})\.?", rf"{date.year}(?!\d)", rf"0?{date.month}"
    if not date.day:
        forms = [rf"(?<![^\W\d]){named},?\s+(?:\w{{1,2}}\s+)?{year}"]
        return _with_year(date.year, forms) if names else []
    day, gap = rf"0?{date.day}", r"\s?[-./\s年月]\s?"
    forms = [
        rf"(?<!\d){date.year}{gap}{month}{gap}{day}(?!\d)",
        rf"(?<!\d){date.year}{date.month:02d}{date.day:02d}(?!\d)",
        rf"(?<!\d){day}{gap}{month}{gap}{year}",
        rf"(?<!\d){month}{gap}{day}{gap}{year}",
        rf"(?<!\d){day}{gap}{month}{gap}{date.year % 100:02d}(?!\d)",
    ]
    if names:
        ordinal = r"(?:st|nd|rd|th|\.|º|er)?"
        forms += [
            rf"(?<!\d){day}{ordinal}\s*(?:de\s+|of\s+)?-?{named}-?,?\s*(?:de\s+)?{year}",
            rf"(?<![^\W\d]){named}\s*{day}{ordinal}(?:,\s*|\s+){year}",
        ]
    return _with_year(date.year, forms)


def _with_year(year: int, forms: Iterable[str]) -> list[Pattern]:
    digits = str(year)
    return [Pattern("expression", form, needs=digits if digits in form else "") for form in forms]
