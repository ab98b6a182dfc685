"""The Cv: a person, their sections, and the settings that a CV may carry."""

from __future__ import annotations

from pydantic import Field

from cvgen.model.date import Date
from cvgen.model.entry import Section
from cvgen.model.marks import Strict
from cvgen.model.person import Person
from cvgen.model.text import Text
from cvgen.model.variant import Options, Variant


class Settings(Strict):
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


class Cv(Strict):
    """A whole CV as typed, checked data; ``title`` is what a variant calls the document."""

    person: Person
    sections: tuple[Section, ...] = ()
    settings: Settings = Settings()
    variants: tuple[Variant, ...] = ()
    title: Text | None = None
