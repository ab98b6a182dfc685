"""Texts as they are compared, as rows of letters and digits, and where words stand in them.

Spaces, hyphens, marks and letter case differ from program to program and are left out.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from cvgen.patterns import pattern

_ALONE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # scripts without spaces between words
_TOKEN = pattern(f"[{_ALONE}]|[^\\W_{_ALONE}]+|[+#@%&=×°€$£¥]")
_DOTLESS = str.maketrans("ı", "i")  # both are I in capitals
_TRIED = 8
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def fold_text(text: str) -> str:
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
    text = fold_text(text)
    if not text.isascii():  # programs put combining marks that no letter takes elsewhere
        text = "".join(char for char in text if not unicodedata.category(char).startswith("M"))
    return tuple(_TOKEN.findall(text))


def reads_from_right(text: str) -> bool:
    """True if some of ``text`` is in a right-to-left script."""
    return _RIGHT_TO_LEFT.search(text) is not None


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text as it is compared.

    ``tokens`` are its words, and ``chars`` the same words without spaces. ``starts`` has where each
    word begins in ``chars``, and last the end of ``chars``.
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


def common_length(one: str, at: int, other: str, place: int) -> int:
    """The number of equal characters in ``one`` from ``at`` and in ``other`` from ``place`` on.

    Steps grow until one fails, then shrink.
    """
    most = min(len(one) - at, len(other) - place)
    length, step, end = 0, 16, most + 1  # at ``end`` it is known to have failed
    while length < most and length + 1 < end:
        step = min(step, most - length)
        start, there = at + length, place + length
        if one[start : start + step] == other[there : there + step]:
            length, step = length + step, 2 * step
        else:
            end = length + step
        if end <= most:
            step = (end - length) // 2
    return length


class NgramIndex:
    """The places of every sequence of ``size`` characters in ``text``, or in its ``parts``."""

    def __init__(
        self, text: str, size: int, parts: Iterable[tuple[int, int]] | None = None
    ) -> None:
        self._text, self._size = text, size
        self._places: dict[str, list[int]] = defaultdict(list)
        self._passed: dict[str, int] = defaultdict(int)
        for start, end in parts or ((0, len(text)),):
            for place in range(start, end - size + 1):
                self._places[text[place : place + size]].append(place)

    def between(self, chars: str, start: int, end: int) -> Iterator[int]:
        """The first few places of ``chars`` (``size`` at most) from ``start`` to before ``end``."""
        if len(chars) < self._size:
            place = self._text.find(chars, start, end + len(chars) - 1)
            yield from (place,) if place >= 0 else ()
            return
        places = self._places.get(chars, [])
        index = bisect_left(places, start)
        yield from (place for place in places[index : index + _TRIED] if place < end)

    def some(self, chars: str, taken: bytearray) -> Iterator[int]:
        """The first few places of ``chars`` that are not ``taken``."""
        places = self._places.get(chars, [])
        passed = self._passed[chars]
        while passed < len(places) and taken[places[passed]]:
            passed += 1
        self._passed[chars] = passed
        yield from (place for place in places[passed : passed + _TRIED] if not taken[place])


class WordIndex:
    """The words of ``found`` that are in its ``free`` parts."""

    def __init__(self, found: NormalizedText, free: Iterable[tuple[int, int]]) -> None:
        self._places: dict[str, deque[int]] = defaultdict(deque)
        for start, end in free:
            number = found.number_from(start)
            while number < len(found.tokens) and found.starts[number + 1] <= end:
                self._places[found.tokens[number]].append(found.starts[number])
                number += 1
        self._lengths = sorted(set(map(len, self._places)), reverse=True)

    def first(self, word: str, taken: bytearray) -> int:
        """The first place of ``word`` that is not ``taken``, or -1."""
        places = self._places.get(word, ())
        while places:
            if taken.find(1, places[0], places[0] + len(word)) < 0:
                return places[0]
            places.popleft()
        return -1

    def parts(self, word: str) -> list[int]:
        """The lengths of the words that ``word`` consists of, longest first; empty if none fit."""
        ways = [self._beginnings(word, 0)]
        lengths: list[int] = []
        tried = {0}
        at = 0
        while ways and at < len(word):
            size = next((size for size in ways[-1] if at + size not in tried), 0)
            if size:
                at += size
                tried.add(at)
                lengths.append(size)
                ways.append(self._beginnings(word, at))
            else:
                ways.pop()
                at -= lengths.pop() if lengths else 0
        return lengths if at == len(word) else []

    def _beginnings(self, word: str, at: int) -> Iterator[int]:
        """The lengths of the words that ``word`` may continue with from ``at`` on."""
        fitting = (size for size in self._lengths if size <= len(word) - at)
        return (size for size in fitting if self._places.get(word[at : at + size]))
