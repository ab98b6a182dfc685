"""Courses taught or assisted."""

from __future__ import annotations

from pydantic import Field

from cvgen.document import Entry as EntryBlock
from cvgen.markup.inline import literal
from cvgen.model.entry import Entry
from cvgen.model.text import Number, Text
from cvgen.sections.base import Context, SectionType, body, details, each, inline


class Course(Entry):
    """A course."""

    course: Text
    role: Text | None = Field(None, description="Lecturer, teaching assistant ...")
    institution: Text | None = None
    unit: Text | None = None
    level: Text | None = Field(None, description="BSc, MSc ...")
    hours: Number | None = Field(None, description="How many hours.")


def lower(entry: Course, context: Context) -> EntryBlock:
    """One course."""
    locale = context.locale
    hours = ""
    if entry.hours is not None:
        hours = locale.word("hours", hours=locale.money(entry.hours, None))
    role = context.marks.joined([inline(entry.role), inline(entry.level), literal(hours)])
    return EntryBlock(
        title=inline(entry.course),
        organization=inline(entry.institution),
        unit=inline(entry.unit),
        place=inline(entry.location),
        when=locale.when(entry.when),
        details=details(entry, role),
        body=body(entry),
    )


PART = SectionType(Course, each(lower))
