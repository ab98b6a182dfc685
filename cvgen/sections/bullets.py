"""A plain list."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.document import Block, Bullets
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text
from cvgen.sections.base import Context, SectionType, inline, remarks


class Bullet(Entry):
    """One item of the list."""

    shorthand = "text"
    text: Text


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One list."""
    items = []
    for entry in section.entries:
        assert isinstance(entry, Bullet)
        parts = [inline(entry.text), remarks(entry, context)]
        items.append(context.marks.joined(parts, "semicolon"))
    return [Bullets(tuple(items))] if items else []


PART = SectionType(Bullet, lower, dated=False)
