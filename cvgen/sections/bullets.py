"""A plain list."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.document import Block, Bullets
from cvgen.inline import joined
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
        items.append(joined([inline(entry.text), remarks(entry, context)], "; "))
    return [Bullets(tuple(items))] if items else []


PART = SectionType(Bullet, lower)
