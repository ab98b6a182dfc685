"""Running text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from cvgen.document import Block, Paragraph
from cvgen.model.bullets import PassageText
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.sections.base import Context, SectionType, passage, remarks


class Passage(Entry):
    """One text of paragraphs and lists."""

    shorthand = "text"
    text: Annotated[PassageText, Meaning.TITLE] = Field(
        ..., description="The text of the paragraph."
    )


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Paragraphs and lists."""
    for entry in section.entries:
        assert isinstance(entry, Passage)
        yield from passage(entry.text)
        if rest := remarks(entry, context):
            yield Paragraph(rest)


PART = SectionType(Passage, lower, dated=False)
