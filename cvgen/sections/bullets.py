"""A plain list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, model_validator

from cvgen.document import Block, Bullets
from cvgen.markup.inline import Inline
from cvgen.model.bullets import BulletChoice, BulletText, with_items
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning
from cvgen.sections.base import Context, SectionType, below_of, nested, prose, remarks

_OF_BULLET = sorted(set(BulletChoice.model_fields) - set(Entry.model_fields) - {"text"})


class Bullet(Entry):
    """One item of the list; its own bullets are in `items`."""

    shorthand = "text"
    short_forms = (
        {"type": "string"},
        {
            "type": "object",
            "maxProperties": 1,
            "additionalProperties": {"type": "array"},
            "propertyNames": {"not": {"enum": [*_OF_BULLET, "text"]}},
        },
    )
    text: Annotated[BulletText, Meaning.TITLE] = Field(..., description="The text of the bullet.")

    @model_validator(mode="before")
    @classmethod
    def _with_items(cls, value: Any) -> Any:
        """Keys of the text may be beside it; ``{Seen at: [a, b]}`` is a text, too."""
        value = with_items(value, cls.model_fields)
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            return value
        own = {key: part for key, part in value.items() if key in _OF_BULLET}
        if not own:
            return value
        rest = {key: part for key, part in value.items() if key not in own}
        return {**rest, "text": {"text": value["text"], **own}}


def lower(section: Section, context: Context) -> Iterable[Block]:
    """One list."""
    made = nested(_row(entry, context) for entry in section.entries)
    return [made] if made.items else []


def _row(entry: Any, context: Context) -> tuple[Inline, Bullets]:
    parts = [prose(entry.text), remarks(entry, context)]
    return context.marks.join(parts, "semicolon"), below_of(entry.text)


PART = SectionType(Bullet, lower, dated=False)
