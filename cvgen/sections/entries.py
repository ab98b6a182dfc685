"""Entries of no special kind."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.model.title import Title
from cvgen.sections.base import Context, SectionType, body, details, each, inline


class Item(Entry):
    """Anything with a title."""

    shorthand = "title"
    title: Title
    subtitle: Text | None = Field(None, description="A line below the title.")
    organization: Text | None = None
    unit: Text | None = None


def lower(entry: Item, context: Context) -> EntryBlock:
    """One entry."""
    return EntryBlock(
        title=inline(entry.title),
        organization=inline(entry.organization),
        unit=inline(entry.unit),
        place=inline(entry.location),
        when=context.locale.when(entry.when),
        details=details(entry, inline(entry.subtitle)),
        body=body(entry),
    )


PART = SectionType(Item, each(lower))
