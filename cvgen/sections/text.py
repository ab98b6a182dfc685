"""Running text."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.document import Block, Paragraph
from cvgen.model.entry import Entry, Section
from cvgen.model.text import Text
from cvgen.sections.base import Context, SectionType, paragraphs, remarks


class Passage(Entry):
    """One text; blank lines in it part paragraphs."""

    shorthand = "text"
    text: Text


def lower(section: Section, context: Context) -> Iterable[Block]:
    """Paragraphs."""
    for entry in section.entries:
        assert isinstance(entry, Passage)
        yield from paragraphs(entry.text)
        if rest := remarks(entry, context):
            yield Paragraph(rest)


PART = SectionType(Passage, lower, dated=False)
