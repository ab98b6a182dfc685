"""Publications: authors with the own name set off, venue, status, rank, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from cvgen.document import Block, Bullets, Group, Reference
from cvgen.errors import name_hint
from cvgen.inline import Inline, Run, joined, literal, plain_text
from cvgen.model.entry import Entry, Section
from cvgen.model.marks import Marks, Strict
from cvgen.model.text import Text, problem
from cvgen.sections.base import Context, SectionType, inline, link

KINDS = (
    "conference", "workshop", "journal", "preprint", "book", "chapter", "thesis", "report",
    "poster", "demo", "dataset", "software", "other",
)  # fmt: skip
_GROUP_FROM = 8
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_SET_OFF = re.compile(r"(\*\*|\*)([^*]+)\1")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


class Author(Strict):
    """An author; a star after the name is short for ``equal: true``."""

    shorthand = "name"
    name: str = Field(min_length=1)
    equal: bool = Field(False, description="Contributed equally.")

    @model_validator(mode="before")
    @classmethod
    def _starred(cls, value: Any) -> Any:
        if isinstance(value, str) and (match := _SET_OFF.fullmatch(value.strip())):
            return {"name": match.group(2)}
        if isinstance(value, str) and value.rstrip().endswith("*"):
            return {"name": value.rstrip(" *"), "equal": True}
        return value


def _names(value: Any) -> Any:
    """A text of names as a list, where it is plain that commas part whole names."""
    if not isinstance(value, str):
        return value
    if ";" in value:
        return [part.strip() for part in value.split(";") if part.strip()]
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", value)]
    whole = all(" " in part or part in ("et al.", "") for part in parts)
    return [part for part in parts if part] if whole else [value]


Authors = Annotated[
    tuple[Author, ...], BeforeValidator(_names, json_schema_input_type=str | tuple[Author, ...])
]


class Venue(Marks):
    """Where it appeared."""

    shorthand = "name"
    name: Text | None = Field(None, description="The full name.")
    acronym: Text | None = Field(None, description="SIGMOD, ICDE ...")


def _doi(value: str) -> str:
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", value, flags=re.IGNORECASE)
    if not _DOI.fullmatch(bare):
        raise problem("E212", f"'{value}' is not a DOI", "it begins with 10., as in 10.1145/12345")
    return bare


def _arxiv(value: str) -> str:
    bare = re.sub(
        r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", "", value, flags=re.IGNORECASE
    )
    bare = re.sub(r"\s*\[[\w.-]+\]$|\.pdf$", "", bare)
    if not _ARXIV.fullmatch(bare):
        raise problem("E212", f"'{value}' is not an arXiv identifier", "as in 2410.06722")
    return bare


def _kind(value: str) -> str:
    if value not in KINDS:
        message = f"'{value}' is not a type of publication"
        raise problem("E204", message, name_hint(value, KINDS))
    return value


class Publication(Entry):
    """A publication."""

    shorthand = "title"
    type: Annotated[str, AfterValidator(_kind)] | None = Field(None, description=", ".join(KINDS))
    title: Text
    authors: Authors = Field((), description="In order; Name* for equal contribution.")
    editors: Authors = ()
    venue: Venue | None = Field(None, description="A name, or acronym and name.")
    series: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    publisher: Text | None = None
    institution: Text | None = Field(None, description="Of a thesis or report.")
    rank: Text | None = Field(None, description="CORE A*, Q1 ...")
    status: Text | None = Field(None, description="To appear, under review, preprint ...")
    award: Text | None = None
    doi: Annotated[str, AfterValidator(_doi)] | None = None
    arxiv: Annotated[str, AfterValidator(_arxiv)] | None = None
    selected: bool = Field(False, description="One of the most important.")


def lower(section: Section, context: Context) -> Iterable[Block]:
    """References, under a heading for each type where the list is long and of several types."""
    entries = [entry for entry in section.entries if isinstance(entry, Publication)]
    kinds = list(dict.fromkeys(entry.type or "other" for entry in entries))
    if len(kinds) < 2 or len(entries) < _GROUP_FROM:
        return [_reference(entry, context) for entry in entries]
    kinds.sort(key=KINDS.index)
    return [
        Group(
            literal(context.locale.publication_group(kind)),
            tuple(_reference(e, context) for e in entries if (e.type or "other") == kind),
        )
        for kind in kinds
    ]


def note(section: Section, context: Context) -> str:
    """How many there are, and what the star means where there is one."""
    entries = [entry for entry in section.entries if isinstance(entry, Publication)]
    parts = []
    if len(entries) >= _GROUP_FROM:
        parts.append(context.locale.word("count", count=len(entries), n=len(entries)))
    if any(author.equal for entry in entries for author in entry.authors):
        parts.append(context.locale.word("equal"))
    return " · ".join(parts)


def author_line(authors: Iterable[Author], context: Context) -> Inline:
    """Names in a row, the own one with the role ``self``."""
    out: list[Inline] = []
    for author in authors:
        star = "*" if author.equal else ""
        role = "self" if context.is_own(author.name) else None
        out.append(literal(author.name + star, role=role))
    if len(out) > 1 and plain_text(out[-1]) in ("et al.", "et al", "and others"):
        last = out.pop()
        return (*joined(out), Run(" "), *last)
    return joined(out)


def _reference(entry: Publication, context: Context) -> Block:
    notes = [
        inline(entry.status, role="status"),
        inline(entry.rank, role="rank"),
        inline(entry.award, role="award"),
        inline(entry.summary),
        inline(entry.note),
    ]
    return Reference(
        title=inline(entry.title),
        authors=author_line(entry.authors, context),
        venue=_venue_line(entry, context),
        notes=tuple(part for part in notes if part),
        links=_links(entry),
        when=context.locale.when(entry.when),
        bullets=Bullets(tuple(inline(text) for text in entry.highlights)),
    )


def _venue_line(entry: Publication, context: Context) -> Inline:
    """``SIGMOD · Full name, series, place, vol. 3, pp. 1-9, publisher``."""
    word = context.locale.word
    venue = entry.venue or Venue()
    acronym, name = inline(venue.acronym, role="acronym"), inline(venue.name, role="venue")
    editors = author_line(entry.editors, context)
    rest = [
        name,
        inline(entry.institution),
        _phrase(word("editors", names="\0"), editors),
        inline(entry.series),
        inline(entry.location),
        *_numbers(entry, context),
        inline(entry.publisher),
    ]
    return joined([acronym, joined(rest)], " · ")


def _numbers(entry: Publication, context: Context) -> tuple[Inline, ...]:
    """Volume, issue and pages, each in its phrase."""
    word = context.locale.word
    key = "page"
    if entry.pages is not None and any(mark in entry.pages.text for mark in "-–,"):
        key = "pages"
    return (
        _phrase(word("volume", volume="\0"), inline(entry.volume)),
        _phrase(word("issue", issue="\0"), inline(entry.issue)),
        _phrase(word(key, pages="\0"), inline(entry.pages)),
    )


def _phrase(pattern: str, value: Inline) -> Inline:
    """``value`` inside of a phrase such as ``vol. …``."""
    if not value:
        return ()
    before, _, after = pattern.partition("\0")
    return tuple(run for run in (Run(before), *value, Run(after)) if run.text)


def _links(entry: Publication) -> tuple[Inline, ...]:
    doi = f"doi:{entry.doi}" if entry.doi else None
    arxiv = f"arXiv:{entry.arxiv}" if entry.arxiv else None
    links = [
        link(f"https://doi.org/{entry.doi}" if doi else None, doi),
        link(f"https://arxiv.org/abs/{entry.arxiv}" if arxiv else None, arxiv),
        link(entry.url),
    ]
    return tuple(part for part in links if part)


PART = SectionType(Publication, lower, note=note)

__all__ = ["PART", "Author", "Authors", "Publication", "author_line"]
