"""The fields of a publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from cvgen.markup.html import without_entities
from cvgen.markup.latex import convert_markup, from_markup
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning
from cvgen.model.marks import Marks
from cvgen.model.text import DOI, Name, Organization, Subject, Term, Text, Url, problem
from cvgen.patterns import pattern
from cvgen.sections.publications.authors import Authors
from cvgen.synonyms import PUBLICATIONS, hint_for

KINDS = (
    "conference", "workshop", "journal", "preprint", "book", "chapter", "thesis", "report",
    "poster", "demo", "dataset", "software", "patent", "other",
)  # fmt: skip
_ARXIV = pattern(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")

_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("url", "doi", "arxiv", "type", "key"), str),
    **dict.fromkeys(("authors", "editors"), without_entities),
}
"""Fields without LaTeX, or whose LaTeX is read when names are split at signs such as ``;``."""

_ENDS = ".,; "
"""Punctuation at the end of a reference, not part of an identifier."""


class Venue(Marks):
    """The venue of a publication."""

    shorthand = "name"
    name: Organization | None = Field(None, description="The full name.")
    acronym: Name | None = Field(None, description="SIGMOD, ICDE ...")


def _doi(value: str) -> str:
    bare = re.sub(
        r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*)+", "", value, flags=re.IGNORECASE
    )
    bare = bare.rstrip(_ENDS)
    if not DOI.fullmatch(bare):
        inside = re.search(r"[/=](10\.\d{4,9}/[^\s?#]+)", bare)
        hint = f"write {inside[1]}" if inside else "it begins with 10., as in 10.1145/12345"
        raise problem("E212", f"'{value}' is not a DOI", hint)
    return bare


def _no_doi(value: Any) -> Any:
    if isinstance(value, str) and DOI.fullmatch(value.strip()):
        raise problem(
            "E207", f"'{value}' is a DOI, not an address", f"write `doi: {value.strip()}`"
        )
    return value


def _arxiv(value: str) -> str:
    bare = re.sub(
        r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", "", value, flags=re.IGNORECASE
    )
    bare = re.sub(r"\s*\[[\w.-]+\]$|\.pdf$", "", bare.rstrip(_ENDS))
    if not _ARXIV.fullmatch(bare):
        raise problem("E212", f"'{value}' is not an arXiv identifier", "as in 2410.06722")
    return bare


def _kind(value: str) -> str:
    if value not in KINDS:
        message = f"'{value}' is not a type of publication"
        raise problem("E204", message, hint_for(value, KINDS, PUBLICATIONS))
    return value


class Publication(Entry):
    """A publication."""

    shorthand = "title"
    lasts = False
    type: Annotated[str, AfterValidator(_kind), Meaning.CODE] | None = Field(
        None, description=", ".join(KINDS)
    )
    title: Subject = Field(..., description="The title of the publication.")
    authors: Authors = Field((), description="Names in order; Name* means equal contribution.")
    editors: Authors = Field((), description="The names of the editors.")
    venue: Venue | None = Field(None, description="A name, or an acronym and a name.")
    series: Name | None = Field(None, description="The series it appeared in.")
    volume: Name | None = Field(None, description="The volume.")
    issue: Name | None = Field(None, description="The issue.")
    pages: Name | None = Field(None, description="The pages, or the number of the article.")
    genre: Term | None = Field(None, description="PhD thesis, technical report ...")
    publisher: Name | None = Field(None, description="Who published it.")
    institution: Organization | None = Field(None, description="For a thesis or a report.")
    rank: Name | None = Field(None, description="CORE A*, Q1 ...")
    status: Term | None = Field(None, description="To appear, under review, preprint ...")
    award: Text | None = Field(None, description="An award it won.")
    url: Annotated[Url, BeforeValidator(_no_doi)] | None = Field(
        None, description="A web page about it."
    )
    doi: Annotated[str, AfterValidator(_doi), Meaning.IDENTIFIER] | None = Field(
        None, description="Its DOI."
    )
    arxiv: Annotated[str, AfterValidator(_arxiv), Meaning.IDENTIFIER] | None = Field(
        None, description="Its number at arXiv."
    )
    selected: Annotated[bool, Meaning.CODE] = Field(
        False, description="True for an important publication."
    )
    key: Annotated[str, Meaning.CODE] | None = Field(
        None, description="Its key in BibTeX and CSL-JSON; made if it has none."
    )

    @property
    def likely_type(self) -> str | None:
        """The type; without one, what other fields show: a venue with volumes is a journal."""
        if self.type is None and self.venue is not None and (self.volume or self.issue):
            return "journal"
        return self.type

    @model_validator(mode="before")
    @classmethod
    def _without_latex(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: convert_markup(v, _READERS.get(k, from_markup)) for k, v in value.items()}
        return convert_markup(value)
