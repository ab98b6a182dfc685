"""Patents."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from cvgen.document import EntryBlock
from cvgen.markup.html import without_entities
from cvgen.markup.inline import literal, plain_text
from cvgen.markup.latex import convert_markup
from cvgen.model.entry import Entry
from cvgen.model.text import Name, Organization, Term, Title
from cvgen.sections.base import Context, SectionType, each, entry_block, inline
from cvgen.sections.publications import Authors, author_line


class Patent(Entry):
    """A patent or an application for one."""

    shorthand = "title"
    lasts = False
    title: Title = Field(..., description="The title of the patent.")
    number: Name | None = Field(None, description="Its number: EP 1234567.")
    inventors: Annotated[
        Authors, BeforeValidator(partial(convert_markup, read=without_entities))
    ] = Field((), description="Names; your own is in bold.")
    office: Organization | None = Field(None, description="EPO, USPTO ...")
    status: Term | None = Field(None, description="Granted, filed ...")


def lower(entry: Patent, context: Context) -> EntryBlock:
    """One patent."""
    word = context.locale.word
    number = plain_text(inline(entry.number)) if entry.number else ""
    if number.isascii() and number[:1].isdigit():  # EP 1234567 needs no label
        number = word("number", number=number)
    state = context.marks.join([literal(number), inline(entry.status, role="status")])
    inventors = context.marks.labelled(word("inventors"), author_line(entry.inventors, context))
    return entry_block(entry, context, inventors, state)


PART = SectionType(Patent, each(lower), cited=True)
