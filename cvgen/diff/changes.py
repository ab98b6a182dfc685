"""Finds what changed between two Documents: items added, removed, moved and reworded."""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cvgen.diff.outline import OutlineItem
from cvgen.patterns import pattern

What = Literal["added", "removed", "moved", "reworded"]
Words = tuple[tuple[Literal["=", "-", "+"], str], ...]
"""A text in pieces that are the same, removed or added."""
_ALIKE, _LITTLE = 0.5, 0.4
_SINGLE = frozenset({"head", "name", "headline", "affiliation", "location", "phone", "email",
                     "photo", "updated", "note"})  # fmt: skip
_TOKEN = pattern(r"\s+|[^\W_]+(?:['’.][^\W_]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """One item that changed.

    ``above`` has the texts of the items around it, outer ones first, and ``words`` the words that
    changed. ``origin`` has the items that were around it, if it moved into others.
    """

    what: What
    node: OutlineItem
    above: tuple[str, ...] = ()
    words: Words = ()
    origin: tuple[str, ...] = ()


def changes(before: Sequence[OutlineItem], after: Sequence[OutlineItem]) -> list[Change]:
    """The changes from ``before`` to ``after``, in order; what came or went is one change."""
    return _across(list(_between(before, after, ())))


def _between(
    before: Sequence[OutlineItem], after: Sequence[OutlineItem], above: tuple[str, ...]
) -> Iterator[Change]:
    pairs = _pairs(before, after)
    partner = {new: old for old, new in pairs}
    stayed = _longest_rise([old for old, _ in sorted(pairs, key=lambda pair: pair[1])])
    gone = [number for number in range(len(before)) if number not in set(partner.values())]
    for number, node in enumerate(after):
        old = partner.get(number)
        if old is None:
            yield Change("added", node, above)
            continue
        while gone and gone[0] < old and old in stayed:
            yield Change("removed", before[gone.pop(0)], above)
        yield from _of_pair(before[old], node, above, moved=old not in stayed)
    yield from (Change("removed", before[number], above) for number in gone)


def _of_pair(
    old: OutlineItem, new: OutlineItem, above: tuple[str, ...], *, moved: bool
) -> Iterator[Change]:
    words = merge_texts(old.text, new.text) if old.text != new.text else ()
    if moved or words:
        yield Change("moved" if moved else "reworded", new, above, words)
    inside = (*above, new.text) if new.text else above
    yield from _between(old.children, new.children, inside)


def _pairs(before: Sequence[OutlineItem], after: Sequence[OutlineItem]) -> list[tuple[int, int]]:
    """The pairs of corresponding items, as positions: equal texts first, then the most similar."""
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs: list[tuple[int, int]] = []

    def take(old: int, new: int) -> None:
        pairs.append((old, new))
        del left[old], right[new]

    for key in (_section_key, lambda node: (node.kind, node.text)):
        for new, node in list(right.items()):
            wanted = key(node)
            old = next((n for n, other in left.items() if wanted and key(other) == wanted), None)
            if old is not None:
                take(old, new)
    bags = {id(node): Counter(_words(node)) for node in (*left.values(), *right.values())}
    ranked = sorted(
        (-_likeness(a, b, bags), abs(old - new), old, new)
        for old, a in left.items()
        for new, b in right.items()
        if a.kind == b.kind
    )
    for likeness, _, old, new in ranked:
        if -likeness >= _ALIKE and old in left and new in right:
            take(old, new)
    return pairs


def _section_key(node: OutlineItem) -> object:
    return node.kind == "section" and node.section


def _likeness(a: OutlineItem, b: OutlineItem, bags: dict[int, Counter[str]]) -> float:
    """The share of common words of two items, from 0 to 1."""
    if a.kind in _SINGLE:
        return 1.0
    if a.kind == "section":
        return 0.0
    one, other = bags[id(a)], bags[id(b)]
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _words(node: OutlineItem) -> Iterator[str]:
    """The words that characterize an item: its own, twice, and those of the items inside it."""
    for item in (node, *node.walk()):
        yield from re.findall(r"\w+", item.text.casefold())


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The longest increasing subsequence of ``numbers``; the other items have moved."""
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for number in numbers:
        place = bisect.bisect_left(ends, number)
        previous[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = previous[at]
    return found


def _across(found: list[Change]) -> list[Change]:
    """``found``, with items removed in one place and added in another marked as moved."""
    gone = [change for change in found if change.what == "removed"]
    out = []
    for change in found:
        same = next((o for o in gone if _as_item(o.node) == _as_item(change.node)), None)
        if change.what == "added" and same is not None:
            gone.remove(same)
            found = [other for other in found if other is not same]
            change = replace(change, what="moved", origin=same.above)
        out.append(change)
    kept = {id(change) for change in found}
    return [change for change in out if change.what != "removed" or id(change) in kept]


def _as_item(node: OutlineItem) -> tuple[str, ...]:
    return (node.kind, *(inner.text for inner in node.walk()))


def merge_texts(before: str, after: str) -> Words:
    """Both texts in one, in whole words; where little stayed, one text went and one came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    out: list[tuple[Literal["=", "-", "+"], str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    kept = sum(
        _is_word(token)
        for match in matcher.get_matching_blocks()
        for token in old[match.a : match.a + match.size]
    )
    if kept < _LITTLE * max(sum(map(_is_word, old)), sum(map(_is_word, new))):
        went: Words = (("-", before),) if before else ()
        return (*went, ("+", after)) if after else went
    for code, a, a_end, b, b_end in _tidy(matcher.get_opcodes(), old):
        if code == "equal":
            out.append(("=", "".join(old[a:a_end])))
            continue
        out += [("-", "".join(old[a:a_end]))] if a < a_end else []
        out += [("+", "".join(new[b:b_end]))] if b < b_end else []
    return tuple(out)


def _is_word(token: str) -> bool:
    return token[0].isalnum()


Code = tuple[str, int, int, int, int]


def _tidy(codes: Sequence[Code], old: Sequence[str]) -> list[Code]:
    """``codes`` without single spaces between changes, which would split a phrase."""
    out: list[Code] = []
    for number, code in enumerate(codes):
        name, a, a_end, b, b_end = code
        inner = 0 < number < len(codes) - 1
        if name == "equal" and inner and not any(map(_is_word, old[a:a_end])):
            name = "replace"
        if out and name != "equal" and out[-1][0] != "equal":
            _, first, _, second, _ = out[-1]
            out[-1] = ("replace", first, a_end, second, b_end)
        else:
            out.append((name, a, a_end, b, b_end))
    return out
