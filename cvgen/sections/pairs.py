"""Labels with values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import model_validator

from cvgen.document import Block, Pairs
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.model.personal import kept_from_public
from cvgen.model.text import Text, Texts
from cvgen.sections.base import Context, SectionType, inline, remarks, texts


class Pair(Entry):
    """A label and its value, or several values in a row; personal where the label is of that."""

    label: Annotated[Text, Meaning.LABEL]
    value: Annotated[Texts, Meaning.FACT]

    @model_validator(mode="before")
    @classmethod
    def _kept_from_public(cls, value: Any) -> Any:
        return kept_from_public(value, topics=True)


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One table."""
    rows = []
    for entry in section.entries:
        assert isinstance(entry, Pair)
        parts = [texts(entry.value, context), remarks(entry, context)]
        value = context.marks.joined(parts, "semicolon")
        rows.append((inline(entry.label), value))
    return [Pairs(tuple(rows))] if rows else []


PART = SectionType(Pair, lower, labels=("label", "value"), dated=False)
