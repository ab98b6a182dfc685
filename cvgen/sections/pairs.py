"""Labels with values."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.document import Block, Pairs
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text, Texts
from cvgen.sections.base import Context, SectionType, inline, remarks, texts


class Pair(Entry):
    """A label and its value, or several values in a row."""

    label: Text
    value: Texts


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One table."""
    rows = []
    for entry in section.entries:
        assert isinstance(entry, Pair)
        parts = [texts(entry.value, context), remarks(entry, context)]
        value = context.marks.joined(parts, "semicolon")
        rows.append((inline(entry.label), value))
    return [Pairs(tuple(rows))] if rows else []


PART = SectionType(Pair, lower, labels=("label", "value"), dated=False)
