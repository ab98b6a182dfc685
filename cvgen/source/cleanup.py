"""Cleanup of text pasted from Word, a PDF or a web page.

Letters become single characters (NFC), ligatures become letters; invisible characters and bullet
signs at the start of list items go. Cleaning a clean text changes nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from cvgen.errors import Problem, Span
from cvgen.markup.passages import SIGNS
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Scalar, Source, first_line

_LIGATURES = pattern("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufbb1\ufbd3-\ufd3d"
                        "\ufd50-\ufdc7\ufe70-\ufefc]")  # fmt: skip
_INVISIBLE = pattern(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffc]"
)
_DIRECTION = pattern("[\u061c\u200e\u200f]")
_JOINERS = pattern("[\u200c\u200d]+")
_RTL = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIGN = pattern(
    rf"\s*(?:[{SIGNS}·]\s*|[-*+–—]\s+(?=[^\W\d])|[-*–—]\s+|§\s+(?=[^\W\d_])|o(?:\t|\s{{2,}}))+(?=\S)"
)
_LETTER = pattern(r"\Ao\s+(?=[A-ZÀ-ÖØ-Þ])")
"""Word's sign of the second level; a single one is the Portuguese article."""
_KINDS = {
    "sign": ("bullet sign", "bullet signs"),
    "ligature": ("ligature", "ligatures"),
    "composed": ("letter in two pieces", "letters in two pieces"),
    "invisible": ("invisible character", "invisible characters"),
}
_MOST_PLACES = 3


def clean_text(text: str) -> tuple[str, Counter[str]]:
    """``text`` without traces of pasting, and how many of each kind it had."""
    found: Counter[str] = Counter()
    if text.isascii():
        return text, found
    text, found["ligature"] = _LIGATURES.subn(
        lambda one: unicodedata.normalize("NFKC", one[0]), text
    )
    text, found["invisible"] = _without_invisible(text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        found["composed"] = max(1, len(text) - len(composed))
    return composed, +found


def without_sign(text: str) -> str:
    """``text``, an item of a list, without a bullet sign at its start."""
    return _SIGN.sub("", text, count=1) if _SIGN.match(text) else text


def _without_invisible(text: str) -> tuple[str, int]:
    """``text`` without invisible characters that it does not need, and how many it had."""
    size = len(text)
    text = _INVISIBLE.sub("", text)
    if not _RTL.search(text):
        text = _DIRECTION.sub("", text)
    text = _JOINERS.sub(lambda one: one[0] if _is_needed(text, *one.span()) else "", text)
    return text, size - len(text)


def _is_needed(text: str, start: int, end: int) -> bool:
    """True if joiners stand between characters that they join or keep apart."""
    around = text[start - 1 : start] + text[end : end + 1]
    return len(around) == 2 and not any(char < "\u0590" or char.isspace() for char in around)


class Cleanup:
    """Cleans the texts of a source and counts what it removes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self.places: list[Span] = []

    def clean(self, node: Scalar) -> None:
        """Clean the text of ``node``."""
        text, found = clean_text(node.text)
        if found:
            self._replace(node, text, found)

    def clean_items(self, node: Listing) -> None:
        """Remove the bullet signs of the items of ``node``."""
        texts = [item.items.get("text") if isinstance(item, Mapping) else item
                 for item in node.items]  # fmt: skip
        items = [item for item in texts
                 if isinstance(item, Scalar) and "\n" not in item.text.strip("\n")]  # fmt: skip
        letters = sum(_LETTER.match(item.text) is not None for item in items)
        are_signs = letters > 1 or any(_SIGN.match(item.text) for item in items)
        for item in items:
            text = without_sign(_LETTER.sub("", item.text) if are_signs else item.text)
            if text != item.text:
                self._replace(item, text, Counter(sign=1))

    def _replace(self, node: Scalar, text: str, found: Counter[str]) -> None:
        node.text = text
        self.counts += found
        if len(self.places) < _MOST_PLACES and node.span not in self.places:
            self.places.append(node.span)

    def warnings(self) -> list[Problem]:
        """One warning for the whole file, at the first place; none if nothing was cleaned."""
        if not self.counts:
            return []
        parts = ", ".join(
            f"{self.counts[kind]} {one if self.counts[kind] == 1 else several}"
            for kind, (one, several) in _KINDS.items()
            if self.counts[kind]
        )
        places = sorted(self.places, key=lambda span: (span.line, span.column))
        lines = ", ".join(dict.fromkeys(str(span.line) for span in places))
        hint = f"nothing to do; the first are in line {lines}"
        message, span = f"pasted text was cleaned of {parts}", first_line(places[0])
        return [self.source.problem("W231", message, span, hint, "warning")]
