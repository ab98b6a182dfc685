"""The Cv: a person, sections and settings; its values and marked items with their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from cvgen.dates import DateRange, PartialDate
from cvgen.model.date import Date
from cvgen.model.entry import Section
from cvgen.model.fields import NONE, Meaning, meanings_of
from cvgen.model.marks import Marks, StrictModel
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.model.variant import Options, Variant


class Settings(StrictModel):
    """What a CV says about its documents rather than about the person."""

    language: str = Field(
        "en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="A language tag, such as en or pt-BR.",
    )
    updated: Date | None = Field(None, description="The date of the last update.")
    theme: str | None = Field(
        None, description="The theme if neither the command nor the variant names one."
    )
    options: Options = Field({}, description="Values for options of the theme, as in accent: teal.")


class Cv(StrictModel):
    """A whole CV as typed, checked data; ``title`` is what a variant calls the document."""

    person: Person
    sections: tuple[Section, ...] = ()
    settings: Settings = Settings()
    variants: tuple[Variant, ...] = ()
    title: Text | None = None


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a CV: a text as typed, a name, a number or a date.

    ``field`` and ``meanings`` are those of its field; ``is_short`` marks the short form of a text.
    """

    path: Path
    field: str
    meanings: frozenset[Meaning]
    value: str | int | float | PartialDate | DateRange
    is_short: bool = False


def leaves_of(cv: Cv) -> Iterator[Leaf]:
    """Every value of ``cv`` with its path, as in selection."""
    yield from _leaves(cv.person, (), "", NONE)
    for section in cv.sections:
        yield from _leaves(section, ("sections", section.key), "", NONE)


def _leaves(value: Any, path: Path, field: str, meanings: frozenset[Meaning]) -> Iterator[Leaf]:
    if isinstance(value, Text):
        for place, choice in text_choices(value, path):
            yield Leaf(place, field, meanings, choice.text)
            if choice.short:
                yield Leaf(place, field, meanings, choice.short, True)
            yield from _leaves(_items_of(choice), (*place, "items"), field, meanings)
    elif isinstance(value, StrictModel):
        for name, inner_meanings in meanings_of(type(value)).items():
            inner = getattr(value, name)
            if inner is not None and inner != ():  # most fields are empty
                yield from _leaves(inner, (*path, name), name, inner_meanings)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number), field, meanings)
    elif not isinstance(value, bool) and isinstance(
        value, str | int | float | PartialDate | DateRange
    ):
        yield Leaf(path, field, meanings, value)


def marked_items(cv: Cv) -> Iterator[tuple[Path, Marks]]:
    """Every item of ``cv`` that may carry marks, outer ones first."""
    found: list[tuple[Path, Marks]] = []
    _walk(cv.person, (), found)
    for section in cv.sections:
        _walk(section, ("sections", section.key), found)
    return iter(found)


def text_choices(text: Text, path: Path) -> Iterator[tuple[Path, TextChoice]]:
    """The alternatives of the text at ``path``, each with its path."""
    several = len(text.choices) > 1
    for number, choice in enumerate(text.choices):
        yield ((*path, number) if several else path), choice


def _items_of(choice: TextChoice) -> Any:
    """The bullets of a text that has some; faster than ``getattr`` with a default in pydantic."""
    return vars(choice).get("items", ())


def _walk(value: Any, path: Path, found: list[tuple[Path, Marks]]) -> None:
    """Add each item in ``value`` that may carry marks to ``found``; faster than a generator."""
    if isinstance(value, Text):
        for place, choice in text_choices(value, path):
            found.append((place, choice))
            _walk(_items_of(choice), (*place, "items"), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, StrictModel):
                _walk(item, (*path, number), found)
    elif isinstance(value, StrictModel):
        if isinstance(value, Marks):
            found.append((path, value))
        for name, inner in vars(value).items():
            if inner and isinstance(inner, (tuple, StrictModel)):  # most are not
                _walk(inner, (*path, name), found)
