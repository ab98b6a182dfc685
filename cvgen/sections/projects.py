"""Projects."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.model.entry import Entry
from cvgen.model.text import Text, Texts
from cvgen.model.title import Title
from cvgen.sections.base import Context, SectionType, body, details, each, inline, texts


class Project(Entry):
    """Something made."""

    name: Title
    organization: Text | None = Field(None, description="Where or for whom.")
    role: Text | None = Field(None, description="The person's part in it.")
    technologies: Texts = Field((), description="Tools used.")


def lower(entry: Project, context: Context) -> EntryBlock:
    """One project."""
    technologies = context.marks.labelled(
        context.locale.word("technologies"), texts(entry.technologies, context)
    )
    return EntryBlock(
        title=inline(entry.name),
        organization=inline(entry.organization),
        place=inline(entry.location),
        when=context.locale.when(entry.when),
        details=details(entry, inline(entry.role), technologies),
        body=body(entry),
    )


PART = SectionType(Project, each(lower))
