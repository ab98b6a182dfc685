"""Assigns the words of a page to the texts of the Document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cvgen.verify.expected_text import ExpectedItem, ExpectedText
from cvgen.verify.normalize import NormalizedText, tokens

WALL = "\f"
"""Marks the start or end of a block among the texts of a page."""
_SHORT = 12
_DISTINCT = 10


@dataclass(frozen=True, slots=True)
class TemplateText:
    """The words of a theme's page.

    ``walls`` are the numbers of the words that begin a block; no text of a Document crosses them.
    ``boundaries`` are those that begin a text of any element or a block, and the number of words.
    """

    text: NormalizedText
    walls: tuple[int, ...]
    boundaries: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[str], without: frozenset[str]) -> TemplateText:
        """The page with these ``texts`` in their order, and ``WALL`` at the edges of blocks."""
        words: list[str] = []
        walls: list[int] = []
        starts: list[int] = []
        for text in texts:
            (walls if text == WALL else starts).append(len(words))
            words += tokens(text, without)
        return cls(NormalizedText.of(words), tuple(walls), (*starts, *walls, len(words)))


def is_distinct(words: str) -> bool:
    """True if ``words`` without spaces are too long to occur twice by chance."""
    return len(words) >= _DISTINCT


class LocatedTexts:
    """The ``texts`` of a Document and their places on a theme's page.

    ``words`` has the words of each text as they are compared, and ``places`` the number of the word
    on the page with which it begins. ``owner`` has for each word of the page the number of its
    text, or None.
    """

    def __init__(
        self, items: Iterable[ExpectedItem], page: TemplateText, without: frozenset[str]
    ) -> None:
        self.page = page.text
        self._walls, self._boundaries = page.walls, frozenset(page.boundaries)
        self.texts: list[ExpectedText] = []
        self._by_item: list[range] = []
        for item in items:
            start = len(self.texts)
            self.texts += item.texts
            self._by_item.append(range(start, len(self.texts)))
        self._tokens = {p: tokens(p.text, without) for p in self.texts}
        self.words = {p: "".join(words) for p, words in self._tokens.items()}
        self._counts = Counter(self.words.values())
        self.places: dict[ExpectedText, int] = {}
        self.owner: list[int | None] = []
        self._assign_near()
        if self.unfound:
            self._assign_longest_first()

    @property
    def unfound(self) -> list[ExpectedText]:
        """The texts that have words, but no place."""
        return [p for p in self.texts if self.words[p] and p not in self.places]

    def lost(self) -> list[ExpectedText]:
        """The texts that are not on the page.

        Among many texts of the same few words, some may be without a place. They are not lost if
        the page has their words in a row, and each word as often as all the texts together.
        """
        unfound = self.unfound
        if not unfound:
            return []
        wanted = Counter(word for words in self._tokens.values() for word in words)
        short = wanted - Counter(self.page.tokens)
        return [
            expected
            for expected in unfound
            if self.page.find(self.words[expected]) is None
            or not short.keys().isdisjoint(self._tokens[expected])
        ]

    def is_unique(self, expected: ExpectedText) -> bool:
        """True if no other text has the words of ``expected``."""
        words = self.words[expected]
        return is_distinct(words) and self._counts[words] == 1

    def has_spare(self, words: str) -> bool:
        """True if the page has ``words`` once more, outside all texts."""
        return self._find_free(words, 0) is not None

    def _clear(self) -> None:
        self.places.clear()
        self.owner = [None] * len(self.page.tokens)
        self._taken = bytearray(len(self.page.tokens))
        self._search_starts: dict[tuple[str, bool], int] = {}

    def _assign_near(self) -> None:
        """Assign long texts first, each after its predecessor, then short ones near them."""
        self._clear()
        near, starts = 0, []
        for numbers in self._by_item:
            found = [self._place(n, near) for n in self._sorted(numbers) if self._size(n) >= _SHORT]
            near = min((place for place in found if place is not None), default=near)
            starts.append(near)
        before = 0
        for numbers, near in zip(self._by_item, starts, strict=True):
            for number in self._sorted(numbers):
                if self._size(number) < _SHORT:
                    self._place(number, before)
            before = near

    def _assign_longest_first(self) -> None:
        """Assign what fills its element, then long texts first: shorter ones take no words away."""
        self._clear()
        numbers = self._sorted(range(len(self.texts)))
        for number in numbers:
            self._place(number, 0, alone=True)
        for number in numbers:
            if self.texts[number] not in self.places:
                self._place(number, 0)

    def _size(self, number: int) -> int:
        return len(self.words[self.texts[number]])

    def _sorted(self, numbers: Sequence[int]) -> list[int]:
        return sorted(numbers, key=self._size, reverse=True)

    def _place(self, number: int, near: int, alone: bool = False) -> int | None:
        expected = self.texts[number]
        words = self.words[expected]
        if not words:
            return None
        span = self._find_free(words, near, alone) or (
            self._find_free(words, 0, alone) if near else None
        )
        if span is None:
            return None
        first, last = span
        self._taken[first:last] = b"\1" * (last - first)
        self.owner[first:last] = [number] * (last - first)
        self.places[expected] = first
        return first

    def _find_free(self, words: str, start: int, alone: bool = False) -> tuple[int, int] | None:
        """The range of words that are ``words`` and belong to no other text, from ``start`` on.

        If ``alone``, nothing else is in their element. A search for the same text resumes
        where the last one ended.
        """
        key = words, alone
        passed = self._search_starts.get(key, 0)
        can_resume = start <= passed
        start = max(start, passed)
        while (span := self.page.find(words, start)) is not None:
            first, last = span
            taken = self._taken.rfind(1, first, last)
            wall = bisect_right(self._walls, first)
            if taken >= 0:  # everything before that is taken, too
                start = taken + 1
            elif wall < len(self._walls) and self._walls[wall] < last:
                start = self._walls[wall]
            elif alone and not (first in self._boundaries and last in self._boundaries):
                start = first + 1
            else:
                break
        if can_resume:
            self._search_starts[key] = span[0] if span else len(self.page.tokens)
        return span
