"""Aligns the words of two texts: which are the same, removed, added or moved."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

Mark = Literal["", "removed", "added", "moved"]
_PHRASE = 6
_NEAR = 30


def mark_words(before: Sequence[str], after: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """A mark for each word on both sides; empty words have none.

    Phrases of six words and more that stand elsewhere have moved. Single words that stand a little
    before or after are the same, as layouts differ in what comes first on a line.
    """
    old, new = _WordRow(before, "removed"), _WordRow(after, "added")
    matcher = difflib.SequenceMatcher(None, old.words, new.words, autojunk=False)
    partners: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        partners.update(zip(range(a, a + size), range(b, b + size), strict=True))
        for step in range(size):
            old.marks[a + step] = new.marks[b + step] = ""
    _find_moved(old, new, partners)
    _pass_over_near(old, new, partners)
    return old.all_marks(), new.all_marks()


class _WordRow:
    """The non-empty words of one side, and the mark of each."""

    def __init__(self, words: Sequence[str], mark: Mark) -> None:
        self._all = words
        self.words = [word for word in words if word]
        self.open: Mark = mark
        self.marks: list[Mark] = [mark] * len(self.words)

    def all_marks(self) -> list[Mark]:
        """The marks of all words; empty words have empty marks."""
        marks = iter(self.marks)
        return [next(marks) if word else "" for word in self._all]

    def is_open(self, start: int, length: int) -> bool:
        """True if the ``length`` words from ``start`` on have no partner yet."""
        end = start + length
        return end <= len(self.marks) and all(m == self.open for m in self.marks[start:end])


def _find_moved(old: _WordRow, new: _WordRow, partners: dict[int, int]) -> None:
    """Mark phrases that both sides have and that have no partner yet as moved."""
    phrases: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(new.words) - _PHRASE + 1):
        if new.is_open(start, _PHRASE):
            phrases[tuple(new.words[start : start + _PHRASE])].append(start)
    at = 0
    while at <= len(old.words) - _PHRASE:
        found = phrases.get(tuple(old.words[at : at + _PHRASE]), ())
        there = next((start for start in found if new.is_open(start, _PHRASE)), None)
        if there is None or not old.is_open(at, _PHRASE):
            at += 1
            continue
        while old.is_open(at, 1) and new.is_open(there, 1) and old.words[at] == new.words[there]:
            old.marks[at] = new.marks[there] = "moved"
            partners[at] = there
            at, there = at + 1, there + 1


def _pass_over_near(old: _WordRow, new: _WordRow, partners: dict[int, int]) -> None:
    """Mark words that both sides have within a line or two like their neighbours."""
    known = dict(partners)
    for at, word in enumerate(old.words):
        if not old.is_open(at, 1):
            continue
        sides = (range(at - 1, at - _NEAR, -1), range(at + 1, at + _NEAR))
        around = [n for side in sides if (n := _first(side, known)) is not None]
        places = (
            (abs(place - known[n]), place, n)
            for n in around
            for place in range(known[n] - _NEAR, known[n] + _NEAR)
            if place >= 0 and new.is_open(place, 1) and new.words[place] == word
        )
        _, there, neighbour = min(places, default=(0, -1, 0))
        if there >= 0:
            old.marks[at] = new.marks[there] = old.marks[neighbour]


def _first(numbers: range, known: dict[int, int]) -> int | None:
    return next((number for number in numbers if number in known), None)
