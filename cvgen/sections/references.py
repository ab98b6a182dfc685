"""Referees; how to reach them is private unless marked otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, Paragraph
from cvgen.markup.inline import Inline, literal
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.kinds import Organization, Position, Subject
from cvgen.model.marks import PRIVATE, Marks
from cvgen.model.text import Text
from cvgen.phones import phone_links
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


class Referee(Entry):
    """A referee, or one line about references."""

    shorthand = "name"
    name: Annotated[Subject, Meaning.PEOPLE]
    role: Position | None = None
    organization: Organization | None = None
    relation: Text | None = Field(None, description="PhD advisor, manager ...")
    email: Annotated[Text, PRIVATE, Meaning.EMAIL] | None = Field(
        None, description="Private unless marked."
    )
    phone: Annotated[Text, PRIVATE, Meaning.PHONE] | None = Field(
        None, description="Private unless marked."
    )
    address: Annotated[Text, PRIVATE, Meaning.ADDRESS] | None = Field(
        None, description="Private unless marked."
    )


def lower(entry: Referee, context: Context) -> Block:
    """One referee; a name alone is a line about references, such as `available on request`."""
    if not entry.model_fields_set - {"name"} - set(Marks.model_fields):
        return Paragraph(inline(entry.name))
    marks = context.marks
    number = phone_links(entry.phone.text) if entry.phone else ()
    phone = marks.labelled(context.locale.word("phone"), number)
    reach = marks.joined([_email(entry), phone, *_address(entry)])
    made = entry_block(entry, context, inline(entry.relation), reach)
    return replace(made, organization=marks.joined([inline(entry.role), made.organization]))


def _email(entry: Referee) -> Inline:
    if entry.email is None:
        return ()
    return literal(entry.email.text, href=f"mailto:{entry.email.text}")


def _address(entry: Referee) -> Iterator[Inline]:
    """The lines of the postal address."""
    for line in entry.address.text.splitlines() if entry.address else ():
        yield inline(line.strip().rstrip(",،，、"))


PART = SectionType(Referee, each(lower), dated=False)
