"""Languages with level and test score."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cvgen.markup.inline import Inline, join_inline
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.marks import Marks
from cvgen.model.text import Common, Name, Scale, Subject
from cvgen.sections.base import Context, PersonFact, SectionType, inline, remarks, table


class Score(Marks):
    """The result of a language test."""

    shorthand = "name"
    labels = ("name", "scale")
    labelled = ("score",)
    name: Name = Field(description="IELTS, TOEFL ...")
    score: Name | None = Field(None, description="The result.")
    scale: Scale | None = Field(None, description="The best possible score, such as 9 in 8.5/9.")


class Language(Entry):
    """A language."""

    shorthand = "language"
    labels = ("language",)
    labelled = ("level", "test")
    language: Subject = Field(..., description="The name of the language.")
    level: Annotated[Common, Meaning.TERM] | None = Field(
        None, description="C2, B1 ... or words: native, fluent."
    )
    test: Score | None = Field(None, description="A test; its name, or a mapping.")


def row(entry: Language, context: Context) -> tuple[Inline, Inline]:
    """The language, and the level with its test and all else."""
    test: Inline = ()
    if entry.test is not None:
        score = join_inline([inline(entry.test.score), inline(entry.test.scale)], "/")
        test = join_inline([inline(entry.test.name), score], " ")
    level = inline(entry.level)
    value = context.marks.remarked(level, test) if level else test
    parts = [value, remarks(entry, context)]
    return inline(entry.language), context.marks.join(parts, "semicolon")


PART = SectionType(
    Language, table(row), labels=("language", "level"), dated=False,
    person=PersonFact("knowsLanguage", "language", "Language"),
)  # fmt: skip
