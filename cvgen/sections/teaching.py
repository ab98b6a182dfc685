"""Courses taught or assisted."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.text import Common, Number, Organization, Position, Subject, Unit
from cvgen.sections.base import Context, SectionType, each, entry_block, inline


class Course(Entry):
    """A course."""

    course: Subject
    role: Position | None = Field(None, description="Lecturer, teaching assistant ...")
    institution: Organization | None = None
    unit: Unit | None = None
    level: Common | None = Field(None, description="BSc, MSc ...")
    hours: Number | None = Field(None, description="The number of hours.")


def lower(entry: Course, context: Context) -> EntryBlock:
    """One course."""
    locale = context.locale
    hours = ""
    if entry.hours is not None:
        hours = locale.word("hours", hours=locale.money(entry.hours, None))
    role = context.marks.join([inline(entry.role), inline(entry.level), literal(hours)])
    return entry_block(entry, context, role)


PART = SectionType(Course, each(lower))
