"""Warnings about publications: own names, text among authors, and missing types."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise

from cvgen.errors import Problem
from cvgen.model.cv import Cv
from cvgen.model.entry import SINGLE, Section
from cvgen.model.names import is_own_name, name_key, own_names
from cvgen.patterns import pattern
from cvgen.sections.publications import GROUP_FROM, Publication
from cvgen.sections.publications.affiliations import venue_and_year, without_remarks
from cvgen.sections.publications.authors import open_end
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source

_BY_AUTHORS = {"publications": ("authors", "editors"), "patents": ("inventors",)}
"""The fields that name people, by section type."""
_LIKE = 0.5
_BETWEEN_NAMES = pattern(r"[.,;:*()]\s+|[.,;:*()]*$|\s(?:and|und|et|&)\s|(?<=\w),")
_MAX_SEARCHED = 2_000
"""Searches only this many characters of a title for names."""


def publication_remarks(source: Source, cv: Cv) -> list[Problem]:
    """Every warning about sections of publications and patents."""
    found: list[Problem] = []
    for section in cv.sections:
        if section.type in _BY_AUTHORS:
            found += _without_own_name(source, cv, section)
            found += _lone_stars(source, section)
            if node := source.node_at(("sections", section.key)):
                found += _left_out(source, node, _BY_AUTHORS[section.type])
        if section.type == "publications":
            found += _whole_references(source, cv, section)
            found += _without_type(source, cv, section)
            found += _repeated(source, section)
    return found


def _without_type(source: Source, cv: Cv, section: Section) -> Iterator[Problem]:
    """A warning (W249) for publications of ``section`` that have no type while others have one."""
    types = [entry.type for entry in section.entries if isinstance(entry, Publication)]
    count = types.count(None)
    is_grouped = cv.settings.options.get("publication_group") not in ("none", "year")
    is_long = len(types) >= GROUP_FROM and section.group not in ("none", "year")
    if count and is_grouped and is_long and set(types) - {None, "other"}:
        have = "publication has" if count == 1 else "publications have"
        message = f"{count} {have} no `type` and would be listed under 'other'"
        hint = "write `type: journal` or what it is, or `options: {publication_group: none}`"
        path = ("sections", section.key, "entries", types.index(None))
        yield source.problem("W249", message, source.span_of(path), hint, "warning")


def _repeated(source: Source, section: Section) -> Iterator[Problem]:
    """A warning (W778) for each publication that ``section`` has twice."""
    first: dict[tuple[str, ...], int] = {}
    for number, entry in enumerate(section.entries):
        if not isinstance(entry, Publication):
            continue
        path = ("sections", section.key, "entries", number)
        for key in _identities(entry):
            other = first.setdefault(key, number)
            if other != number:
                place = source.place_of((*path[:-1], other))
                where = place if ":" in place else f"line {place}"
                message = f"this publication is listed twice: {key[1] or entry.title.text}"
                hint = f"{where} has the other; remove one"
                yield source.problem("W778", message, source.span_of(path), hint, "warning")
                break


def _identities(entry: Publication) -> Iterator[tuple[str, ...]]:
    """What only one publication has: its DOI, its arXiv identifier, or title, type and year."""
    if entry.doi:
        yield "doi", entry.doi.casefold()
    elif entry.arxiv:
        yield "arxiv", entry.arxiv.partition("v")[0]
    title = "".join(sign for sign in entry.title.text.casefold() if sign.isalnum())
    year = str(entry.lasted.year) if entry.lasted else ""
    if title and year:
        yield "title", "", title, entry.type or "", year


def _whole_references(source: Source, cv: Cv, section: Section) -> Iterator[Problem]:
    """A warning (W246) for titles of ``section`` with the own name: each is a whole reference."""
    own = own_names(cv.person.name, cv.person.aliases)
    places = [
        ("sections", section.key, "entries", number)
        for number, entry in enumerate(section.entries)
        if isinstance(entry, Publication) and not entry.authors and not entry.editors
        if _names_one_of(entry.title.text, own)
    ]
    if places:
        message = "what looks like a whole reference is shown as a title"
        if len(places) > 1:
            message = f"what looks like {len(places)} whole references is shown as titles"
        hint = "write its parts as keys: `authors`, `title`, `venue`, `year`, `volume`, `pages`"
        yield source.problem("W246", message, source.span_of(places[0]), hint, "warning")


def _names_one_of(text: str, own: frozenset[str]) -> bool:
    """True if a part of ``text`` between commas, periods or ``and`` is the own name."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(text[:_MAX_SEARCHED]) if part.strip()]
    pairs = [f"{one}{sign} {other}" for one, other in pairwise(parts) for sign in ("", ",")]
    return any(is_own_name(name, own) for name in (*parts, *pairs))


def _without_own_name(source: Source, cv: Cv, section: Section) -> Iterator[Problem]:
    """A warning (W241) if no list of authors in ``section`` has the own name."""
    person = cv.person
    own = own_names(person.name, person.aliases)
    names: dict[str, None] = {}
    complete = False
    for entry in section.entries:
        for field in _BY_AUTHORS[section.type]:
            authors = getattr(entry, field)
            complete = complete or bool(authors and not open_end(authors[-1].name))
            for author in authors:
                if is_own_name(author.name, own):
                    return
                names[author.name] = None
    people = [name for name in names if not open_end(name)]
    near = _nearest(person.name, people) if people else None
    if not complete and near is None:
        return  # "et al." may stand for the own name
    hint = "add the forms of your name that stand there, as in `aliases: [A. Example]`"
    if near:
        form = f"'{near}'" if set(near) & set(",[]{}:#&*!|>%@`'\"") else near
        hint = f"if '{near}' is you, add `aliases: [{form}]` below `name`"
    message = f"none of these entries has your name '{person.name}' among its authors"
    span = source.key_span_of(("sections", section.key))
    yield source.problem("W241", message, span, hint, "warning")


def _lone_stars(source: Source, section: Section) -> Iterator[Problem]:
    """A warning (W244) for each entry with the star of equal contribution on one author only."""
    for number, entry in enumerate(() if section.note else section.entries):
        authors = list(getattr(entry, "authors", ()))
        starred = [author for author in authors if author.equal]
        if len(starred) == 1 and not open_end(authors[-1].name):
            message = f"only '{starred[0].name}' has a star, which reads as equal contribution"
            hint = (
                "give it to all who contributed equally, or say what it means: "
                f"`note: '* corresponding author'` in `{section.key}`, above its `entries:`"
            )
            path = ("sections", section.key, "entries", number, "authors")
            yield source.problem("W244", message, source.span_of(path), hint, "warning")


def _nearest(name: str, people: list[str]) -> str | None:
    """The name among ``people`` that is most like ``name``; a shared surname counts most."""
    own = name_key(name)
    surname = own.split()[-1:]

    def likeness(other: str) -> float:
        key = name_key(other)
        shared = set(surname) & set(key.split())
        return difflib.SequenceMatcher(None, own, key).ratio() + bool(shared)

    best = max(people, key=likeness)
    return best if likeness(best) > _LIKE else None


def _left_out(source: Source, node: Node, fields: tuple[str, ...]) -> Iterator[Problem]:
    """A warning (W243) for each year, role or other text that is dropped from names."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _left_out(source, item, fields)
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            if key not in fields:
                yield from _left_out(source, item, fields)
                continue
            for names in item.items if isinstance(item, Listing) else (item,):
                if isinstance(names, Scalar):
                    yield from _remarks_in(source, names, key, node)


def _remarks_in(source: Source, names: Scalar, key: str, entry: Mapping) -> Iterator[Problem]:
    _, (roles, year, rest) = without_remarks(names.text)
    found: list[tuple[str, str]] = []
    if roles and key != "editors" and "editors" not in entry.items:
        found.append((f"'{roles[0]}'", f"name editors at `editors`, not at `{key}`"))
    if rest:
        found.append((f"'{rest}'", _hint_for_rest(rest, key, entry)))
    if year and year not in _dates_of(entry):
        found.append((f"the year {year}", f"write `year: {year}`"))
    for what, hint in found:
        message = f"{what} is not part of a name and is left out"
        yield source.problem("W243", message, names.span, hint, "warning")


def _hint_for_rest(rest: str, key: str, entry: Mapping) -> str:
    """The keys to write for the text after the names at ``key``, except those already given."""
    venue, year = venue_and_year(rest)
    keys = []
    if venue and key != "inventors" and "venue" not in entry.items:
        keys.append(f"`venue: {venue}`")
    if year and year not in _dates_of(entry):
        keys.append(f"`year: {year}`")
    return f"write {', '.join(keys)}" if keys else f"take it out of `{key}`"


def _dates_of(entry: Mapping) -> str:
    """The dates of ``entry`` as typed."""
    nodes = (entry.items.get(key) for key in (*SINGLE, "start", "end"))
    return " ".join(node.text for node in nodes if isinstance(node, Scalar))
