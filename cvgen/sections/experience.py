"""Positions: one role, or several roles in one organization."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Block
from cvgen.document import Entry as EntryBlock
from cvgen.inline import Inline, plain_text
from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.entry import Dated, Entry
from cvgen.model.text import Text, Texts, Url
from cvgen.sections.base import (
    Context,
    SectionType,
    body,
    details,
    each,
    inline,
    link,
    prose,
    texts,
)


class Role(Dated):
    """One of several roles in one organization."""

    role: Text
    unit: Text | None = None
    location: Text | None = None
    employment: Text | None = Field(None, description="internship, visiting, part-time ...")
    supervisors: Texts = ()
    technologies: Texts = ()
    url: Url | None = None
    summary: PassageText | None = None
    highlights: BulletTexts = ()
    note: Text | None = None


class Experience(Entry):
    """A position, or all positions in one organization."""

    role: Text | None = Field(None, description="The title of the position.")
    organization: Text | None = Field(None, description="The employer.")
    unit: Text | None = Field(None, description="Department, group or team.")
    employment: Text | None = Field(None, description="internship, visiting, part-time ...")
    supervisors: Texts = Field((), description="Whom the work was done with.")
    technologies: Texts = Field((), description="Tools used.")
    roles: tuple[Role, ...] = Field((), description="Several roles, newest first.")


def lower_position(entry: Experience, context: Context) -> EntryBlock:
    """One entry; its roles, if any, become entries inside of it."""
    title, organization = _title(entry, context), inline(entry.organization)
    if not title:
        title, organization = organization, ()
    return EntryBlock(
        title=title,
        organization=organization,
        unit=inline(entry.unit),
        place=inline(entry.location),
        when=context.locale.when(entry.when),
        details=details(entry, *_lines(entry, context)),
        body=(*body(entry), *(_lower_role(role, context) for role in entry.roles)),
    )


def _lower_role(role: Role, context: Context) -> Block:
    lines = (*_lines(role, context), prose(role.note), link(role.url))
    return EntryBlock(
        title=_title(role, context),
        unit=inline(role.unit),
        place=inline(role.location),
        when=context.locale.when(role.when),
        details=tuple(line for line in lines if line),
        body=body(role),
    )


def _title(entry: Experience | Role, context: Context) -> Inline:
    """The role, with the kind of employment after it where the role does not say it itself."""
    role, employment = inline(entry.role), inline(entry.employment)
    if plain_text(employment).casefold() in plain_text(role).casefold():
        return role
    return context.marks.remarked(role, employment) if role else employment


def _lines(entry: Experience | Role, context: Context) -> tuple[Inline, ...]:
    word, labelled = context.locale.word, context.marks.labelled
    people = entry.supervisors
    return (
        labelled(word("supervisor", count=len(people)), texts(people, context)),
        labelled(word("technologies"), texts(entry.technologies, context)),
    )


PART = SectionType(Experience, each(lower_position))
