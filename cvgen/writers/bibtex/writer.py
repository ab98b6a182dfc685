"""The publications of a selected Cv as entries of BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvgen.assets.files import Assets
from cvgen.bibliography.kinds import LATEX_STATUS
from cvgen.bibliography.name_parts import split_name
from cvgen.dates import Dates, PartialDate
from cvgen.model.cv import Cv
from cvgen.model.text import Text
from cvgen.patterns import pattern
from cvgen.sections.publications import Author, Publication
from cvgen.sections.publications.authors import open_end
from cvgen.sections.publications.export import SUBTYPES, keys_of, losses, plain_of, publications_of
from cvgen.themes import Theme
from cvgen.writers.base import Written
from cvgen.writers.bibtex.latex import escaped, latex_of

_TYPES = {
    "journal": "article", "conference": "inproceedings", "workshop": "inproceedings",
    "poster": "inproceedings", "demo": "inproceedings", "chapter": "incollection", "book": "book",
    "thesis": "thesis", "report": "techreport", "dataset": "dataset", "software": "software",
    "patent": "patent", "preprint": "unpublished", "other": "misc",
}  # fmt: skip
_VENUES = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_INSTITUTIONS = {"phdthesis": "school", "mastersthesis": "school", "patent": "holder"}
_THESES = {"phd thesis": "phdthesis", "master's thesis": "mastersthesis"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_TEXTS = (
    ("series", "series"), ("volume", "volume"), ("issue", "number"), ("pages", "pages"),
    ("publisher", "publisher"), ("location", "address"), ("award", "award"), ("rank", "rank"),
    ("note", "note"),
)  # fmt: skip
_RANGE = pattern(r"(?<=\w)\s?[\u2010-\u2015-]{1,2}\s?(?=\w)")
_KEY = pattern(r"[^\s,{}\"#%'()=~\\@]+")
"""A key that BibTeX reads."""
Field = tuple[str, str]


def write_bibtex(cv: Cv, theme: Theme, assets: Assets) -> Written:
    """The publications of ``cv`` as UTF-8 BibTeX, with a note on what has no field there."""
    entries = publications_of(cv)
    keys = keys_of(entries, _KEY)
    blocks = [_block(entry, key) for entry, key in zip(entries, keys, strict=True)]
    text = "\n".join(blocks) or "% This CV has no publications.\n"
    notes = [*losses(entries, "BibTeX"), *_other_keys(entries, keys)]
    return Written(text.encode(), notes=tuple(notes))


def _other_keys(entries: Sequence[Publication], keys: Sequence[str]) -> Iterator[str]:
    """A note for each entry that cannot have its own key."""
    for entry, key in zip(entries, keys, strict=True):
        if entry.key and key != entry.key:
            why = "is used twice" if _KEY.fullmatch(entry.key) else "is no key of BibTeX"
            yield f"the key '{entry.key}' {why}, so an entry has the key '{key}'"


def _block(entry: Publication, key: str) -> str:
    kind = _kind(entry)
    fields = [(name, value) for name, value in _fields(entry, kind) if value]
    width = max(len(name) for name, _ in fields)
    lines = "".join(
        f"  {name:<{width}} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields
    )
    return f"@{kind}{{{key},\n{lines}}}\n"


def _kind(entry: Publication) -> str:
    genre = plain_of(entry.genre).lower().replace("’", "'") if entry.genre else ""
    if entry.type == "thesis":
        return _THESES.get(genre, "thesis")
    if entry.type == "preprint" and entry.arxiv and not entry.venue and not entry.publisher:
        return "misc"
    return _TYPES.get(entry.likely_type or "other", "misc")


def _fields(entry: Publication, kind: str) -> Iterator[Field]:
    yield "author", _names(entry.authors)
    yield "author+an", _equal(entry.authors)
    yield "editor", _names(entry.editors)
    yield "title", latex_of(entry.title.text, title=True)
    venue = entry.venue
    yield _VENUES.get(kind, "eventtitle"), _latex(venue.name if venue else None)
    yield "abbr", _latex(venue.acronym if venue else None)
    yield "entrysubtype", entry.type if entry.type in SUBTYPES else ""
    if kind not in _THESES.values():
        yield "type", _latex(entry.genre)
    yield _INSTITUTIONS.get(kind, "institution"), _latex(entry.institution)
    for field, name in _TEXTS:
        value = _latex(getattr(entry, field))
        yield name, _RANGE.sub("--", value) if field == "pages" else value
    yield from _dates(entry.when)
    status = plain_of(entry.status) if entry.status else ""
    yield "pubstate", LATEX_STATUS.get(status.lower(), escaped(status))
    yield "doi", entry.doi or ""
    if entry.arxiv:
        yield "eprint", entry.arxiv
        yield "archiveprefix", "arXiv"
    yield "url", entry.url or ""


def _latex(text: Text | None) -> str:
    return latex_of(text.text) if text else ""


def _names(authors: tuple[Author, ...]) -> str:
    return " and ".join(_name(author) for author in authors)


def _name(author: Author) -> str:
    """``Example, Ada``; an organization in braces."""
    if open_end(author.name):
        return "others"
    given, family, suffix = split_name(author.name, author.family, group=author.corporate)
    if not given:
        return f"{{{escaped(family)}}}"
    parts = (escaped(part) for part in (family, suffix, given) if part)
    return ", ".join(re.sub(r"\b(and)\b", r"{\1}", part) for part in parts)


def _equal(authors: tuple[Author, ...]) -> str:
    """Equal contribution, as an annotation of biblatex."""
    return "; ".join(f"{number}=equal" for number, author in enumerate(authors, 1) if author.equal)


def _dates(when: Dates | None) -> Iterator[Field]:
    """The year and the month; a range, several dates and seasons in the form of biblatex."""
    if when is None or not when.ranges:
        return
    start, end = when.ranges[0].start, when.ranges[-1].end
    if start is None:
        return
    last = end if isinstance(end, PartialDate) and end != start else None
    if last or start.season in _SEASONS:
        first = _edtf(start)
        yield "date", f"{first}/{_edtf(last)}" if last else first
        return
    yield "year", str(start.year)
    yield "month", _MONTHS[start.month - 1] if start.month else ""
    yield "day", str(start.day) if start.day else ""


def _edtf(date: PartialDate) -> str:
    season = _SEASONS.get(date.season or "")
    return f"{date.year}-{season}" if season else date.iso() or str(date.year)
