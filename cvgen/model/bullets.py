"""Texts of several lines: passages with lists, and bullets with their own bullets."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from cvgen.markup.passages import SIGNS, Listed, TextBlock, parts_of
from cvgen.model.marks import MARK_KEYS, ShortForm, is_by_language
from cvgen.model.text import Text, TextChoice, Texts, expand_text, problem
from cvgen.patterns import pattern

_LEADING = pattern(rf"\A\s*(?:[{SIGNS}]\s*)+(?=\S)")
"""The sign of the one bullet of a list, which the theme sets."""


class PassageChoice(TextChoice):
    """One alternative of a passage."""

    takes_lists: ClassVar[bool] = True


class PassageText(Text):
    """A text of paragraphs and lists."""

    choices: tuple[PassageChoice, ...]


class BulletChoice(TextChoice):
    """One alternative of a bullet: its text, and the bullets below it."""

    takes_lists: ClassVar[bool] = True

    items: Texts = Field((), description="Bullets below this one, only one level deep.")
    numbered: int | None = Field(
        None, ge=0, description="The number of the first item, if `items` are numbered."
    )

    @property
    def announces(self) -> bool:
        """True if the text only introduces `items`, with a final colon."""
        return self.text.rstrip("* ").endswith((":", "："))

    @model_validator(mode="before")
    @classmethod
    def _from_lines(cls, value: Any) -> Any:
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or "\n" not in text or "items" in value:
            return value
        parts = parts_of(text)
        if not any(isinstance(part, Listed) for part in parts):
            return value
        return {**value, **_split(parts)}


class BulletText(Text):
    """A bullet in one or more alternatives."""

    choices: tuple[BulletChoice, ...]

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, list):
            return expand_text([with_items(part) for part in value])
        return expand_text(with_items(value))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = super().__get_pydantic_json_schema__(schema, handler)
        texts = handler.resolve_ref_schema(made)["anyOf"]
        choice = handler.resolve_ref_schema(texts[1])
        short = {
            "type": "object",
            "description": "A text with bullets: {Published at: [one, two]}.",
            "patternProperties": {".": {}},
            "minProperties": 1,
            "not": {"anyOf": [{"required": ["text"]}, {"required": ["items"]}]},
            "properties": {key: choice["properties"][key] for key in MARK_KEYS},
        }
        texts.append(short)
        return made


def with_items(value: Any, beside: Collection[str] = ()) -> Any:
    """``{Published at: [a, b]}`` as a text with items; the keys ``beside`` may stand beside it."""
    if not isinstance(value, dict) or is_by_language(value):
        return value
    own = {*BulletChoice.model_fields, *MARK_KEYS, *beside}
    labels = [key for key in value if key not in own]
    if len(labels) != 1 or "text" in value or not isinstance(value[labels[0]], list):
        return value
    marks = {key: part for key, part in value.items() if key in own}
    return {"text": f"{labels[0]}:", "items": value[labels[0]], **marks}


def _split(parts: list[Any]) -> dict[str, Any]:
    """Text, items and their first number of a bullet that is written in lines."""
    lead = [part.text for part in parts if isinstance(part, TextBlock)]
    lists = [part for part in parts if isinstance(part, Listed)]
    first = lists[0]
    if len(parts) == 1 and len(first.items) == 1 and (below := first.items[0].below):
        return _bullet(first.items[0].text, below)  # pasted with its sign
    if not lead or parts[0] is first:
        hint = "write each item of it as a bullet of its own, or put a text above it"
        if first.start is not None:
            hint = "start each line with `- `, or put a text above the numbers, as in `Steps:`"
        raise problem("E232", "a list needs a text above it here", hint, line=first.line)
    if parts[-1] is not first:
        after = parts[parts.index(first) + 1]
        hint = "put it above the list, or start a bullet of its own"
        raise problem("E232", "nothing can follow the list of a bullet", hint, line=after.line)
    for item in first.items:
        if item.below is not None:
            hint = "bullets have one level of bullets below them"
            raise problem("E231", "this list is too deep", hint, line=item.below.line)
    return _bullet("\n".join(lead), first)


def _listed(value: Any) -> Any:
    """One text alone is a list of one; a text of several lines may be a list itself."""
    if isinstance(value, dict) and ("text" not in value and not is_by_language(value)):
        return [with_items(value)]
    if not isinstance(value, str):
        return [value] if isinstance(value, dict) else value
    parts = parts_of(value)
    if "\n" in value and parts and isinstance(parts[0], Listed) and parts[0].start is None:
        if len(parts) > 1:
            hint = "start each item on a line of its own with '- ', without | or >"
            raise problem("E203", "a list is needed here, and this is one text", hint,
                          line=parts[1].line)  # fmt: skip
        return [
            _bullet(item.text, item.below) if item.below else item.text for item in parts[0].items
        ]
    return [value if "\n" in value else _LEADING.sub("", value)]


def _bullet(text: str, below: Listed) -> dict[str, Any]:
    """A bullet with the list ``below`` it."""
    made = {"text": text, "items": [inner.text for inner in below.items]}
    return made if below.start is None else {**made, "numbered": below.start}


BulletTexts = Annotated[tuple[BulletText, ...], ShortForm(_listed)]
"""A list of bullets; one text alone is a list of one."""
