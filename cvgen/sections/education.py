"""Degrees and studies."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from cvgen.document import EntryBlock
from cvgen.locales import Locale
from cvgen.markup.inline import Inline, Run, join_inline, literal, plain_text
from cvgen.model.date import Date
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.marks import Marks
from cvgen.model.text import (
    Decoded,
    Label,
    Organization,
    People,
    Scale,
    Subject,
    Text,
    Texts,
    Title,
    Unit,
    Url,
)
from cvgen.sections.base import (
    Context,
    PersonFact,
    SectionType,
    each,
    entry_block,
    inline,
    link,
    prose,
    texts,
)


class Thesis(Marks):
    """A thesis."""

    shorthand = "title"
    title: Title = Field(..., description="Its title.")
    distinction: Decoded | None = Field(None, description="A prize, grade or nomination.")
    date: Date | None = Field(None, description="The date of submission or defence.")
    url: Url | None = Field(None, description="Where it can be read.")


class Grade(Marks):
    """A grade with its scale."""

    shorthand = "value"
    value: Annotated[Text, Meaning.FACT] = Field(..., description="The grade.")
    scale: Scale | None = Field(None, description="The best possible grade, such as 20 in 18/20.")
    label: Label | None = Field(None, description="The name of the grade: grade average ...")
    note: Text | None = Field(None, description="A remark: 1.0 is best.")


class Education(Entry):
    """A degree, or studies without one."""

    degree: Subject | None = Field(None, description="PhD, MSc ..., or the kind of studies.")
    area: Subject | None = Field(None, description="The subject.")
    institution: Organization | None = Field(None, description="The university or school.")
    unit: Unit | None = Field(None, description="Department or group.")
    advisors: People = Field((), description="The names of the advisors.")
    thesis: Thesis | None = Field(None, description="The thesis; its title, or a mapping.")
    grade: Grade | None = Field(None, description="The final grade; its value, or a mapping.")
    distinction: Text | None = Field(None, description="With distinction, top 10 % ...")
    courses: Texts = Field((), description="Courses worth naming.")


def lower(entry: Education, context: Context) -> EntryBlock:
    """One degree."""
    word, labelled = context.locale.word, context.marks.labelled
    made = entry_block(
        entry,
        context,
        *_expected(entry, context),
        labelled(word("advisor", count=len(entry.advisors)), texts(entry.advisors, context)),
        _grade(entry, context),
        inline(entry.distinction),
        _thesis(entry.thesis, context),
        labelled(word("courses"), texts(entry.courses, context)),
        title=_title(entry, context.locale),
    )
    if entry.when and entry.end:  # then the expected end has its own line
        made = replace(made, when=context.locale.when(replace(entry.when, expected=None)))
    return made


def _title(entry: Education, locale: Locale) -> Inline:
    degree, area = inline(entry.degree), inline(entry.area)
    if not degree or not area:
        return degree or area
    pattern = locale.word("degree_in", degree="\0", area="\1")
    parts = {"\0": degree, "\1": area}
    pieces = re.split("([\0\1])", pattern)
    return tuple(run for piece in pieces for run in parts.get(piece, literal(piece)))


def _expected(entry: Education, context: Context) -> tuple[Inline, ...]:
    """The expected end as a line, if the dates already have an end such as `present`."""
    if entry.expected is None or entry.end is None:
        return ()
    text = context.locale.word("expected", date=context.locale.date(entry.expected))
    return ((Run(text[:1].upper() + text[1:]),),)


def _grade(entry: Education, context: Context) -> Inline:
    grade = entry.grade
    if grade is None:
        return ()
    label = plain_text(inline(grade.label)) or context.locale.word("grade")
    value = join_inline([inline(grade.value), inline(grade.scale)], "/")
    parts = [context.marks.labelled(label, value), prose(grade.note)]
    return context.marks.join(parts, "semicolon")


def _thesis(thesis: Thesis | None, context: Context) -> Inline:
    if thesis is None:
        return ()
    title = inline(thesis.title, emphasis=True)
    date = literal(context.locale.date(thesis.date)) if thesis.date else ()
    remark = context.marks.join([inline(thesis.distinction), date], "comma")
    text = context.marks.remarked(title, remark)
    named = context.marks.join([text, link(thesis.url)], "comma")
    return context.marks.labelled(context.locale.word("thesis"), named)


PART = SectionType(
    Education, each(lower), title=_title, time="study",
    person=PersonFact("alumniOf", "institution", "Organization", "past"),
)  # fmt: skip
