"""Positions: one role, or several roles in one organization.

Consecutive entries of one organization are shown like the roles of one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from cvgen.document import Block, EntryBlock
from cvgen.markup.inline import Inline, plain_text
from cvgen.model.bullets import BulletTexts, PassageText
from cvgen.model.entry import SINGLE, Dated, Entry, Section
from cvgen.model.text import Location, Names, Organization, People, Subject, Term, Text, Unit, Url
from cvgen.sections.base import Context, PersonFact, SectionType, entry_block, inline, texts

_GAP = 12  # months without the organization that part two stays there


class Role(Dated):
    """One of several roles in one organization."""

    role: Subject = Field(..., description="The title of the position.")
    unit: Unit | None = Field(None, description="Department, group or team.")
    location: Location | None = Field(None, description="City and country.")
    employment: Term | None = Field(None, description="internship, visiting, part-time ...")
    supervisors: People = Field((), description="The people you worked for.")
    technologies: Names = Field((), description="Tools used.")
    url: Url | None = Field(None, description="A web page about it.")
    summary: PassageText | None = Field(None, description="A sentence or two before the bullets.")
    highlights: BulletTexts = Field((), description="Bullets.")
    note: Text | None = Field(None, description="A remark in small print.")


class Experience(Entry):
    """A position, or all positions in one organization."""

    labels = ("organization", "unit", "location", "url", "employment")
    labelled = ("roles",)

    role: Subject | None = Field(None, description="The title of the position.")
    organization: Organization | None = Field(None, description="The employer.")
    unit: Unit | None = Field(None, description="Department, group or team.")
    employment: Term | None = Field(None, description="internship, visiting, part-time ...")
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


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Entries in the order of the CV; roles become entries inside their organization."""
    entries = [entry for entry in section.entries if isinstance(entry, Experience)]
    for stay in _stays(entries) if context.group_roles else ([one] for one in entries):
        yield _several(stay, context) if len(stay) > 1 else _position(stay[0], context)


def _stays(entries: Iterable[Experience]) -> Iterator[list[Experience]]:
    """``entries``, together with those that follow them at the same organization."""
    stay: list[Experience] = []
    for entry in entries:
        if stay and not _goes_with(stay[-1], entry):
            yield stay
            stay = []
        stay.append(entry)
    if stay:
        yield stay


def _goes_with(one: Experience, other: Experience) -> bool:
    """True if two neighbours are roles at one organization, without a long time between them."""
    names = {plain_text(inline(entry.organization)).casefold() for entry in (one, other)}
    if len(names) > 1 or not all(names) or one.roles or other.roles:
        return False
    if not all(entry.role or entry.employment for entry in (one, other)):
        return False
    dates = one.lasted, other.lasted
    if not dates[0] or not dates[1]:
        return True
    return max(dates[0].months_to(dates[1]), dates[1].months_to(dates[0])) < _GAP


def _position(entry: Experience, context: Context) -> EntryBlock:
    """One entry; its roles, if any, become entries inside of it, and give it their dates."""
    made = _block(entry, context)
    if not entry.roles:
        return made
    span = entry.lasted.span if entry.lasted and not entry.when else entry.when
    roles = (_block(role, context) for role in entry.roles)
    return replace(made, when=context.locale.when(span), body=(*made.body, *roles))


def _several(stay: list[Experience], context: Context) -> EntryBlock:
    """Entries of one organization under its name, with what they all say about it."""
    roles = [_block(entry, context) for entry in stay]
    first = roles[0]
    unit = first.unit if all(role.unit == first.unit for role in roles) else ()
    place = first.place if all(role.place == first.place for role in roles) else ()
    dates = [entry.lasted for entry in stay if entry.lasted]
    expected = next((one.expected for one in dates if one.expected), None)
    span = Dates(tuple(one for when in dates for one in when.ranges), expected).span
    body = (
        replace(
            role,
            organization=(),
            unit=() if unit else role.unit,
            place=() if place else role.place,
        )
        for role in roles
    )
    return EntryBlock(
        title=first.organization,
        unit=unit,
        place=place,
        when=context.locale.when(span),
        body=tuple(body),
    )


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
    Experience, lower, time="work",
    person=PersonFact("worksFor", "organization", "Organization", "present"),
)  # fmt: skip
