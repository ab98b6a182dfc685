"""Projects."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.text import Names, Organization, Position, Title
from cvgen.sections.base import Context, SectionType, each, entry_block, inline, texts


class Project(Entry):
    """A project."""

    name: Annotated[Title, Meaning.NAME] = Field(..., description="The name of the project.")
    organization: Organization | None = Field(None, description="Where or for whom it was done.")
    role: Position | None = Field(None, description="Your role in it.")
    technologies: Names = Field((), description="Tools used.")


def lower(entry: Project, context: Context) -> EntryBlock:
    """One project."""
    technologies = context.marks.labelled(
        context.locale.word("technologies"), texts(entry.technologies, context)
    )
    return entry_block(entry, context, inline(entry.role), technologies)


PART = SectionType(Project, each(lower))
