"""Positions: one role, or several roles in one organization."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)

from cvgen.dates import DateRange, Dates, within
from cvgen.document import EntryBlock
from cvgen.markup.inline import Inline, plain_text
from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.entry import SINGLE, Dated, Entry
from cvgen.model.text import Location, Names, Organization, People, Subject, Text, Unit, Url
from cvgen.sections.base import Context, PersonFact, SectionType, each, entry_block, inline, texts


class Role(Dated):
    """One of several roles in one organization."""

    role: Subject
    unit: Unit | None = None
    location: Location | None = None
    employment: Text | None = Field(None, description="internship, visiting, part-time ...")
    supervisors: People = ()
    technologies: Names = ()
    url: Url | None = None
    summary: PassageText | None = None
    highlights: BulletTexts = ()
    note: Text | None = None


class Experience(Entry):
    """A position, or all positions in one organization."""

    labels = ("organization", "unit", "location", "url", "employment")
    labelled = ("roles",)

    role: Subject | None = Field(None, description="The title of the position.")
    organization: Organization | None = Field(None, description="The employer.")
    unit: Unit | None = Field(None, description="Department, group or team.")
    employment: Text | None = Field(None, description="internship, visiting, part-time ...")
    supervisors: People = Field((), description="The people you worked for.")
    technologies: Names = Field((), description="Tools used.")
    roles: tuple[Role, ...] = Field((), description="Several roles, newest first.")

    @field_validator("roles", mode="after")
    @classmethod
    def _no_longer_than_this(cls, roles: tuple[Role, ...], info: ValidationInfo) -> Any:
        """End ongoing roles with the position."""
        outer = DateRange(info.data.get("start"), info.data.get("end"))
        for key in SINGLE:
            outer = (info.data.get(key) or (outer,))[-1]
        return tuple(_within(outer, role) for role in roles)

    @model_validator(mode="wrap")
    @classmethod
    def _no_longer_than_roles(cls, value: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        """End a position without an end with its last role, which a variant may hide."""
        entry = validate(value)
        parts = entry._of_roles() if entry.start and not entry.end and not entry.expected else None
        if parts is None or parts.goes_on() or not all(role.when for role in entry.roles):
            return entry
        last = max(parts.ranges, key=DateRange.sort_key).last
        made = within(DateRange(end=last), DateRange(entry.start, "present"))
        return entry if made.end == "present" else entry.model_copy(update={"end": made.end})

    @property
    def lasted(self) -> Dates | None:
        """The dates, else those of the roles."""
        return self.when or self._of_roles()

    def _of_roles(self) -> Dates | None:
        found = [role.when for role in self.roles if role.when]
        if not found:
            return None
        expected = next((when.expected for when in found if when.expected), None)
        return Dates(tuple(one for when in found for one in when.ranges), expected)


def _within(outer: DateRange, role: Role) -> Role:
    if not role.start or role.end or role.expected:
        return role
    end = within(outer, DateRange(role.start, "present")).end
    return role if end == "present" else role.model_copy(update={"end": end})


def lower_position(entry: Experience, context: Context) -> EntryBlock:
    """One entry; its roles, if any, become entries inside of it."""
    made = _block(entry, context)
    return replace(made, body=(*made.body, *(_block(role, context) for role in entry.roles)))


def _block(entry: Experience | Role, context: Context) -> EntryBlock:
    word, labelled, people = context.locale.word, context.marks.labelled, entry.supervisors
    supervisors = labelled(word("supervisor", count=len(people)), texts(people, context))
    technologies = labelled(word("technologies"), texts(entry.technologies, context))
    title = _title(entry, context)
    return entry_block(entry, context, supervisors, technologies, title=title)


def _title(entry: Experience | Role, context: Context) -> Inline:
    """The role, followed by the kind of employment unless the role contains it."""
    role, employment = inline(entry.role), inline(entry.employment)
    if plain_text(employment).casefold() in plain_text(role).casefold():
        return role
    return context.marks.remarked(role, employment) if role else employment


PART = SectionType(
    Experience, each(lower_position), time="work",
    person=PersonFact("worksFor", "organization", "Organization", "present"),
)  # fmt: skip
