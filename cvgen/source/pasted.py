"""Text pasted from Word, a PDF or a web page: what nobody types and no reader finds is cleaned.

Letters are put together (NFC), ligatures become letters, invisible characters go, and so does a
bullet sign at the start of an item of a list, since the theme has its own. What is clean stays as
it is, so that cleaning twice is cleaning once.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from cvgen.errors import Problem, Span
from cvgen.markup.passages import SIGNS
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Scalar, Source

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
_LETTER = pattern(r"o\s+(?=[A-ZÀ-ÖØ-Þ])")
"""The sign of Word's second level; one alone is the Portuguese article."""
_KINDS = {
    "sign": ("bullet sign", "bullet signs"),
    "ligature": ("ligature", "ligatures"),
    "composed": ("letter in two pieces", "letters in two pieces"),
    "invisible": ("invisible character", "invisible characters"),
}
_MOST_PLACES = 3


def cleaned(text: str) -> tuple[str, Counter[str]]:
    """``text`` without what is only there because it was pasted, and how much that was."""
    found: Counter[str] = Counter()
    if text.isascii():
        return text, found
    text, found["ligature"] = _LIGATURES.subn(lambda one: _letters(one[0]), text)
    text, found["invisible"] = _without_invisible(text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        found["composed"] = max(1, len(text) - len(composed))
    return composed, +found


def without_sign(text: str) -> str:
    """``text``, an item of a list, without a bullet sign at its start."""
    return _SIGN.sub("", text, count=1) if _SIGN.match(text) else text


def _letters(ligature: str) -> str:
    return unicodedata.normalize("NFKC", ligature)


def _without_invisible(text: str) -> tuple[str, int]:
    """Marks of direction stay in text that is written from right to left, joiners between the
    letters and signs that need them.
    """
    size = len(text)
    text = _INVISIBLE.sub("", text)
    if not _RTL.search(text):
        text = _DIRECTION.sub("", text)
    text = _JOINERS.sub(lambda one: one[0] if _is_needed(text, *one.span()) else "", text)
    return text, size - len(text)


def _is_needed(text: str, start: int, end: int) -> bool:
    """Whether joiners stand between characters that are joined, or kept apart."""
    around = text[start - 1 : start] + text[end : end + 1]
    return len(around) == 2 and not any(char < "\u0590" or char.isspace() for char in around)


class Pasted:
    """Cleans the texts of a source, and counts what that took away."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self.places: list[Span] = []

    def clean(self, node: Scalar) -> None:
        """Clean the text of ``node``."""
        text, found = cleaned(node.text)
        if found:
            node.text = text
            self._note(node, found)

    def clean_items(self, node: Listing) -> None:
        """Take the bullet signs from the items of ``node``."""
        texts = [item.items.get("text") if isinstance(item, Mapping) else item
                 for item in node.items]  # fmt: skip
        items = [item for item in texts
                 if isinstance(item, Scalar) and "\n" not in item.text.strip("\n")]  # fmt: skip
        letters = sum(_LETTER.match(item.text) is not None for item in items)
        are_signs = letters > 1 or any(_SIGN.match(item.text) for item in items)
        for item in items:
            text = without_sign(_LETTER.sub("", item.text) if are_signs else item.text)
            if text != item.text:
                item.text = text
                self._note(item, Counter(sign=1))

    def _note(self, node: Scalar, found: Counter[str]) -> None:
        self.counts += found
        if len(self.places) < _MOST_PLACES and node.span not in self.places:
            self.places.append(node.span)

    def warnings(self) -> list[Problem]:
        """One warning for the file, at the first place; none where nothing was cleaned."""
        if not self.counts:
            return []
        parts = [
            f"{self.counts[kind]} {one if self.counts[kind] == 1 else several}"
            for kind, (one, several) in _KINDS.items()
            if self.counts[kind]
        ]
        first, *others = sorted(self.places, key=lambda span: (span.line, span.column))
        lines = ", ".join(dict.fromkeys(str(span.line) for span in (first, *others)))
        hint = f"nothing to do; the first are in line {lines}"
        message = f"pasted text was cleaned of {', '.join(parts)}"
        end = first.end_column if first.end_line == first.line else first.column + 1
        span = Span(first.line, first.column, first.line, end)
        return [self.source.problem("W231", message, span, hint, "warning")]
