"""The publications of a selected Cv as items of CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from cvgen.assets.files import Assets
from cvgen.bibliography.name_parts import split_name
from cvgen.dates import Dates, PartialDate
from cvgen.markup.inline import Run, parse_inline
from cvgen.model.cv import Cv
from cvgen.model.text import Text
from cvgen.sections.publications import Author, Publication
from cvgen.sections.publications.authors import open_end
from cvgen.sections.publications.export import SUBTYPES, keys_of, losses, plain_of, publications_of
from cvgen.sections.publications.publication import Venue
from cvgen.themes import Theme
from cvgen.writers.base import Written

_TYPES = {
    "journal": "article-journal", "conference": "paper-conference", "workshop": "paper-conference",
    "poster": "paper-conference", "demo": "paper-conference", "chapter": "chapter", "book": "book",
    "thesis": "thesis", "report": "report", "dataset": "dataset", "software": "software",
    "patent": "patent", "preprint": "article", "other": "document",
}  # fmt: skip
_NUMBERED = ("report", "patent", "software", "dataset")
_TEXTS = (
    ("series", "collection-title"), ("volume", "volume"), ("publisher", "publisher"),
    ("genre", "genre"), ("location", "event-place"), ("status", "status"), ("note", "note"),
)  # fmt: skip


def write_csl(cv: Cv, theme: Theme, assets: Assets) -> Written:
    """The publications of ``cv`` as UTF-8 JSON, with a note on what has no variable there."""
    entries = publications_of(cv)
    pairs = zip(entries, keys_of(entries), strict=True)
    items = [dict(_item(entry, key)) for entry, key in pairs]
    text = json.dumps(items, ensure_ascii=False, indent=2)
    return Written(f"{text}\n".encode(), notes=tuple(losses(entries, "CSL-JSON")))


def _item(entry: Publication, key: str) -> Iterator[tuple[str, Any]]:
    """The variables of an item, in the order of the CSL specification."""
    found = {
        "id": key,
        "type": _TYPES.get(entry.likely_type or "other", "document"),
        "title": _html(entry.title),
        "author": [_name(author) for author in entry.authors],
        "editor": [_name(author) for author in entry.editors],
        **_texts(entry),
        "issued": {"date-parts": _dates(entry.when)} if _dates(entry.when) else None,
        "DOI": entry.doi,
        "archive": "arXiv" if entry.arxiv else None,
        "archive_location": entry.arxiv,
        "URL": entry.url,
    }
    return ((name, value) for name, value in found.items() if value)


def _texts(entry: Publication) -> dict[str, str]:
    """Venue, numbers and other texts."""
    venue = entry.venue or Venue()
    given = {"container-title": venue.name, "container-title-short": venue.acronym}
    given |= {name: getattr(entry, field) for field, name in _TEXTS}
    given["number" if entry.type in _NUMBERED else "issue"] = entry.issue
    given["publisher"] = entry.publisher or entry.institution
    found = {name: _html(text) for name, text in given.items() if text is not None}
    if entry.type in SUBTYPES:
        found["genre"] = str(entry.type)
    if entry.pages:
        found["page"] = plain_of(entry.pages).replace("\N{EN DASH}", "-")
    return found


def _name(author: Author) -> dict[str, str]:
    if open_end(author.name):
        return {"literal": author.name}
    given, family, suffix = split_name(author.name, author.family, group=author.corporate)
    if not given:
        return {"literal": family}
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def _html(text: Text) -> str:
    """``text`` with the HTML that CSL allows."""
    return "".join(map(_run, parse_inline(text.text)))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    text = f"<i>{text}</i>" if run.emphasis else text
    return f"<b>{text}</b>" if run.strong else text


def _dates(when: Dates | None) -> list[list[int]]:
    """The start and perhaps the end of ``when``, as numbers."""
    if when is None or not when.ranges or when.ranges[0].start is None:
        return []
    start, end = when.ranges[0].start, when.ranges[-1].end
    made = [_parts(start)]
    if isinstance(end, PartialDate) and end != start:
        made.append(_parts(end))
    return made


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]
