"""What may be shortened or left out to make a document shorter, in one order.

Texts with a short form are shortened first. Then items without a preferred tag go, the lowest
priority first. Of one priority, highlights go before entries, the oldest first, and later sections
before earlier ones; entries beyond the first twelve of a list go together with the highlights.
Posts, degrees and languages go last, as a career would have holes without them, unless their
priority is below the default. Priority 5 always stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cvgen.fitting.steps import Cut
from cvgen.model.bullets import BulletChoice
from cvgen.model.cv import marked_items
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text, TextChoice
from cvgen.selection import Rules, Selection
from cvgen.selection.criteria import priority, recency
from cvgen.source.tree import Path, is_in

_LETTERS = 95  # in a line
_DOZEN = 12
_DEFAULT, _STAYS = 3, 5
_BACKBONE = frozenset({"experience", "education", "languages"})


def cuts(selection: Selection, rules: Rules) -> list[Cut]:
    """The short forms, highlights and entries that ``selection`` shows, in the order of cutting.

    Cutting an entry also removes its highlights.
    """
    found = [
        cut
        for number, section in enumerate(selection.cv.sections)
        for cut in _SectionCuts(section, number, rules).cuts()
    ]
    found.sort(key=lambda cut: cut.key)
    shorter = sorted(_short_forms(selection), key=lambda cut: cut.key)
    ordered = (*shorter, *_without_repeats(found))
    return [replace(cut, path=selection.origin(cut.path)) for cut in ordered]


def _short_forms(selection: Selection) -> Iterator[Cut]:
    for path, choice in marked_items(selection.cv):
        if isinstance(choice, TextChoice) and choice.short and choice.short != choice.text:
            saved = _lines(choice.text) - _lines(choice.short)
            yield Cut(path, max(0.2, saved), (choice.priority or _DEFAULT,), shortened=True)


def _without_repeats(found: list[Cut]) -> Iterator[Cut]:
    """``found`` without parts of entries that are cut earlier; an entry saves what is left."""
    saved: dict[Path, float] = {}
    gone: set[Path] = set()
    for cut in found:
        entry = cut.path[:4]
        if is_in(cut.path, gone):
            continue
        gone.add(cut.path)
        if cut.is_entry:
            yield replace(cut, lines=max(1.0, cut.lines - saved.get(entry, 0)))
        else:
            saved[entry] = saved.get(entry, 0) + cut.lines
            yield cut


@dataclass(frozen=True)
class _SectionCuts:
    """The items of one section, the ``number``-th of the document."""

    section: Section
    number: int
    rules: Rules

    def cuts(self) -> Iterator[Cut]:
        """Its highlights and entries except those of priority 5, each with its sort key."""
        for rank, (number, entry) in enumerate(self._ranked()):
            path: Path = ("sections", self.section.key, "entries", number)
            yield from self._highlights(entry, path, rank, entry)
            given = self._priority(entry)
            if given != _STAYS:
                last = self.section.type in _BACKBONE and given >= _DEFAULT and rank < _DOZEN
                key = self._key(given + _STAYS * last, entry.tags, rank - _DOZEN, entry)
                yield Cut(path, 1 + _all_lines(entry), key)

    def _ranked(self) -> list[tuple[int, Entry]]:
        """The entries with their positions, the one to keep longest first."""

        def worth(item: tuple[int, Entry]) -> tuple[Any, ...]:
            number, entry = item
            days = [tuple(-part for part in day) for day in recency(entry)]
            return (not self._is_preferred(entry.tags), -self._priority(entry), days, number)

        return sorted(enumerate(self.section.entries), key=worth)

    def _highlights(self, item: Any, path: Path, rank: int, entry: Entry) -> Iterator[Cut]:
        """The highlights of an entry of that ``rank`` in its section, and of its roles."""
        choices = [(number, text.choices[0]) for number, text in enumerate(item.highlights)]
        choices.sort(key=lambda one: (-(one[1].priority or _DEFAULT), one[0]))
        for place, (number, choice) in enumerate(choices):
            below = [item.choices[0].priority or 0 for item in choice.items]
            given = max(choice.priority or _DEFAULT, *below, 0)
            if given != _STAYS:
                key = self._key(given, choice.tags or entry.tags, place + rank, entry)
                yield Cut((*path, "highlights", number), _lines(choice.text), key)
            yield from self._below(choice, (*path, "highlights", number), place + rank, entry)
        for number, role in enumerate(getattr(item, "roles", ())):
            yield from self._highlights(role, (*path, "roles", number), rank + number, entry)

    def _below(self, choice: BulletChoice, path: Path, rank: int, entry: Entry) -> Iterator[Cut]:
        """The bullets below a highlight, the last first; it stays as long as any of them."""
        for number, item in enumerate(choice.items, 1):
            inner = item.choices[0]
            given = inner.priority or choice.priority or _DEFAULT
            if given != _STAYS:
                tags = inner.tags or choice.tags or entry.tags
                key = self._key(given, tags, rank + number, entry)
                yield Cut((*path, "items", number - 1), _lines(inner.text), key)

    def _key(self, given: int, tags: tuple[str, ...], depth: int, entry: Entry) -> tuple[Any, ...]:
        return (self._is_preferred(tags), given, -depth, -self.number, recency(entry))

    def _priority(self, entry: Entry) -> int:
        return priority(entry) or self.section.priority or _DEFAULT

    def _is_preferred(self, tags: tuple[str, ...]) -> bool:
        return bool(self.rules.prefer & set(tags))


def _lines(text: str) -> float:
    return 1.0 + len(text) // _LETTERS


def _all_lines(item: Any) -> float:
    """About how many lines all texts in ``item`` take."""
    if isinstance(item, Text):
        return _lines(item.text)
    if isinstance(item, tuple):
        return float(sum(map(_all_lines, item)))
    if not hasattr(type(item), "model_fields"):
        return 0.0
    values = {name: getattr(item, name) for name in type(item).model_fields}
    parts = [values.pop(name) for name in ("highlights", "roles", "summary") if name in values]
    words = [value for value in values.values() if isinstance(value, str | Text)]
    head = sum(len(word if isinstance(word, str) else word.text) for word in words)
    return head / _LETTERS + sum(_all_lines(part) for part in parts)


def cuts_notes(cuts: Sequence[Cut]) -> Iterator[str]:
    """``shortened for room: 1 text`` and ``left out for room: 3 highlights, 1 entry``, if any."""
    gone = [cut for cut in cuts if not cut.shortened]
    paths = {cut.path for cut in gone}
    shortened = sum(cut.shortened and not is_in(cut.path, paths) for cut in cuts)
    if shortened:
        yield f"shortened for room: {_counted(shortened, 'text', 'texts')}"
    entries = sum(cut.is_entry for cut in gone)
    highlights = len(gone) - entries
    counts = ((highlights, "highlight", "highlights"), (entries, "entry", "entries"))
    parts = [_counted(*count) for count in counts if count[0]]
    if parts:
        yield f"left out for room: {', '.join(parts)}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
