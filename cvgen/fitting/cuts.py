"""What may be left out to make a document shorter, in one order.

Highlights before entries, the lowest priority first, then what stands furthest down in its list
when that is ordered by priority and date, then the oldest. Priority 5 is never left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cvgen.fitting.fit import Cut
from cvgen.model.entry import Entry, Section
from cvgen.model.text import TextChoice
from cvgen.selection import Rules, Selection
from cvgen.selection.criteria import priority, recency
from cvgen.source.tree import Path

_LINE = 95  # letters
_ENTRY_LINES = 2.5


def cuts(selection: Selection, rules: Rules) -> list[Cut]:
    """The highlights and entries that ``selection`` shows, those to leave out first in front."""
    highlights: list[Cut] = []
    entries: list[Cut] = []
    for section in selection.cv.sections:
        for rank, (number, entry) in enumerate(_ranked(section, rules)):
            path: Path = ("sections", section.key, "entries", number)
            highlights += _highlights(entry, path, rank, rules)
            if priority(entry) != 5:
                key = (*_worth(entry.tags, priority(entry), rules), -rank, recency(entry))
                entries.append(Cut(path, _ENTRY_LINES, key))
    highlights.sort(key=lambda found: found.key)
    entries.sort(key=lambda found: found.key)
    found = (*highlights, *entries)
    return [replace(cut, path=selection.origin(cut.path)) for cut in found]


def _ranked(section: Section, rules: Rules) -> list[tuple[int, Entry]]:
    """The entries of a section, the one to keep longest first."""

    def worth(item: tuple[int, Entry]) -> tuple[Any, ...]:
        number, entry = item
        best = _worth(entry.tags, priority(entry), rules)
        last, begun = recency(entry)
        return (*(-part for part in best), _latest_first(last), _latest_first(begun), number)

    return sorted(enumerate(section.entries), key=worth)


def _latest_first(day: tuple[int, int, int]) -> tuple[int, ...]:
    return tuple(-part for part in day)


def _worth(tags: tuple[str, ...], given: int | None, rules: Rules) -> tuple[int, int]:
    """Priority, then whether it is preferred; higher stays longer."""
    return (given or 3, 1 if rules.prefer & set(tags) else 0)


def _highlights(item: Any, path: Path, rank: int, rules: Rules) -> Iterator[Cut]:
    """The highlights of an entry of that ``rank`` in its section, and of its roles."""
    choices: list[tuple[int, TextChoice]] = [
        (number, text.choices[0]) for number, text in enumerate(item.highlights)
    ]
    choices.sort(key=lambda c: (*(-part for part in _worth(c[1].tags, c[1].priority, rules)), c[0]))
    for place, (number, choice) in enumerate(choices):
        if choice.priority != 5:
            worth = _worth(choice.tags, choice.priority, rules)
            key = (*worth, -(place + rank), recency(item) if hasattr(item, "when") else ())
            yield Cut((*path, "highlights", number), 1 + len(choice.text) // _LINE, key)
    for number, role in enumerate(getattr(item, "roles", ())):
        yield from _highlights(role, (*path, "roles", number), rank + number, rules)
