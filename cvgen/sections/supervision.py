"""People supervised, grouped by level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, EntryBlock, Group, Paragraph
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.model.text import Common, Decoded, Organization, Position, Subject, Text
from cvgen.sections.base import Context, SectionType, entry_block, group_by_text, inline


class Supervised(Entry):
    """A supervised person, or several of one kind."""

    shorthand = "person"
    person: Annotated[Subject, Meaning.PEOPLE] = Field(
        ..., description="The name of the student or colleague."
    )
    level: Annotated[Common, Meaning.TERM] | None = Field(
        None, description="PhD, MSc, postdoc ...; groups the entries."
    )
    institution: Organization | None = Field(None, description="The home institution, if another.")
    topic: Decoded | None = Field(None, description="The topic of the thesis or project.")
    role: Position | None = Field(None, description="Main supervisor, co-supervisor ...")
    outcome: Text | None = Field(None, description="Their present position, or the result.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Entries under one heading for each level, in the order in which levels first occur.

    People of whom only the names are given share a line.
    """
    for level, people in group_by_text(section.entries, "level"):
        blocks: tuple[Block, ...] = tuple(_person(person, context) for person in people)
        if level and len(people) > 1 and all(one.says_only("person", "level") for one in people):
            names = (inline(person.person) for person in people)
            blocks = (Paragraph(context.marks.join(names, "list")),)
        if level:
            yield Group(level, blocks)
        else:
            yield from blocks


def _person(entry: Supervised, context: Context) -> EntryBlock:
    topic = inline(entry.topic, emphasis=True)  # a label would be repeated for each person
    return entry_block(entry, context, topic, inline(entry.role), inline(entry.outcome))


PART = SectionType(Supervised, lower, kind="level", groups="kind")
