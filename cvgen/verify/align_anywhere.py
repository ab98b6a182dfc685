"""Finds the words of an expected text anywhere in a found one: for text from right to left.

Programs that read a PDF put the words of such lines in different orders. But each word must have
its letters in their own order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from cvgen.patterns import pattern
from cvgen.verify.align_words import Alignment
from cvgen.verify.normalize import NormalizedText, fold_text

_WORD = pattern(r"\S*[^\W_]\S*")

Parts = tuple[str, ...]
"""The letters of a word between its combining marks."""


def words_with_marks(texts: Iterable[str]) -> dict[str, Parts]:
    """The parts of each word of ``texts`` with combining marks inside, by its letters."""
    found: dict[str, Parts] = {}
    for text in texts:
        if not text.isascii():
            for word in _WORD.findall(fold_text(text)):
                parts = tuple(_parts(word))
                if len(parts) > 1:
                    found["".join(parts)] = parts
    return found


def _parts(word: str) -> Iterator[str]:
    letters = (char for char in word if char.isalnum() or _is_mark(char))
    for is_mark, part in groupby(letters, key=_is_mark):
        if not is_mark:
            yield "".join(part)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def align_anywhere(
    expected: NormalizedText, found: NormalizedText, marked: Mapping[str, Parts]
) -> Alignment:
    """Find each word of ``expected`` in ``found``, letter by letter.

    A word may be split, or have no space before the next one. ``marked`` are the parts of words
    with marks: where most of a line is Latin, PDFium reads these parts in the opposite order. Long
    words come first, as a short one may be a part of them.
    """
    stock = _Stock(found)
    places = [stock.take(word) for word in expected.tokens]
    lacking = [number for number, place in enumerate(places) if place < 0]
    lacking.sort(key=lambda number: len(expected.tokens[number]), reverse=True)
    for _ in range(2):  # a word may need what the first round left of another
        for number in lacking:
            if places[number] < 0:
                word = expected.tokens[number]
                places[number] = stock.take_changed(word, marked.get(word, (word,)))
    return Alignment(tuple(places), frozenset(), ())


def align_by_letters(expected: NormalizedText, found: NormalizedText) -> Alignment:
    """As :func:`align_anywhere`, but for letters in any order.

    A word is found wherever its letters are, together or among the letters of no other word.
    """
    stock: dict[str, deque[int]] = defaultdict(deque)
    for word, start in zip(found.tokens, found.starts, strict=False):
        stock[_sorted(word)].append(start)
    places = []
    for word in expected.tokens:
        waiting = stock[_sorted(word)]
        places.append(waiting.popleft() if waiting else -1)
    left = Counter("".join(word * len(places) for word, places in stock.items()))
    for number, word in enumerate(expected.tokens):
        if places[number] < 0 and Counter(word) <= left:
            left -= Counter(word)
            places[number] = max(places[number - 1], 0)
    return Alignment(tuple(places), frozenset(), ())


def _sorted(word: str) -> str:
    return "".join(sorted(word))


class _Stock:
    """The words of a found text that no expected word has taken, with their places."""

    def __init__(self, found: NormalizedText) -> None:
        self._places: dict[str, deque[int]] = {}
        for word, start in zip(found.tokens, found.starts, strict=False):
            self._add(word, start)

    def _add(self, word: str, place: int) -> None:
        if word:
            self._places.setdefault(word, deque()).append(place)

    def take(self, word: str) -> int:
        """Take ``word`` and return its place; -1 if it is not there."""
        places = self._places.get(word)
        if not places:
            return -1
        place = places.popleft()
        if not places:
            del self._places[word]
        return place

    def take_changed(self, word: str, parts: Parts) -> int:
        """Take ``word`` with its ``parts`` turned around, or inside of another, or split."""
        place = self.take("".join(reversed(parts)))
        place = place if place >= 0 else self._take_inside(word)
        return place if place >= 0 else self._take_all(word, parts)

    def _take_inside(self, word: str) -> int:
        """Take ``word`` out of a longer one and return its place; -1 if none has it."""
        longer = next((other for other in self._places if word in other), None)
        if longer is None:
            return -1
        place, at = self.take(longer), longer.index(word)
        self._add(longer[:at], place)
        self._add(longer[at + len(word) :], place + at + len(word))
        return place + at

    def _take_all(self, word: str, parts: Parts) -> int:
        """Take the words that ``word``, or each of its ``parts``, was split into; -1 if missing."""
        ways = [self._pieces(word)]
        if len(parts) > 1:
            ways.append([piece for part in parts for piece in self._pieces(part) or [""]])
        for pieces in ways:
            if pieces and self._has(Counter(pieces)):
                return min([self.take(piece) for piece in pieces])
        return -1

    def _has(self, wanted: Counter[str]) -> bool:
        return all(len(self._places.get(word, ())) >= count for word, count in wanted.items())

    def _pieces(self, word: str) -> list[str]:
        """Words that ``word`` consists of, longest first; empty if there are none."""
        ways: list[list[str] | None] = [[], *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(end):
                before, piece = ways[start], word[start:end]
                if before is not None and ways[end] is None and piece in self._places:
                    ways[end] = [*before, piece]
        return ways[-1] or []
