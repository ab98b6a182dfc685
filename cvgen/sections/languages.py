"""Languages with level and test score."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, Pairs
from cvgen.markup.inline import Inline, joined
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.model.kinds import Common, Name, Subject
from cvgen.model.marks import Marks
from cvgen.sections.base import Context, PersonFact, SectionType, inline, remarks


class Score(Marks):
    """The result of a language test."""

    shorthand = "name"
    labels = ("name", "scale")
    labelled = ("score",)
    name: Name = Field(description="IELTS, TOEFL ...")
    score: Name | None = None
    scale: Annotated[Name, Meaning.COMMON] | None = Field(
        None, description="The best there is, as in 9 of 8.5/9."
    )


class Language(Entry):
    """A language."""

    shorthand = "language"
    labels = ("language",)
    labelled = ("level", "test")
    language: Subject
    level: Common | None = Field(None, description="C2, B1 ... or words: native, fluent.")
    test: Score | None = None


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One table with a row for each language."""
    rows = [_row(entry, context) for entry in section.entries]
    return [Pairs(tuple(rows))] if rows else []


def _row(entry: Entry, context: Context) -> tuple[Inline, Inline]:
    assert isinstance(entry, Language)
    test: Inline = ()
    if entry.test is not None:
        score = joined([inline(entry.test.score), inline(entry.test.scale)], "/")
        test = joined([inline(entry.test.name), score], " ")
    level = inline(entry.level)
    value = context.marks.remarked(level, test) if level else test
    parts = [value, remarks(entry, context)]
    return inline(entry.language), context.marks.joined(parts, "semicolon")


PART = SectionType(
    Language, lower, labels=("language", "level"), dated=False,
    person=PersonFact("knowsLanguage", "language", "Language"),
)  # fmt: skip
