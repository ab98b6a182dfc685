"""The person: name, contacts, and private facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from cvgen.dates.reading import DateError
from cvgen.model.bullets import PassageText
from cvgen.model.date import Date, date_in_language
from cvgen.model.fields import Meaning, Noun
from cvgen.model.marks import MARK_KEYS, PERSONAL, PRIVATE, Marks, Names, ShortForm, StrictModel
from cvgen.model.personal import with_default_visibility
from cvgen.model.text import BARE_ADDRESS, Label, Place, Text, Texts, Url, problem, straight_hint
from cvgen.patterns import pattern

_PAGES = ("website", "homepage", "web", "page", "blog", "portfolio")
_EMAIL = pattern(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")
_LINK_KEYS = ("network", "username", "url", "label")


class Link(Marks):
    """A profile or page: an address with a label, or a network with a username."""

    short_forms = (
        {"type": "string"},
        {
            "type": "object",
            "maxProperties": 1,
            "minProperties": 1,
            "propertyNames": {"not": {"enum": [*_LINK_KEYS, *MARK_KEYS]}},
        },
    )
    network: Annotated[str, Meaning.LABEL] | None = Field(
        None, description="GitHub, LinkedIn, ORCID ..., or any other name."
    )
    username: str | None = Field(None, description="Your username there.")
    url: Url | None = Field(None, description="The address; not needed for known networks.")
    label: Label | None = Field(None, description="The text to show instead of the address.")

    @model_validator(mode="before")
    @classmethod
    def _from_short(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"url": f"https://{value}" if BARE_ADDRESS.fullmatch(value) else value}
        if isinstance(value, dict) and len(value) == 1:
            (key, name), = value.items()  # fmt: skip
            if key in (*cls.model_fields, *MARK_KEYS):
                return value
            if isinstance(name, dict):
                return {"network": key, **name}
            if isinstance(name, str) and key.casefold() in _PAGES and BARE_ADDRESS.fullmatch(name):
                return {"url": f"https://{name}"}
            if isinstance(name, str):
                return {"network": key, "url" if "://" in name else "username": name}
        return value

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Any:
        if self.url is None and (self.network is None or self.username is None):
            raise problem("E202", "a link needs 'url', or 'network' and 'username'")
        return self


class Address(Marks):
    """A postal or visiting address; commas separate its lines."""

    shorthand = "text"
    label: Label | None = Field(None, description="The kind of address: postal, visiting ...")
    text: Annotated[Text, Meaning.ADDRESS] = Field(description="The address.")


class Fact(Marks):
    """A label with a value; birth dates, phone numbers and the like are personal unless marked."""

    label: Label = Field(..., description="What the value is.")
    value: Annotated[Text, Meaning.FACT] = Field(..., description="The value.")

    @model_validator(mode="before")
    @classmethod
    def _kept_from_public(cls, value: Any) -> Any:
        return with_default_visibility(value)


class WorkAuthorization(Marks):
    """A right to work."""

    shorthand = "status"
    status: Text = Field(description="The name of the status, such as pre-settled status.")
    country: Label | None = Field(None, description="The country where it applies.")
    until: Date | None = Field(None, description="When it expires.")
    note: Text | None = Field(None, description="A remark: no sponsorship needed.")


def _labelled(first: str, second: str) -> Callable[[Any], Any]:
    """Accept ``{label: value}`` for a list of ``{first: label, second: value}``."""

    def expand(value: Any) -> Any:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict) and not {first, second} & set(value):
            _refuse_marks(value, f"- {{{first}: …, {second}: …, visibility: …}}")
            return [{first: key, second: item} for key, item in value.items()]
        return [value] if isinstance(value, dict) else value

    return expand


def _refuse_marks(labels: dict[str, Any], form: str) -> None:
    """Reject marks among labels, which would be shown as labels and hide nothing."""
    for key in labels:
        if key in MARK_KEYS:
            hint = f"to mark one item, write a list: {form}"
            raise problem("E201", f"the mark '{key}' does not fit here", hint, key)


def _links(value: Any) -> Any:
    if isinstance(value, dict) and not set(value) & (set(Link.model_fields) - set(MARK_KEYS)):
        _refuse_marks(value, "- {network: …, username: …, visibility: …}")
        return [{key: item} for key, item in value.items()]
    return [value] if isinstance(value, str | dict) else value


def _emails(value: tuple[Text, ...]) -> tuple[Text, ...]:
    for number, text in enumerate(value):
        for choice in text.choices:
            if not _EMAIL.fullmatch(choice.text) or straight_hint(choice.text):
                message = f"'{choice.text}' is not an e-mail address"
                hint = straight_hint(choice.text) or "as in name@example.org"
                raise problem("E211", message, hint, number)
    return value


def _born(value: Text, info: ValidationInfo) -> Text:
    """The text, with the date in a form that every language accepts."""
    made = []
    for choice in value.choices:
        given = {"text": choice.text} | ({"short": choice.short} if choice.short else {})
        try:
            dates = {
                key: str(date_in_language(text, info, choice.language))
                for key, text in given.items()
            }
        except DateError as error:
            raise problem("E205", str(error), error.hint) from None
        made.append(choice.model_copy(update=dates))
    return value.model_copy(update={"choices": tuple(made)})


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


_ADDRESSES = BeforeValidator(
    _labelled("label", "text"),
    json_schema_input_type=Address | dict[str, Text] | tuple[Address, ...],
)
_FACTS = BeforeValidator(
    _labelled("label", "value"), json_schema_input_type=dict[str, Text] | tuple[Fact, ...]
)
_BY_NETWORK = WithJsonSchema(
    {
        "type": "object",
        "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "object"}]},
        "propertyNames": {"not": {"enum": [*_LINK_KEYS, *MARK_KEYS]}},
    }
)
_LINKS = BeforeValidator(
    _links, json_schema_input_type=Link | Annotated[dict[str, str], _BY_NETWORK] | tuple[Link, ...]
)


class Person(StrictModel):
    """Everything about the person that is not an entry of a section."""

    name: str = Field(min_length=1, description="The name at the top of the CV.")
    aliases: Annotated[Names, Meaning.CODE] = Field(
        (), description="Other forms of the name in author lists."
    )
    headline: Text | None = Field(None, description="The line under the name.")
    affiliation: Text | None = Field(None, description="Department and institution.")
    email: Annotated[Texts, AfterValidator(_emails), Meaning.EMAIL, Noun("the e-mail address")] = (
        Field((), description="One or several.")
    )
    phone: Annotated[Texts, PERSONAL, Meaning.PHONE, Noun("the phone number")] = Field(
        (), description="Personal unless marked."
    )
    location: Annotated[Place, Noun("the place")] | None = Field(
        None, description="City and country."
    )
    addresses: Annotated[tuple[Address, ...], _ADDRESSES, PERSONAL, Noun("the address")] = Field(
        (), description="Postal or visiting addresses; personal unless marked."
    )
    links: Annotated[tuple[Link, ...], _LINKS, Noun("a link")] = Field(
        (), description="Profiles and pages."
    )
    photo: Annotated[Text, Meaning.IDENTIFIER, Noun("the name of the photo")] | None = Field(
        None, description="An image file beside the CV."
    )
    born: (
        Annotated[Text, AfterValidator(_born), PRIVATE, Meaning.DATE, Noun("the date of birth")]
        | None
    ) = Field(None, description="Date of birth; private unless marked.")
    nationality: Annotated[Text, PRIVATE, Meaning.LABELLED] | None = Field(
        None, description="Private unless marked."
    )
    work_authorization: Annotated[
        tuple[WorkAuthorization, ...], ShortForm(_one_or_more), PRIVATE, Noun("the right to work")
    ] = Field((), description="Rights to work; private unless marked.")
    summary: PassageText | None = Field(
        None, description="A short profile; a blank line starts a new paragraph."
    )
    interests: Annotated[Texts, Noun("an interest")] = Field(
        (), description="Interests, shown at the end."
    )
    facts: Annotated[tuple[Fact, ...], _FACTS, Noun("a fact")] = Field(
        (), description="Anything else: a label and a value."
    )
