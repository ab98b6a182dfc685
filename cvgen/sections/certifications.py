"""Certificates and licences."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from cvgen.dates import Dates
from cvgen.document import EntryBlock
from cvgen.markup.inline import Run
from cvgen.model.date import Date
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.text import Name, Organization, Subject
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


class Certification(Entry):
    """A certificate."""

    shorthand = "name"
    lasts = False
    name: Annotated[Subject, Meaning.NAME] = Field(..., description="What it certifies.")
    issuer: Organization | None = Field(None, description="Who awarded it.")
    id: Name | None = Field(None, description="Its number.")
    expires: Date | None = Field(None, description="When it expires.")

    @property
    def lasted(self) -> Dates | None:
        """The dates; a certificate is ongoing until it expires."""
        return replace(self.when or Dates(()), valid=self.expires) if self.expires else self.when


def lower(entry: Certification, context: Context) -> EntryBlock:
    """One certificate."""
    locale = context.locale
    number = context.marks.labelled(locale.word("identifier"), inline(entry.id))
    ends = (Run(locale.word("expires", date=locale.date(entry.expires))),) if entry.expires else ()
    return entry_block(entry, context, context.marks.join([number, ends], "semicolon"))


PART = SectionType(Certification, each(lower))
