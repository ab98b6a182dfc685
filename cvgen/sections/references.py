"""Referees; their contact details are private unless marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, Paragraph
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.marks import PRIVATE, Marks
from cvgen.model.text import Organization, Position, Subject, Text
from cvgen.phones import phone_links
from cvgen.sections.base import Context, SectionType, address_lines, each, entry_block, inline

_HIDDEN = "Private unless marked."


class Referee(Entry):
    """A referee, or one line about references."""

    shorthand = "name"
    name: Annotated[Subject, Meaning.PEOPLE] = Field(..., description="The name of the referee.")
    role: Position | None = Field(None, description="Their position.")
    organization: Organization | None = Field(None, description="Where they work.")
    relation: Text | None = Field(None, description="PhD advisor, manager ...")
    email: Annotated[Text, PRIVATE, Meaning.EMAIL] | None = Field(None, description=_HIDDEN)
    phone: Annotated[Text, PRIVATE, Meaning.PHONE] | None = Field(None, description=_HIDDEN)
    address: Annotated[Text, PRIVATE, Meaning.ADDRESS] | None = Field(None, description=_HIDDEN)


def lower(entry: Referee, context: Context) -> Block:
    """One referee; a name alone is a line about references, such as `available on request`."""
    if not entry.model_fields_set - {"name"} - set(Marks.model_fields):
        return Paragraph(inline(entry.name))
    marks, email = context.marks, entry.email
    mail = literal(email.text, href=f"mailto:{email.text}") if email else ()
    number = phone_links(entry.phone.text) if entry.phone else ()
    reach = marks.join([mail, number, *address_lines(entry.address)])
    made = entry_block(entry, context, inline(entry.relation), reach)
    return replace(made, organization=marks.join([inline(entry.role), made.organization]))


PART = SectionType(Referee, each(lower), dated=False)
