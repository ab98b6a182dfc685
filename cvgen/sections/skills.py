"""Skills by group."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cvgen.document import Block, Pairs
from cvgen.markup.inline import Inline
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Label, Texts
from cvgen.sections.base import Context, PersonFact, SectionType, inline, remarks, texts


class Skills(Entry):
    """A group of skills, or skills without a group."""

    shorthand = "items"
    labels = ("group",)
    labelled = ("items",)
    group: Label | None = Field(None, description="The name of the group.")
    items: Texts = Field((), description="The skills.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One table with a row for each group; neighbouring skills without a group share a row."""
    rows: list[tuple[Inline, Inline]] = []
    for entry in section.entries:
        assert isinstance(entry, Skills)
        label = inline(entry.group)
        parts = [texts(entry.items, context), remarks(entry, context)]
        value = context.marks.join(parts, "semicolon")
        if not label and rows and not rows[-1][0]:
            rows[-1] = ((), context.marks.join([rows[-1][1], value], "list"))
        elif label or value:
            rows.append((label, value))
    return [Pairs(tuple(rows))] if rows else []


PART = SectionType(
    Skills, lower, labels=("group", "items"), dated=False, person=PersonFact("knowsAbout", "items")
)
