"""Memberships of societies and bodies."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.sections.base import Context, SectionType, body, details, each, inline


class Membership(Entry):
    """A membership."""

    shorthand = "organization"
    organization: Text
    role: Text | None = Field(None, description="Member, fellow, board ...")


def lower(entry: Membership, context: Context) -> EntryBlock:
    """One membership, headed by the role where there is one."""
    organization, role = inline(entry.organization), inline(entry.role)
    return EntryBlock(
        title=role or organization,
        organization=organization if role else (),
        place=inline(entry.location),
        when=context.locale.when(entry.when),
        details=details(entry),
        body=body(entry),
    )


PART = SectionType(Membership, each(lower))
