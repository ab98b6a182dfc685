"""Texts as they are compared: rows of letters, digits and signs that matter, as in ``C++``.

Spaces, hyphens, marks and letter case differ from program to program and are left out.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from cvgen.patterns import pattern

_ALONE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # scripts without spaces between words
_TOKEN = pattern(f"[{_ALONE}]|[^\\W_{_ALONE}]+|[+#@%&=×°€$£¥]")
_DOTLESS = str.maketrans("ı", "i")  # both are I in capitals
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def folded(text: str) -> str:
    """``text`` for comparison: NFKC, without letter case."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(
        _DOTLESS
    )


def tokens(text: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of ``text`` as they are compared, without the characters of ``without``."""
    if without:
        text = "".join(char for char in text if char not in without)
    return _tokens(text)


@lru_cache(maxsize=8_192)  # each format compares the same texts of the CV
def _tokens(text: str) -> tuple[str, ...]:
    text = folded(text)
    if not text.isascii():  # programs put combining marks that no letter takes elsewhere
        text = "".join(char for char in text if not unicodedata.category(char).startswith("M"))
    return tuple(_TOKEN.findall(text))


def reads_from_right(text: str) -> bool:
    """True if some of ``text`` is in a right-to-left script."""
    return _RIGHT_TO_LEFT.search(text) is not None


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text as it is compared: its words (``tokens``), these in a row (``chars``), and where each
    begins in that row, with its end last (``starts``).
    """

    tokens: tuple[str, ...]
    chars: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, tokens: Iterable[str]) -> NormalizedText:
        """The text of these ``tokens``."""
        words = tuple(tokens)
        return cls(words, "".join(words), tuple(accumulate(map(len, words), initial=0)))

    def number(self, place: int) -> int | None:
        """The number of the word that begins at ``place``; None if none does."""
        at = bisect_left(self.starts, place)
        return at if at < len(self.starts) and self.starts[at] == place else None

    def number_from(self, place: int) -> int:
        """The number of the first word that begins at ``place`` or after it, else of all words."""
        return min(bisect_left(self.starts, place), len(self.tokens))

    def holder(self, place: int) -> int:
        """The number of the word with the character at ``place``."""
        at = bisect_left(self.starts, place + 1) - 1
        return max(0, min(at, len(self.tokens) - 1))

    def find(self, words: str, start: int = 0) -> tuple[int, int] | None:
        """The first and the last word plus one of ``words`` in a row, from the word ``start`` on.

        None if they are not there as whole words.
        """
        at = self.starts[start]
        while (at := self.chars.find(words, at)) >= 0:
            first, last = self.number(at), self.number(at + len(words))
            if first is not None and last is not None:
                return first, last
            after = self.number_from(at + 1)
            if after == len(self.tokens):
                return None
            at = self.starts[after]
        return None
