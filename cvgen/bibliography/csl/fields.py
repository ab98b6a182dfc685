"""The variables of a CSL-JSON item → the fields of a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvgen.bibliography.draft import Draft, Given, Name
from cvgen.bibliography.found import Found
from cvgen.bibliography.kinds import arxiv_of, date_range, doi_of, iso_date, status_of
from cvgen.dates.parsing import parse_date
from cvgen.dates.reading import DateError
from cvgen.markup.html import from_html, without_entities
from cvgen.markup.inline import escape_marks, is_safe_url
from cvgen.source.tree import Listing, Mapping, Node, Scalar

TYPES = {
    "article-journal": "journal", "article-magazine": "journal", "article-newspaper": "journal",
    "review": "journal", "review-book": "journal", "paper-conference": "conference",
    "chapter": "chapter", "entry": "chapter", "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter", "book": "book", "thesis": "thesis", "report": "report",
    "standard": "report", "dataset": "dataset", "software": "software", "article": "preprint",
    "manuscript": "preprint", "patent": "patent", "document": "other",
    # the words of Crossref, whose answers look like CSL-JSON
    "journal-article": "journal", "proceedings-article": "conference", "book-chapter": "chapter",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "dissertation": "thesis",
    "posted-content": "preprint",
}  # fmt: skip
_PEOPLE = {"author": "authors", "editor": "editors", "collection-editor": "editors"}
_TEXTS = {
    "title": "title", "collection-title": "series", "volume": "volume", "issue": "issue",
    "number": "issue", "page": "pages", "article-number": "pages", "genre": "genre",
    "publisher": "publisher", "event-place": "location", "publisher-place": "location",
    "status": "status", "note": "note",
}  # fmt: skip
_VENUES = ("container-title", "event-title", "event")
_SHORT_VENUES = ("container-title-short", "journalAbbreviation", "short-container-title")
_SCHOOLS = ("thesis", "report")
_WORDS = ("keyword", "keywords", "categories")
_SUBTYPES = ("workshop", "poster", "demo", "preprint")


def read_item(draft: Draft, item: Mapping, found: Found) -> None:
    """Fill ``draft`` from ``item``; each value is placed, or listed."""
    given = {name: node for name, node in item.items.items() if not _is_empty(node)}
    _kind(draft, given)
    for name, target in _PEOPLE.items():
        if name in given:
            draft.put_people(target, list(_names(given[name])), _given(name, given.pop(name)))
    _identifiers(draft, given, found)
    for name, target in _TEXTS.items():
        if (node := given.pop(name, None)) is not None:
            _text(draft, name, target, node)
    for names, target in ((_VENUES, "name"), (_SHORT_VENUES, "acronym")):
        for name in names:
            if (node := given.pop(name, None)) is not None:
                _venue(draft, name, target, node)
    _dates(draft, given, found)
    _rest(draft, given)


def _rest(draft: Draft, given: dict[str, Node]) -> None:
    """The keywords, and everything that has no place in a publication."""
    for name, node in given.items():
        if name in _WORDS:
            texts = [one.text for one in _scalars(node)]
            parts = [word.strip() for text in texts for word in re.split("[,;]", text)]
            draft.words = (*draft.words, *(word for word in parts if word))
        if name not in ("id", "citation-key"):
            draft.leave(_given(name, node))


def _kind(draft: Draft, given: dict[str, Node]) -> None:
    node = given.pop("type", None)
    typed = node.text if isinstance(node, Scalar) else ""
    kind = TYPES.get(typed, "other")
    genre = given.get("genre")
    if isinstance(genre, Scalar) and genre.text.lower() in _SUBTYPES:
        kind = genre.text.lower()
        draft.placed.append(_given("genre", given.pop("genre")))
    draft.derive("type", kind, node.span if node else draft.span)
    if node is not None:
        (draft.placed if typed in TYPES else draft.listed).append(_given("type", node))


def _identifiers(draft: Draft, given: dict[str, Node], found: Found) -> None:
    for name in ("DOI", "doi"):
        if (node := given.pop(name, None)) is not None:
            found.identify(draft, _given(name, node), "doi", doi_of(_plain(node)))
    node = given.get("number")
    archive = " ".join(_plain(given[key]) for key in ("archive", "publisher") if key in given)
    arxiv = arxiv_of(_plain(node)) if node is not None else None
    if node is not None and arxiv and "arxiv" in f"{archive} {_plain(node)}".lower():
        draft.put("arxiv", arxiv, _given("number", given.pop("number")))
        if "arxiv" in _plain(given.get("archive")).lower():
            draft.placed.append(_given("archive", given.pop("archive")))
    place = given.get("archive_location")
    if place is not None and "arxiv" in archive.lower() and (found_id := arxiv_of(_plain(place))):
        draft.put("arxiv", found_id, _given("archive_location", given.pop("archive_location")))
        if "archive" in given:
            draft.placed.append(_given("archive", given.pop("archive")))
    for name in ("URL", "url"):
        if (node := given.pop(name, None)) is not None:
            address = _plain(node)
            is_web = address.startswith("http") and is_safe_url(address)
            found.identify(draft, _given(name, node), "url", address if is_web else None)


def _text(draft: Draft, name: str, target: str, node: Node) -> None:
    text = _markdown(node)
    if name == "page":
        text = re.sub(r"(?<=\w)\s*(?:-{1,3}|–)\s*(?=\w)", "–", text)
    if name == "publisher" and draft.text("type") in _SCHOOLS:
        target = "institution"
    status = status_of(text) if target in ("note", "status") else None
    if status and "status" not in draft.items:
        target, text = "status", status
    draft.put(target, text, _given(name, node))


def _venue(draft: Draft, name: str, target: str, node: Node) -> None:
    """The venue, unless it says no more than ``arXiv``; its short form, unless it is the same."""
    text, given = _markdown(node), _given(name, node)
    venue = draft.items.get("venue")
    full = venue.items.get("name") if isinstance(venue, Mapping) else None
    if target == "acronym" and isinstance(full, Scalar) and full.text == text:
        draft.placed.append(given)
    elif target == "acronym" and full is not None and draft.text("type") != "conference":
        draft.leave(given)  # the abbreviation of a journal says nothing more
    elif target == "acronym" and full is None:
        draft.put_in("venue", "name", text, given)
    else:
        draft.put_in("venue", target, text, given)


def _dates(draft: Draft, given: dict[str, Node], found: Found) -> None:
    for name in ("issued", "published", "published-print", "published-online", "submitted"):
        node = given.get(name)
        if node is None or "date" in draft.items:
            continue
        made = _date(node)
        if made is not None:
            draft.put("date", made, _given(name, given.pop(name)))
        elif name == "issued":
            status = status_of(_plain(node))
            whole = _given(name, given.pop(name))
            if not (status and draft.put("status", status, whole)):
                draft.leave(whole)
                hint = 'a date has a year, as in "date-parts": [[2021, 5]]'
                message = f"'{whole.text.strip()}' is not used as the 'issued' of an entry"
                found.warn("W779", message, whole.span, hint)


def _date(node: Node) -> str | None:
    """A date of CSL: its parts, EDTF, or a text with a year."""
    if isinstance(node, Scalar):
        return date_range(node.text)
    if not isinstance(node, Mapping):
        return None
    parts = node.items.get("date-parts")
    season = node.items.get("season")
    if isinstance(parts, Listing):
        made = [_from_parts(one) for one in parts.items[:2]]
        if len(made) == 1 and made[0] and made[0].isdigit() and isinstance(season, Scalar):
            return iso_date(f"{made[0]}-2{season.text}") or made[0]  # 1 is spring
        if made and all(made):
            return made[0] if len(set(made)) == 1 else f"{made[0]}..{made[1]}"
    for name in ("raw", "literal", "edtf"):
        inner = node.items.get(name)
        if isinstance(inner, Scalar):
            found = date_range(inner.text)
            if found or (found := _in_words(inner.text)):
                return found
    year = node.items.get("year")
    return iso_date(year.text) if isinstance(year, Scalar) else None


def _in_words(text: str) -> str | None:
    """A date such as ``May 2020``, if a CV may have it."""
    try:
        parse_date(text)
    except DateError:
        return None
    return text.strip()


def _from_parts(node: Node) -> str | None:
    numbers = [one.text for one in _scalars(node) if one.text.isdigit()]
    if not numbers:
        return None
    for length in (len(numbers[:3]), 1):
        padded = [numbers[0].zfill(4), *(number.zfill(2) for number in numbers[1:length])]
        if found := iso_date("-".join(padded)):
            return found
    return None


def _names(node: Node) -> Iterator[Name]:
    for one in node.items if isinstance(node, Listing) else [node]:
        if isinstance(one, Scalar):
            yield Name(one.text)
        elif isinstance(one, Mapping):
            yield _name(one)


def _name(node: Mapping) -> Name:
    """A name with given names first; a star at any of its parts means equal contribution."""
    part = {key: without_entities(_plain(value)) for key, value in node.items.items()}
    group = part.get("literal") or part.get("name") or ""
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole, family = (
        " ".join(part[key] for key in keys if part.get(key)) for keys in (order, order[1:4])
    )
    text = group or whole
    is_person = bool(part.get("given")) or not group
    return Name(
        " ".join(text.replace("*", "").split()), "*" in text,
        " ".join(family.replace("*", "").split()), not is_person,
    )  # fmt: skip


def _scalars(node: Node | None) -> Iterator[Scalar]:
    """The texts in ``node``, in order."""
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        inner = node.items if isinstance(node, Listing) else node.items.values()
        for one in inner:
            yield from _scalars(one)


def _plain(node: Node | None) -> str:
    return " ".join(" ".join(one.text for one in _scalars(node)).split())


def _markdown(node: Node) -> str:
    """A text with HTML, as CSL allows, as Markdown."""
    return from_html(escape_marks(_plain(node))).strip()


def _given(name: str, node: Node) -> Given:
    return Given(name, _plain(node), node.span)


def _is_empty(node: Node) -> bool:
    return not any(one.text.strip() and not one.is_null for one in _scalars(node))
