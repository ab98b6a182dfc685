"""Talks given, or hosted if a speaker is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.text import Organization, Place, Term, Text, Title
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


class Talk(Entry):
    """A talk."""

    shorthand = "title"
    lasts = False
    title: Title = Field(..., description="The title of the talk.")
    speaker: Annotated[Text, Meaning.PEOPLE] | None = Field(
        None, description="The speaker, if not you."
    )
    affiliation: Text | None = Field(None, description="The speaker's affiliation.")
    event: Organization | None = Field(None, description="Conference, seminar ...")
    place: Place | None = Field(None, description="City, country or room.")
    kind: Term | None = Field(None, description="Invited, keynote ...")


def lower(entry: Talk, context: Context) -> EntryBlock:
    """One talk."""
    marks = context.marks
    speaker = marks.join([inline(entry.speaker), inline(entry.affiliation)])
    speaker = marks.labelled(context.locale.word("speaker"), speaker)
    place = marks.join([inline(entry.place), inline(entry.location)])
    made = entry_block(entry, context, speaker)
    return replace(made, place=place, remark=inline(entry.kind))


PART = SectionType(Talk, each(lower), kind="kind")
