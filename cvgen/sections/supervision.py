"""People supervised, grouped by level."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cvgen.document import Block, Group
from cvgen.document import Entry as EntryBlock
from cvgen.markup.inline import Inline
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text
from cvgen.model.title import Title
from cvgen.sections.base import Context, SectionType, body, details, gathered, inline


class Supervised(Entry):
    """A person supervised, or several of one kind."""

    shorthand = "person"
    person: Text
    level: Text | None = Field(None, description="PhD, MSc, postdoc ...; groups the list.")
    institution: Text | None = Field(None, description="Home institution, where another.")
    topic: Title | None = Field(None, description="Of the thesis or project.")
    role: Text | None = Field(None, description="Main supervisor, co-supervisor ...")
    outcome: Text | None = Field(None, description="Where they are now, or how it ended.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Entries under one heading for each level, in the order in which levels first occur."""
    for level, people in gathered(section.entries, _level):
        blocks = tuple(_person(person, context) for person in people)
        if level:
            yield Group(level, blocks)
        else:
            yield from blocks


def _level(entry: Entry) -> Text | None:
    assert isinstance(entry, Supervised)
    return entry.level


def _person(entry: Entry, context: Context) -> EntryBlock:
    assert isinstance(entry, Supervised)
    topic: Inline = context.marks.labelled(context.locale.word("topic"), inline(entry.topic))
    return EntryBlock(
        title=inline(entry.person),
        organization=inline(entry.institution),
        place=inline(entry.location),
        when=context.locale.when(entry.when),
        details=details(entry, topic, inline(entry.role), inline(entry.outcome)),
        body=body(entry),
    )


PART = SectionType(Supervised, lower, kind="level", groups="kind")
