"""Words that are expected, found again in the text of a finished document.

Mostly they follow each other there as expected. Where they do not (a sidebar goes on over several
pages, a stylesheet lets something float), a stretch of them stands elsewhere in what is left over.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass

from cvgen.analysis.squeezed import Squeezed

_SURE = 12
_FAR = 4000


@dataclass(frozen=True, slots=True)
class Followed:
    """``places`` has for each expected word where it begins in the found text, -1 where it is not
    there; ``moved`` are the numbers of those that stand elsewhere, and ``surplus`` the parts of the
    found text (from, to) that nothing was expected for.
    """

    places: tuple[int, ...]
    moved: frozenset[int]
    surplus: tuple[tuple[int, int], ...]


def follow(expected: Squeezed, found: Squeezed) -> Followed:
    """Where each word of ``expected`` stands in ``found``."""
    if expected.chars == found.chars:
        return Followed(expected.starts[:-1], frozenset(), ())
    places, surplus = _in_order(expected, found)
    moved = _elsewhere(expected, found, places, surplus)
    return Followed(tuple(places), frozenset(moved), tuple(surplus))


def follow_loosely(expected: Squeezed, found: Squeezed) -> Followed:
    """As :func:`follow` for text from right to left, where programs put the words and signs of a
    line into orders of their own: a word counts as found wherever there are its letters.

    Where a word was taken apart on the way, they come from what no other word has taken.
    """
    stock: dict[str, deque[int]] = defaultdict(deque)
    for word, start in zip(found.tokens, found.starts, strict=False):
        stock[_letters(word)].append(start)
    places = []
    for word in expected.tokens:
        waiting = stock[_letters(word)]
        places.append(waiting.popleft() if waiting else -1)
    left = Counter("".join(word * len(places) for word, places in stock.items()))
    for number, word in enumerate(expected.tokens):
        if places[number] < 0 and Counter(word) <= left:
            left -= Counter(word)
            places[number] = max(places[number - 1], 0)
    return Followed(tuple(places), frozenset(), ())


def _letters(word: str) -> str:
    return "".join(sorted(word))


def _in_order(expected: Squeezed, found: Squeezed) -> tuple[list[int], list[tuple[int, int]]]:
    """The places of words that follow each other, and what lies between."""
    places, surplus = [-1] * len(expected.tokens), []
    edges = frozenset(found.starts)
    number = at = 0
    while number < len(expected.tokens):
        word, start = expected.tokens[number], expected.starts[number]
        if found.chars.startswith(word, at) and (
            at + len(word) in edges
            or found.chars.startswith(expected.chars[start : start + _SURE], at)
        ):
            places[number] = at
            number, at = number + 1, at + len(word)
            continue
        step, place = _next_meeting(expected, found, number, at)
        if place > at:
            surplus.append((at, place))
        number, at = step, place
    if at < len(found.chars):
        surplus.append((at, len(found.chars)))
    return places, surplus


def _next_meeting(expected: Squeezed, found: Squeezed, number: int, at: int) -> tuple[int, int]:
    """Where both texts go on alike with the least left out: the number of a word, and its place."""
    best, least = (len(expected.tokens), at), _FAR + len(found.chars)
    left_out = 0
    for step in range(number, len(expected.tokens)):
        if left_out >= least:
            break
        start = expected.starts[step]
        ahead = expected.chars[start : start + _SURE]
        place = found.chars.find(ahead, at, at + least - left_out + _SURE)
        if place >= 0 and left_out + place - at < least:
            best, least = (step, place), left_out + place - at
        left_out += len(expected.tokens[step])
    return best


def _elsewhere(
    expected: Squeezed, found: Squeezed, places: list[int], surplus: list[tuple[int, int]]
) -> set[int]:
    """The words without a place that stand in the ``surplus``, which they are taken out of."""
    moved: set[int] = set()
    waiting = list(_stretches(places))
    while waiting:
        first, last = waiting.pop()
        words = expected.chars[expected.starts[first] : expected.starts[last]]
        place = _taken(words, found, surplus, whole=last - first == 1)
        if place is not None:
            for number in range(first, last):
                places[number] = place + expected.starts[number] - expected.starts[first]
            moved.update(range(first, last))
        elif last - first > 1:
            middle = (first + last) // 2
            waiting += [(middle, last), (first, middle)]
    return moved


def _stretches(places: list[int]) -> list[tuple[int, int]]:
    """From which to which word none has a place, in order from the last stretch to the first."""
    out: list[tuple[int, int]] = []
    for number, place in enumerate(places):
        if place < 0 and out and out[-1][1] == number:
            out[-1] = out[-1][0], number + 1
        elif place < 0:
            out.append((number, number + 1))
    return out[::-1]


def _taken(words: str, found: Squeezed, surplus: list[tuple[int, int]], whole: bool) -> int | None:
    """Where ``words`` stand in ``surplus``, from which they are then gone; None if they do not.

    A single word has to be ``whole`` there, and not a part of another one.
    """
    for index, (start, end) in enumerate(surplus):
        at = start - 1
        while (at := found.chars.find(words, at + 1, end)) >= 0:
            after = at + len(words)
            if not whole or (found.number(at) is not None and found.number(after) is not None):
                rest = ((start, at), (after, end))
                surplus[index : index + 1] = [part for part in rest if part[0] < part[1]]
                return at
    return None
