"""Finds the words of an expected text in the text of a finished document.

Most follow each other. Some stand elsewhere, as in a sidebar over several pages or a block that
floats, and a long word may be cut. Texts are compared as rows of characters. Each step claims
characters or moves on, so that the comparison takes about as long as reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from cvgen.verify.normalize import NgramIndex, NormalizedText, WordIndex, common_length

_SURE = 12  # so many characters are not equal by chance


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the expected words are in the found text.

    ``places`` has where each of them begins, or -1, and ``moved`` the numbers of those that are out
    of order. ``surplus`` are the parts (from, to) of the found text without expected words.
    """

    places: tuple[int, ...]
    moved: frozenset[int]
    surplus: tuple[tuple[int, int], ...]


def align(expected: NormalizedText, found: NormalizedText) -> Alignment:
    """Find each word of ``expected`` in ``found``."""
    if expected.chars == found.chars:
        return Alignment(expected.starts[:-1], frozenset(), ())
    search = _Aligner(expected, found)
    search.align_in_order()
    for _ in range(2):  # another word may need what the first round released
        search.align_elsewhere()
        search.release_partial_words()
    search.align_split_words()
    return search.outcome()


class _Aligner:
    """The characters matched so far.

    ``places`` has where in ``found`` each character of ``expected`` stands, or -1. ``claimed`` and
    ``taken`` have a 1 for each matched character of ``expected`` and of ``found``.
    """

    def __init__(self, expected: NormalizedText, found: NormalizedText) -> None:
        self.expected, self.found = expected, found
        self.ends = frozenset(expected.starts)
        self.edges = bytearray(len(found.chars) + 1)
        for start in found.starts:
            self.edges[start] = 1
        self.places = [-1] * len(expected.chars)
        self.claimed = bytearray(len(expected.chars))
        self.taken = bytearray(len(found.chars))
        self.moved: set[int] = set()

    def align_in_order(self) -> None:
        """Claim the characters that are in the same order in both texts."""
        grams = None
        at = place = 0
        while True:
            if length := self._match_length(at, place):
                self._claim(at, place, length)
                at, place = at + length, place + length
            if at == len(self.claimed) or place == len(self.taken):
                return
            grams = grams or NgramIndex(self.found.chars, _SURE)
            meeting = self._next_meeting(grams, at, place)
            if meeting is None:
                return
            at, place = meeting

    def _next_meeting(self, grams: NgramIndex, at: int, place: int) -> tuple[int, int] | None:
        """The next place where both texts agree again, with the least skipped; None if none."""
        best, least = None, len(self.claimed) + len(self.taken)
        for start in self._beginnings(at):
            left_out = start - at
            if left_out >= least:
                break
            ahead = self.expected.chars[start : start + _SURE]
            is_word = start in self.ends
            for there in grams.between(ahead, place, place + least - left_out):
                if (is_word or self.edges[there]) and self._match_length(start, there):
                    best, least = (start, there), left_out + there - place
                    break
        return best

    def _beginnings(self, at: int) -> Iterator[int]:
        """Where something may begin: at ``at``, also within a word, and at each word after it."""
        if at not in self.ends:
            yield at
        for number in range(self.expected.number_from(at), len(self.expected.starts) - 1):
            yield self.expected.starts[number]

    def _match_length(self, at: int, place: int) -> int:
        """The number of equal characters from ``at`` and ``place`` on.

        They end with a word of the found text or, after enough of them, of the expected text.
        """
        expected, found = self.expected, self.found
        length = common_length(expected.chars, at, found.chars, place)
        end = max(0, self.edges.rfind(1, place + 1, place + length + 1) - place)
        if length >= _SURE:
            last = expected.starts[bisect_right(expected.starts, at + length) - 1]
            end = max(end, last - at if last - at >= _SURE else 0)
        return end

    def _claim(self, at: int, place: int, length: int) -> None:
        self.places[at : at + length] = range(place, place + length)
        self.claimed[at : at + length] = self.taken[place : place + length] = b"\1" * length

    def align_elsewhere(self) -> None:
        """Claim text that is out of order: any long stretch, but only whole short words."""
        free = list(_zeros(self.taken))
        if not free:
            return
        grams, words = NgramIndex(self.found.chars, _SURE, free), WordIndex(self.found, free)
        for start, end in list(_zeros(self.claimed)):
            at = start
            while at < end:
                length, place = self._stretch(grams, at, end) or self._word(words, at, end)
                if length:
                    self._claim(at, place, length)
                    first = self.expected.holder(at)
                    self.moved.update(range(first, self.expected.holder(at + length - 1) + 1))
                at = at + length if length else self._next_word(at)

    def _next_word(self, at: int) -> int:
        return self.expected.starts[self.expected.number_from(at + 1)]

    def _stretch(self, grams: NgramIndex, at: int, end: int) -> tuple[int, int] | None:
        """The longest unclaimed match of the text from ``at`` on, as length and place."""
        best = None
        if end - at < _SURE:
            return None
        is_start, next_word = at in self.ends, self._next_word(at)
        for place in grams.some(self.expected.chars[at : at + _SURE], self.taken):
            until = self.taken.find(1, place)
            free = until - place if until >= 0 else len(self.taken) - place
            length = min(self._match_length(at, place), end - at, free)
            is_sure = is_start and length >= _SURE and at + length > next_word
            if length and (is_sure or self._is_whole(place, length)):
                best = max(best or (0, 0), (length, place), key=itemgetter(0))
        return best

    def _is_whole(self, place: int, length: int) -> bool:
        return bool(self.edges[place] and self.edges[place + length])

    def _word(self, words: WordIndex, at: int, end: int) -> tuple[int, int]:
        """The length and place of a free word that goes on from ``at``; length 0 without one."""
        is_rest = at not in self.ends
        for length in range(min(_SURE - 1, end - at), 0, -1):
            if is_rest or at + length in self.ends:
                place = words.first(self.expected.chars[at : at + length], self.taken)
                if place >= 0:
                    return length, place
        return 0, -1

    def release_partial_words(self) -> None:
        """Release the characters of words of which only a part was found."""
        for start, end in pairwise(self.expected.starts):
            if self.claimed.find(0, start, end) >= 0:
                for place in self.places[start:end]:
                    if place >= 0:
                        self.taken[place] = 0
                self.places[start:end] = [-1] * (end - start)
                self.claimed[start:end] = bytes(end - start)

    def align_split_words(self) -> None:
        """Claim split words if every part is found as a whole word."""
        words = WordIndex(self.found, _zeros(self.taken))
        for number, at in enumerate(self.expected.starts[:-1]):
            if not self.claimed[at] and (parts := words.parts(self.expected.tokens[number])):
                self.moved.add(number)
                for length in parts:
                    place = words.first(self.expected.chars[at : at + length], self.taken)
                    if place < 0:
                        break
                    self._claim(at, place, length)
                    at += length
        self.release_partial_words()

    def outcome(self) -> Alignment:
        """The result of the alignment."""
        places = [self.places[start] for start in self.expected.starts[:-1]]
        moved = frozenset(number for number in self.moved if places[number] >= 0)
        return Alignment(tuple(places), moved, tuple(_zeros(self.taken)))


def _zeros(flags: bytearray) -> Iterator[tuple[int, int]]:
    """The ranges (from, to) of ``flags`` that are 0."""
    end = 0
    while (start := flags.find(0, end)) >= 0:
        end = flags.find(1, start)
        end = len(flags) if end < 0 else end
        yield start, end
