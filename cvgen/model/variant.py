"""A variant: what an audience sees of a CV, how much and in which order."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from cvgen.dates.hints import is_general
from cvgen.dates.reading import DateError
from cvgen.model.date import date_in_language
from cvgen.model.marks import LANGUAGE, StrictModel, Visibility, Words
from cvgen.model.text import Text, problem
from cvgen.patterns import pattern

NAME = pattern(r"[a-z0-9][a-z0-9_-]{0,60}")
REST = "..."
_SPAN = pattern(r"(\d{1,2})\s*(y|m)")
OptionValue = str | list[str] | dict[str, str]
"""The value of a theme option, before the theme has checked it."""


def _shape(value: Any) -> Any:
    """Check the shape here: the validator would report each form of the union on its own."""
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, str) or (
        isinstance(value, list | dict) and all(isinstance(part, str) for part in parts)
    ):
        return value
    hint = "write the value after the name, as in `accent: teal`"
    message = "an option takes a text, a list of texts or a mapping of texts"
    raise problem("E203", message, hint)


Options = dict[str, Annotated[OptionValue, BeforeValidator(_shape)]]
"""Values for options of the theme: {accent: teal}."""


def _since(value: str, info: ValidationInfo) -> str:
    """A span unchanged, or a date in a form that every language accepts."""
    if _SPAN.fullmatch(value):
        return value
    try:
        return str(date_in_language(value, info))
    except DateError as error:
        hint = "write a span as in 10y or 18m, or a date as in 2018"
        raise problem("E205", str(error), hint if is_general(error) else error.hint) from None


def _counts(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


_COUNTS = BeforeValidator(_counts, json_schema_input_type=int | tuple[int, ...])


_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


def _anonymous(value: Any) -> Any:
    if not isinstance(value, str | bool):
        return value  # which the field's own type refuses
    word = str(value).strip().casefold()
    return "candidate" if word in _TRUE else "no" if word in _FALSE else word


_ANONYMOUS = BeforeValidator(_anonymous, json_schema_input_type=bool | Literal["initials"])


class SectionRule(StrictModel):
    """How a variant shows one section; ``name`` is its key or type, or ``...`` for the rest."""

    short_forms = (
        {"type": "string"},
        {
            "type": "object",
            "maxProperties": 1,
            "additionalProperties": {"$ref": "#/$defs/rules"},
            "propertyNames": {"not": {"const": "name"}},
        },
    )
    name: str
    title: Text | None = Field(None, description="Another title.")
    entries: int | None = Field(None, ge=0, description="The maximum number of entries.")
    highlights: Annotated[tuple[Annotated[int, Field(ge=0)], ...], _COUNTS] | None = Field(
        None, description="The maximum numbers of bullets of the first, second ... entry."
    )
    since: Annotated[str, AfterValidator(_since)] | None = Field(
        None, description="Only entries that did not end before this: 10y, 18m, 2018."
    )
    only: Words = Field(
        (), description="Only entries that are `selected`, or have this tag or type."
    )
    sort: Literal["newest", "oldest", "priority", "file"] | None = Field(
        None, description="The order of the entries."
    )
    group: Literal["type", "year", "none"] | None = Field(
        None, description="Headings above the entries: by type, by year, or none."
    )
    group_order: Words = Field(
        (), description="The types whose groups come first: [journal, conference]."
    )
    detail: Literal["short", "full"] | None = Field(
        None,
        description="short: short forms of texts; no highlights, summary, note and technologies.",
    )

    @property
    def counts_back(self) -> bool:
        """True if `since` is a span of time, which needs a date to count from."""
        return self.since is not None and _SPAN.fullmatch(self.since) is not None

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"name": value}
        if value == {}:
            raise problem("E208", "the rule is empty", "write the name without a colon after it")
        if not isinstance(value, dict) or len(value) != 1 or "name" in value:
            return value
        (name, rules), = value.items()  # fmt: skip
        if not isinstance(rules, dict):
            hint = f"as in `{name}: {{entries: 5}}`"
            raise problem("E203", f"the rules of '{name}' are a mapping", hint, name)
        if "name" in rules:
            hint = f"the rule is for '{name}' already"
            raise problem("E201", f"unknown key 'name' in the rules of '{name}'", hint, name)
        return {**rules, "name": name}


class Variant(StrictModel):
    """A variant: what an audience sees of a CV."""

    name: str = Field(pattern=f"^{NAME.pattern}$")
    description: str | None = Field(None, description="One line for `cvgen variants`.")
    title: Text | None = Field(
        None, description="The title of the document; by default Curriculum vitae."
    )
    extends: str | None = Field(None, description="The variant whose rules this one changes.")
    theme: str | None = Field(None, description="The default theme.")
    options: Options = Field({}, description="Values for options of the theme, as in accent: teal.")
    audience: str | None = Field(
        None, description="The audience; by default its own name, `all` for everybody."
    )
    include: Words = Field((), description="Tags; hides items whose tags include none of them.")
    exclude: Words = Field((), description="Tags; hides items with one of them.")
    prefer: Words = Field((), description="Tags of items to keep first if a limit cuts.")
    visibility: Visibility | None = Field(None, description="The most private level to show.")
    language: str | None = Field(
        None, pattern=f"^{LANGUAGE}$", description="The language to show if texts are in several."
    )
    pages: int | None = Field(None, ge=1, le=50, description="The maximum number of pages.")
    reveal: Words = Field((), description="Private fields to show anyway.")
    anonymous: Annotated[Literal["no", "candidate", "initials"], _ANONYMOUS] | None = Field(
        None, description="true or `initials`: without name, contacts, photo and links."
    )
    sections: tuple[SectionRule, ...] | None = Field(
        None, description="The sections to show, in order; `...` means the rest."
    )
