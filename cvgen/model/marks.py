"""The base of all models, and the marks that decide who sees an item."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import (
    no_info_before_validator_function,
    with_info_before_validator_function,
)

from cvgen.model.fields import NONE, Meaning, declared, meanings_of
from cvgen.patterns import pattern

Schema = dict[str, Any]
LANGUAGE = r"[a-z]{2}(-[A-Za-z]{2,4})?"
_LANGUAGE = pattern(LANGUAGE)


def is_by_language(value: Any) -> bool:
    """True if ``value`` is a text in several languages: {en: ..., pt: ...}."""
    return isinstance(value, dict) and bool(value) and all(map(_LANGUAGE.fullmatch, value))


class StrictModel(BaseModel):
    """A frozen model to which an unknown key is an error; built when first used.

    A text alone stands for a mapping with the field ``shorthand``; ``short_forms`` are the JSON
    Schemas of other short forms. ``labels`` name fields that are only shown beside those in
    ``labelled``. Messages call it ``called``, by default by the name of its class.
    """

    shorthand: ClassVar[str | None] = None
    called: ClassVar[str | None] = None
    labels: ClassVar[tuple[str, ...]] = ()
    labelled: ClassVar[tuple[str, ...]] = ()
    short_forms: ClassVar[tuple[Schema, ...]] = ()

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, validate_by_alias=True,
        validate_by_name=True, serialize_by_alias=True, str_strip_whitespace=True,
    )  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _from_shorthand(cls, value: Any) -> Any:
        if cls.shorthand is not None and (isinstance(value, str) or is_by_language(value)):
            return {cls.shorthand: value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        forms = cls.short_forms or (({"type": "string"},) if cls.shorthand else ())
        if forms:
            target = handler.resolve_ref_schema(made)
            full = dict(target)
            target.clear()
            target["anyOf"] = [full, *forms]
        return made


class Visibility(enum.StrEnum):
    """Who may see an item: the web, a reader, or nobody unless a variant reveals it."""

    PUBLIC = "public"
    PERSONAL = "personal"
    PRIVATE = "private"

    @property
    def rank(self) -> int:
        """0 for public, 1 for personal, 2 for private."""
        return _RANKS.index(self)


_RANKS = tuple(Visibility)


class ShortForm:
    """A list with a short form, which ``read`` turns into the list.

    If ``informed``, ``read`` also gets the validation info. In the JSON Schema, ``form`` or one
    item may replace the list.
    """

    def __init__(
        self, read: Callable[..., Any], form: Schema | None = None, *, informed: bool = False
    ) -> None:
        self.read = read
        self.form = form
        self.before: Callable[..., CoreSchema] = (
            with_info_before_validator_function if informed else no_info_before_validator_function
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.before(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        return {"anyOf": [self.form or made["items"], made]}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    return value


Names = Annotated[tuple[str, ...], ShortForm(_as_list)]
"""One name or a list of names."""

Words = Annotated[tuple[str, ...], ShortForm(_words)]
"""One word, words separated by commas, or a list of words."""


class Marks(StrictModel):
    """What any item may carry beside its content."""

    for_: Annotated[Words, Meaning.CODE] | None = Field(
        None, alias="for", description="Only for these audiences; by default for all."
    )
    not_for: Annotated[Words, Meaning.CODE] | None = Field(
        None, description="For all audiences except these."
    )
    tags: Annotated[Words, Meaning.CODE] = Field(
        (), description="Topics that variants include, exclude or prefer."
    )
    visibility: Annotated[Visibility, Meaning.CODE] | None = Field(
        None,
        description="public, personal (not on the web) or private (only if a variant reveals it).",
    )
    priority: Annotated[int, Meaning.CODE] | None = Field(
        None,
        ge=1,
        le=5,
        description="1 to 5; if space runs out, 1 is left out first and 5 always stays.",
    )


MARK_KEYS = tuple(field.alias or name for name, field in Marks.model_fields.items())
"""The marks as they are written."""


PERSONAL, PRIVATE = Visibility.PERSONAL, Visibility.PRIVATE
"""In the annotation of a field: its visibility if its value has no mark."""


class FieldFacts(NamedTuple):
    """The facts about a field: the default visibility and the meanings of its values."""

    visibility: Visibility = Visibility.PUBLIC
    meanings: frozenset[Meaning] = NONE


PLAIN = FieldFacts()


@functools.cache
def facts_of(model: type[BaseModel]) -> Mapping[str, FieldFacts]:
    """The facts about each field of ``model``."""
    return {
        name: FieldFacts(
            next((part for part in parts if isinstance(part, Visibility)), PLAIN.visibility),
            meanings_of(model)[name],
        )
        for name, parts in declared(model).items()
    }
