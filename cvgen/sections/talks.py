"""Talks given, or hosted where a speaker is named."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.model.title import Title
from cvgen.sections.base import Context, SectionType, body, details, each, inline


class Talk(Entry):
    """A talk."""

    shorthand = "title"
    lasts = False
    title: Title
    speaker: Text | None = Field(None, description="Where it is not the person.")
    affiliation: Text | None = Field(None, description="The speaker's.")
    event: Text | None = Field(None, description="Conference, seminar ...")
    place: Text | None = Field(None, description="City, country or room.")
    kind: Text | None = Field(None, description="Invited, keynote ...")


def lower(entry: Talk, context: Context) -> EntryBlock:
    """One talk."""
    marks = context.marks
    speaker = marks.joined([inline(entry.speaker), inline(entry.affiliation)])
    return EntryBlock(
        title=inline(entry.title),
        organization=inline(entry.event),
        place=marks.joined([inline(entry.place), inline(entry.location)]),
        when=context.locale.when(entry.when),
        details=details(
            entry, marks.labelled(context.locale.word("speaker"), speaker), inline(entry.kind)
        ),
        body=body(entry),
    )


PART = SectionType(Talk, each(lower), kind="kind")
