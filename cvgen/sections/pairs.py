"""Labels with values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from cvgen.markup.inline import Inline
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.personal import with_default_visibility
from cvgen.model.text import Label, Texts
from cvgen.sections.base import Context, SectionType, inline, remarks, table, texts


class Pair(Entry):
    """A label and one or several values; personal if the label names something personal."""

    label: Label = Field(..., description="What the value is.")
    value: Annotated[Texts, Meaning.FACT] = Field(..., description="The value.")

    @model_validator(mode="before")
    @classmethod
    def _kept_from_public(cls, value: Any) -> Any:
        return with_default_visibility(value, topics=True)


def row(entry: Pair, context: Context) -> tuple[Inline, Inline]:
    """The label and all else."""
    parts = [texts(entry.value, context), remarks(entry, context)]
    return inline(entry.label), context.marks.join(parts, "semicolon")


PART = SectionType(Pair, table(row), labels=("label", "value"), dated=False)
