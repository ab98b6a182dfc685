"""What the values of a field mean, as its annotation declares.

``agency: Annotated[Text, Meaning.ORGANIZATION]`` is all that audit, diff, explain, match, timeline
and web data need to know of a field. Dates and amounts are known by their types.
"""

from __future__ import annotations

import enum
import functools
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


class Meaning(enum.Enum):
    """The meaning of a value for a reader. A field may have several."""

    TITLE = "names the item, before its other texts do"
    ROLE = "what the person was there; names the item where it has no title"
    ORGANIZATION = "an employer, a university, a funder, a journal, an event"
    UNIT = "a part of the organization"
    PLACE = "a city, a country, a room"
    PEOPLE = "names of people"
    NAME = "another name or number that is the same in every language"
    COMMON = "many CVs have the same, so that it says little about an item"
    DATE = "a date that is stored as a text"
    EMAIL = "an e-mail address"
    PHONE = "a phone number"
    ADDRESS = "the lines of a postal address"
    URL = "an address on the web"
    IDENTIFIER = "a file or a number, without words"
    FACT = "the value beside a label: a text, a number, a phone"
    LABELLED = "in documents, the word for its field stands before it"
    LABEL = "only says what another value is"
    TERM = "one of a few English words, which documents in other languages translate"
    CODE = "for the program, never shown as it is"


NAMES = frozenset({
    Meaning.ORGANIZATION, Meaning.UNIT, Meaning.PLACE, Meaning.PEOPLE, Meaning.NAME, Meaning.DATE,
    Meaning.EMAIL, Meaning.PHONE, Meaning.IDENTIFIER,
})  # fmt: skip
"""Meanings of values that are rarely translated."""
NO_WORDS = frozenset({Meaning.CODE, Meaning.URL, Meaning.EMAIL, Meaning.IDENTIFIER})
"""Meanings of values that a search for words ignores."""
NONE: frozenset[Meaning] = frozenset()


class Noun(str):
    """What a reader calls the value of a field, as in ``the phone number``."""

    __slots__ = ()


@functools.cache
def declared(model: type[BaseModel]) -> Mapping[str, tuple[Any, ...]]:
    """The annotations of each field of ``model``, besides its type."""
    return {
        name: (*field.metadata, *_metadata_in(field.annotation))
        for name, field in model.model_fields.items()
    }


@functools.cache
def meanings_of(model: type[BaseModel]) -> Mapping[str, frozenset[Meaning]]:
    """The meanings that each field of ``model`` declares."""
    return {
        name: frozenset(part for part in parts if isinstance(part, Meaning))
        for name, parts in declared(model).items()
    }


@functools.cache
def fields_with(model: type[BaseModel], meaning: Meaning) -> tuple[str, ...]:
    """The fields of ``model`` that declare ``meaning``, in their order."""
    return tuple(name for name, found in meanings_of(model).items() if meaning in found)


def noun_for(model: type[BaseModel], name: str) -> str:
    """The reader's word for the field ``name``; by default ``the`` and the name."""
    nouns = (part for part in declared(model).get(name, ()) if isinstance(part, Noun))
    return next(nouns, f"the {name}")


def _metadata_in(annotation: Any) -> list[Any]:
    parts: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for inner in typing.get_args(annotation):
        parts += _metadata_in(inner)
    return parts
