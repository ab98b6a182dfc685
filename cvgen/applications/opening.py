"""The model of an opening: a position, what it asks for, and how to apply."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from cvgen.applications.limits import Length, Limit, Size
from cvgen.model.date import Date
from cvgen.model.marks import LANGUAGE, Names, StrictModel
from cvgen.model.text import problem
from cvgen.patterns import pattern

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_COUNT_WORDS = {word: number for number, word in enumerate(_NUMBERS, 1)}
_COUNT = pattern(rf"\b(\d{{1,2}}|{'|'.join(_COUNT_WORDS)})\b", re.IGNORECASE)


def _lines(value: Any) -> Any:
    """The lines of an address, which commas or line breaks separate in one text."""
    if not isinstance(value, str):
        return value
    parts = value.splitlines() if "\n" in value.strip() else value.split(",")
    return [part.strip() for part in parts if part.strip()]


Lines = Annotated[
    tuple[str, ...], BeforeValidator(_lines, json_schema_input_type=str | tuple[str, ...])
]


class Contact(StrictModel):
    """A person or an office that answers questions and receives applications."""

    shorthand = "name"

    name: str | None = Field(None, description="The name, with titles as they are written.")
    role: str | None = Field(None, description="The position or office, such as Head of HR.")
    organization: str | None = Field(None, description="The organization, if it is another one.")
    address: Lines = Field((), description="The postal address, line by line.")
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    salutation: str | None = Field(None, description="As in `Dear Professor Miller`.")


class Required(StrictModel):
    """A document that an opening asks for."""

    shorthand = "name"
    called = "a document of an opening"

    name: str = Field(min_length=1, description="The document in the opening's own words.")
    pages: Limit | None = Field(None, description="The number of pages: 2 at most, or 3-5.")
    words: Limit | None = Field(None, description="The number of words.")
    characters: Limit | None = Field(None, description="The number of characters with spaces.")
    count: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many, such as 2 referees."
    )
    optional: bool = Field(False, description="True if it may be missing.")

    @property
    def number(self) -> int | None:
        """How many are asked for: ``count``, or the number in the name."""
        if self.count is not None:
            return self.count
        found = _COUNT.search(self.name)
        return (_COUNT_WORDS.get(found[1].lower()) or int(found[1])) if found else None


class Salary(StrictModel):
    """What the position pays."""

    shorthand = "text"

    text: str | None = None
    from_: float | None = Field(None, alias="from")
    to: float | None = None
    currency: str | None = Field(None, description="The code of the currency, such as EUR.")
    per: Literal["hour", "day", "week", "month", "year"] | None = None


class Rules(StrictModel):
    """What an opening demands of the files."""

    called = "the rules of an opening"

    size: Size | None = Field(None, description="The size of all files together, as in 5 MB.")
    file_size: Size | None = Field(None, description="The size of each file, as in 5 MB.")
    files: Annotated[int, Field(ge=1)] | None = Field(None, description="How many files at most.")
    name: str | None = Field(
        None, description="How the files are named; * stands for any text, as in *_1234."
    )
    type: Length | None = Field(None, description="The smallest size of text, as in 11 pt.")
    margins: Length | None = Field(None, description="The narrowest margin, as in 25 mm.")
    paper: Literal["a4", "letter"] | None = None
    password: Literal["no"] | None = Field(None, description="Files have no password, ever.")


class Opening(StrictModel):
    """A position that people may apply for, in the words of its advertisement."""

    position: str = Field(min_length=1, description="The name of the position.")
    organization: str = Field(min_length=1, description="Who offers it.")
    unit: str | None = Field(None, description="The department, group or team.")
    place: str | None = None
    number: str | None = Field(None, description="How many positions there are, as in 1-2.")
    reference: str | None = Field(None, description="The reference or job number to quote.")
    source_number: int | None = Field(None, description="Its number in a list of openings.")
    start: str | None = Field(None, description="When it begins.")
    deadline: Date | None = Field(None, description="The last day for applications.")
    language: str | None = Field(
        None, pattern=f"^{LANGUAGE}$", description="The language of applications."
    )
    projects: Names = ()
    funder: str | None = None
    levels: Names = ()
    contact: Contact | None = Field(None, description="Who receives applications.")
    tasks: Names = ()
    requirements: Names = ()
    documents: tuple[Required, ...] = Field((), description="What is to be sent.")
    offers: Names = ()
    salary: Salary | None = None
    how_to_apply: str | None = None
    portal: str | None = Field(None, description="Where to apply on the web.")
    url: str | None = Field(None, description="The address of the advertisement.")
    rules: Rules = Rules()

    @model_validator(mode="after")
    def _named_once(self) -> Any:
        names = [document.name.casefold() for document in self.documents]
        for number, name in enumerate(names):
            if name in names[:number]:
                message = f"two documents are called '{self.documents[number].name}'"
                raise problem("E204", message, "name each after what it contains", "documents")
        return self
