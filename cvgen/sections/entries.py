"""Entries of no special kind."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.text import Organization, Text, Title, Unit
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


class Item(Entry):
    """Anything with a title."""

    shorthand = "title"
    title: Title = Field(..., description="The title of the entry.")
    subtitle: Text | None = Field(None, description="A line below the title.")
    organization: Organization | None = Field(None, description="Where, or for whom.")
    unit: Unit | None = Field(None, description="Department, group or team.")


def lower(entry: Item, context: Context) -> EntryBlock:
    """One entry."""
    return entry_block(entry, context, inline(entry.subtitle))


PART = SectionType(Item, each(lower))
