"""What the formats of bibliographies share: which publications, their keys, and what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cvgen.bibliography.entry_keys import Keys
from cvgen.bibliography.name_parts import split_name
from cvgen.counting import counted
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.model.cv import Cv
from cvgen.model.text import Text
from cvgen.sections.publications import Publication
from cvgen.sections.publications.authors import open_end

SUBTYPES = ("workshop", "poster", "demo")
"""Types that the formats have no word for: a kind of paper at a conference."""


def publications_of(cv: Cv) -> list[Publication]:
    """The publications of ``cv``, in its order."""
    entries = (entry for section in cv.sections for entry in section.entries)
    return [entry for entry in entries if isinstance(entry, Publication)]


def losses(entries: Iterable[Publication], name: str) -> Iterator[str]:
    """What the format ``name`` has no field for, as notes."""
    for field in ("summary", "highlights"):
        count = sum(bool(getattr(entry, field)) for entry in entries)
        if count:
            yield f"{name} has no field for the {field} of {counted(count, 'publication')}"


def keys_of(entries: Sequence[Publication], allowed: re.Pattern[str] | None = None) -> list[str]:
    """A key for each of ``entries``, in their order: its own if it is ``allowed``, else a made one.

    A second entry with the same key gets another one.
    """
    keys = Keys()
    usable = [one.key and (allowed is None or allowed.fullmatch(one.key)) for one in entries]
    own = [keys.keep(one.key or "") if ok else "" for one, ok in zip(entries, usable, strict=True)]
    return [key or _made(one, keys) for one, key in zip(entries, own, strict=True)]


def _made(entry: Publication, keys: Keys) -> str:
    """A key from the first author, the year and the title."""
    people = [author for author in (*entry.authors, *entry.editors) if not open_end(author.name)]
    family = ""
    if people:
        parts = split_name(people[0].name, people[0].family, group=people[0].corporate)
        family = parts.family.split()[-1]
    year = str(entry.when.first.year) if entry.when and entry.when.first else ""
    return keys.key(family, year, plain_of(entry.title))


def plain_of(text: Text) -> str:
    """``text`` without Markdown."""
    return plain_text(parse_inline(text.text))
