"""The model of an application: the documents for one opening, and what is particular to it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from cvgen.applications.limits import Limit, Size
from cvgen.applications.opening import Contact, Opening
from cvgen.model.date import Date
from cvgen.model.marks import LANGUAGE, StrictModel
from cvgen.model.text import problem
from cvgen.model.variant import Options
from cvgen.sections import SECTION_TYPES

Status = Literal["draft", "ready", "sent", "interview", "offer", "rejected", "withdrawn"]
LAYOUTS = ("din", "uk", "us")
KINDS = ("letter", "cv", "section", "statement", "file")
"""The kinds of documents, each the key that says which one it is."""


_Name = Annotated[str, Field(min_length=1)]


def _entries(value: Any) -> Any:
    return None if value == "all" else value


class Part(StrictModel):
    """A document of an application: a letter, a CV, a section of it, a statement or a file.

    Exactly one of the keys ``KINDS`` is given. A section may also be named by its key alone, as in
    ``references: {entries: 3}``.
    """

    called = "a document"

    letter: _Name | None = Field(None, description="The Markdown file of the letter.")
    cv: _Name | None = Field(None, description="The variant of the CV.")
    section: _Name | None = Field(None, description="A section of the CV, by key or type.")
    statement: _Name | None = Field(None, description="The Markdown file of the statement.")
    file: _Name | None = Field(None, description="A PDF or a picture, such as a certificate.")
    title: str | None = Field(None, description="The title of the document.")
    name: str | None = Field(None, description="The name of its file, without number and suffix.")
    for_: str | None = Field(
        None, alias="for", description="The document that the opening asks for, by its name."
    )
    subject: str | None = Field(None, description="The subject of the letter.")
    salutation: str | None = Field(None, description="As in `Dear Professor Miller`.")
    closing: str | None = Field(None, description="As in `Yours sincerely`.")
    entries: Annotated[int | None, BeforeValidator(_entries, json_schema_input_type=int | str)] = (
        Field(None, ge=1, description="How many entries of the section; by default all.")
    )
    variant: str | None = Field(
        None, description="The variant whose selection it shows; by default that of the CV."
    )
    pages: Limit | None = Field(None, description="The number of pages: 2 at most, or 3-5.")
    words: Limit | None = Field(None, description="The number of words.")
    characters: Limit | None = Field(None, description="The number of characters with spaces.")
    description: str | None = Field(None, description="What a scan shows, for blind readers.")

    @model_validator(mode="before")
    @classmethod
    def _from_section(cls, value: Any) -> Any:
        """Accept ``references: {entries: 3}`` for ``{section: references, entries: 3}``."""
        named = [
            key
            for key in (value if isinstance(value, dict) else ())
            if key in SECTION_TYPES and key not in cls.model_fields  # `entries` is both
        ]
        if not named:
            return value
        name = named[0]
        others = [*named[1:], *(["section"] if "section" in value else [])]
        if others:
            message = f"a document shows one section, and this names '{name}' and '{others[0]}'"
            raise problem("E204", message, "write each document as an item of its own", others[0])
        rules = {} if value[name] is None else value[name]
        if not isinstance(rules, dict):
            hint = f"as in `{name}: {{entries: 3}}`"
            raise problem("E203", f"the rules of '{name}' are a mapping", hint, name)
        if twice := [key for key in rules if key in value]:
            message = f"'{twice[0]}' is given twice for '{name}'"
            raise problem("E204", message, "remove one of the two", twice[0])
        return {key: one for key, one in value.items() if key != name} | {"section": name} | rules

    @model_validator(mode="after")
    def _is_one_kind(self) -> Any:
        given = [key for key in KINDS if getattr(self, key) is not None]
        if len(given) != 1:
            message = f"a document is one of {', '.join(KINDS)}, and this is " + (
                " and ".join(given) or "none of them"
            )
            raise problem("E204", message, "write each document as an item of its own")
        for key, kinds in ONLY_FOR.items():
            if getattr(self, key) is not None and given[0] not in kinds:
                message = f"'{key}' has no meaning for a {given[0]}"
                raise problem(
                    "E204",
                    message,
                    f"only {' and '.join(f'a {one}' for one in kinds)} may have it",
                    key,
                )
        return self

    @property
    def kind(self) -> str:
        """One of ``KINDS``."""
        return next(key for key in KINDS if getattr(self, key) is not None)


ONLY_FOR = {
    "subject": ("letter",), "salutation": ("letter",), "closing": ("letter",),
    "entries": ("section",), "variant": ("letter", "section", "statement"),
    "words": ("letter", "statement"), "characters": ("letter", "statement"),
    "description": ("file",),
}  # fmt: skip


class Send(StrictModel):
    """How the documents are sent."""

    shorthand = "as"
    called = "`send`"

    as_: Literal["packet", "files", "both"] = Field(
        "packet", alias="as", description="One PDF, a file for each document, or both."
    )
    name: str | None = Field(None, description="The name of the packet, without suffix.")
    size: Size | None = Field(None, description="The largest size of all files, as in 5 MB.")
    numbers: bool = Field(False, description="Number the pages of the packet from 1 to the last.")


class FormField(StrictModel):
    """A field of a web form, and the text for it."""

    called = "a field of a form"

    label: str = Field(min_length=1, description="The label of the field, or its question.")
    text: str = Field(description="The text, or the name of its Markdown file.")
    characters: Limit | None = Field(None, description="The number of characters with spaces.")
    words: Limit | None = Field(None, description="The number of words.")


def _opening_kind(value: Any) -> str:
    return "name" if isinstance(value, str) else "keys"


_Opening = Annotated[
    Annotated[_Name, Tag("name")] | Annotated[Opening, Tag("keys")], Discriminator(_opening_kind)
]
"""A name or a whole opening: the kind is decided first, so that problems are told for one only."""


class Application(StrictModel):
    """An application: a CV, an opening, and the documents that are sent."""

    cv: str = Field(min_length=1, description="The CV, by its name.")
    opening: _Opening = Field(description="The file of the opening, or its keys.")
    status: Status = Field("draft", description="`sent` freezes the files.")
    date: Date = Field(description="The date of the letter.")
    deadline: Date | None = Field(None, description="The last day; by default the opening's.")
    language: str | None = Field(
        None, pattern=f"^{LANGUAGE}$", description="The language; by default the opening's."
    )
    layout: Literal["din", "uk", "us"] | None = Field(
        None, description="The layout of the letter; by default that of the language."
    )
    theme: str | None = Field(None, description="The theme of all documents.")
    options: Options = Field({}, description="Values for options of the theme.")
    recipient: Contact | None = Field(
        None, description="To whom the letter goes; by default the opening's contact."
    )
    signature: _Name | None = Field(None, description="The picture of a signature.")
    text: dict[str, str] = Field({}, description="What this letter says and others do not.")
    documents: tuple[Part, ...] = Field(min_length=1, description="The documents in order.")
    send: Send = Send()
    fields: tuple[FormField, ...] = Field((), description="The fields of a web form.")
