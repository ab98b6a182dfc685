"""Courses taught or assisted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, EntryBlock, Pairs
from cvgen.markup.inline import Inline, literal, plain_text
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.model.text import Common, Number, Organization, Position, Subject, Unit
from cvgen.sections.base import Context, SectionType, entry_block, inline

_SHARED = ("role", "unit", "institution")


class Course(Entry):
    """A course."""

    course: Subject = Field(..., description="The title of the course.")
    role: Position | None = Field(None, description="Lecturer, teaching assistant ...")
    institution: Organization | None = Field(None, description="The university or school.")
    unit: Unit | None = Field(None, description="Department or group.")
    level: Annotated[Common, Meaning.TERM] | None = Field(None, description="BSc, MSc ...")
    hours: Number | None = Field(None, description="The number of hours.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Each course; undated ones share a line if the role was the same, and all else they say."""
    courses = [entry for entry in section.entries if isinstance(entry, Course)]
    labels = [_role(course, context) for course in courses]
    is_one = len({plain_text(label) for label in labels}) == 1 and len(courses) > 1
    if is_one and labels[0] and all(course.says_only("course", *_SHARED) for course in courses):
        names = (inline(course.course) for course in courses)
        return [Pairs(((labels[0], context.marks.join(names, "semicolon")),))]
    return [_course(course, context) for course in courses]


def _role(course: Course, context: Context) -> Inline:
    """``Teaching assistant, University of Examplia``."""
    return context.marks.join([inline(getattr(course, name)) for name in _SHARED])


def _course(entry: Course, context: Context) -> EntryBlock:
    locale = context.locale
    hours = ""
    if entry.hours is not None:
        hours = locale.word("hours", hours=locale.money(entry.hours, None))
    role = context.marks.join([inline(entry.role), inline(entry.level), literal(hours)])
    return entry_block(entry, context, role)


PART = SectionType(Course, lower)
