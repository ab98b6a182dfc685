"""Memberships of societies and bodies."""

from __future__ import annotations

from pydantic import Field

from cvgen.model.entry import Entry
from cvgen.model.text import Organization, Position
from cvgen.sections.base import SectionType, each, entry_block


class Membership(Entry):
    """A membership."""

    shorthand = "organization"
    organization: Organization = Field(..., description="The society or association.")
    role: Position | None = Field(None, description="Member, fellow, board ...")


PART = SectionType(Membership, each(entry_block))
