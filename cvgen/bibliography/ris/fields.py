"""The tags of a RIS record → the fields of a publication."""

from __future__ import annotations

import re

from cvgen.bibliography.draft import Draft, Given, Name
from cvgen.bibliography.found import Found
from cvgen.bibliography.kinds import arxiv_of, doi_of, iso_date, status_of
from cvgen.markup.html import from_html, without_entities
from cvgen.markup.inline import escape_marks, is_safe_url
from cvgen.patterns import pattern

TYPES = {
    "JOUR": "journal", "EJOUR": "journal", "JFULL": "journal", "MGZN": "journal",
    "NEWS": "journal", "INPR": "journal", "ABST": "journal", "CONF": "conference",
    "CPAPER": "conference", "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "chapter",
    "DICT": "chapter", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "SER": "book",
    "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "report", "DATA": "dataset",
    "DBASE": "dataset", "AGGR": "dataset", "COMP": "software", "UNPB": "preprint",
    "MANSCPT": "preprint", "PAT": "patent",
}  # fmt: skip
_PEOPLE = {"AU": "authors", "A1": "authors", "ED": "editors"}
_EDITORS = ("chapter", "conference")
"""In these types, ``A2`` names editors."""
_TEXTS = {
    "TI": "title", "T1": "title", "T3": "series", "VL": "volume", "IS": "issue", "M1": "issue",
    "M3": "genre", "PB": "publisher", "CY": "location", "PP": "location", "C1": "location",
    "N1": "note",
}  # fmt: skip
_VENUES = ("T2", "JF", "BT", "JO", "J2", "JA")
"""Names of the venue: full ones first, then abbreviated ones."""
_SCHOOLS = ("thesis", "report")
_DATE = pattern(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?)?)?(?:[/-].*)?")
_IGNORED = ("ID", "LB")


def read_record(draft: Draft, values: list[Given], found: Found) -> None:
    """Fill ``draft`` from ``values``; each is placed, or listed."""
    kind = _kind(draft, values[0], found)
    people: dict[str, list[tuple[Name, Given]]] = {}
    pages: dict[str, Given] = {}
    dates: list[Given] = []
    venues: list[Given] = []
    for given in (one for one in values[1:] if one.text.strip() and one.name not in _IGNORED):
        tag = given.name
        target = _PEOPLE.get(tag) or ("editors" if tag == "A2" and kind in _EDITORS else "")
        if target:
            people.setdefault(target, []).append((_name(given.text), given))
        elif tag in ("SP", "EP") and tag not in pages:
            pages[tag] = given
        elif tag in ("PY", "Y1", "DA"):
            dates.append(given)
        elif tag in _VENUES:
            venues.append(given)
        else:
            _value(draft, given, kind, found)
    for target, names in people.items():
        draft.put_people(target, [name for name, _ in names], names[0][1])
        draft.placed += [given for _, given in names[1:]]
    _pages(draft, pages)
    _venues(draft, venues)
    _dates(draft, dates, found)


def _kind(draft: Draft, given: Given, found: Found) -> str:
    kind = TYPES.get(given.text.strip(), "other")
    draft.derive("type", kind, given.span)
    (draft.placed if given.text.strip() in TYPES else draft.listed).append(given)
    if given.text.strip() == "INPR":
        draft.derive("status", "in press", given.span)
    if kind == "other" and given.text.strip() != "GEN":
        message = f"'{given.text}' is no type of entry, so this is listed under 'other'"
        found.warn("W781", message, given.span, "write JOUR, CONF, CHAP, BOOK …")
    return kind


def _value(draft: Draft, given: Given, kind: str, found: Found) -> None:
    tag, text = given.name, _markdown(given.text)
    if tag == "KW":
        draft.words = (*draft.words, given.text.strip())
        draft.leave(given)
    elif tag == "DO":
        found.identify(draft, given, "doi", doi_of(given.text))
    elif tag in ("UR", "UL", "L2", "LK"):
        _address(draft, given, found)
    elif tag == "M3" and (doi := doi_of(given.text)):
        same = draft.text("doi") == doi
        draft.placed.append(given) if same else draft.put("doi", doi, given)
    elif tag in _TEXTS:
        target = _TEXTS[tag]
        if tag == "PB" and kind in _SCHOOLS:
            target = "institution"
        status = status_of(text) if target == "note" else None
        draft.put("status" if status else target, status or text, given)
    else:
        draft.leave(given)


def _address(draft: Draft, given: Given, found: Found) -> None:
    address = given.text.strip()
    doi = doi_of(address) if "doi.org/" in address else None
    arxiv = arxiv_of(address) if "arxiv.org/" in address else None
    if doi and draft.text("doi") in ("", doi):
        if draft.text("doi"):
            draft.placed.append(given)
        else:
            draft.put("doi", doi, given)
    elif arxiv and not draft.text("arxiv"):
        draft.put("arxiv", arxiv, given)
    else:
        is_web = address.startswith("http") and is_safe_url(address)
        found.identify(draft, given, "url", address if is_web else None)


def _venues(draft: Draft, values: list[Given]) -> None:
    """The venue by its full name; a conference has its short form as an acronym."""
    for given in sorted(values, key=lambda one: _VENUES.index(one.name)):
        inner = getattr(draft.items.get("venue"), "items", {})
        text = _markdown(given.text)
        if text in [node.text for node in inner.values()]:
            draft.placed.append(given)
        elif "name" in inner and draft.text("type") == "conference":
            draft.put_in("venue", "acronym", text, given)
        else:
            draft.put_in("venue", "name", text, given)


def _pages(draft: Draft, pages: dict[str, Given]) -> None:
    start, end = pages.get("SP"), pages.get("EP")
    if start is None:
        if end is not None:
            draft.leave(end)
        return
    text = re.sub(r"(?<=\w)\s*(?:-{1,3}|–)\s*(?=\w)", "–", start.text.strip())
    if end is not None:
        first, last = text.partition("–")[0], end.text.strip()
        text = text if first == last or "–" in text else f"{text}–{last}"
        draft.placed.append(end)
    draft.put("pages", _markdown(text), start)


def _dates(draft: Draft, values: list[Given], found: Found) -> None:
    """The most precise date; the others are listed unless they say the same."""
    made = [(given, _date(given.text)) for given in values]
    known = [(given, date) for given, date in made if date]
    best = max(known, key=lambda one: (len(one[1]), one[0].name != "DA"), default=None)
    if best is not None and known[0][1][:4] != best[1][:4]:
        best = known[0]
    if best is not None:
        draft.put("date", best[1], best[0])
    for given, date in made:
        if best is not None and given is best[0]:
            continue
        if best is not None and date and best[1].startswith(date):
            draft.placed.append(given)
        elif status_of(given.text) and "status" not in draft.items:
            draft.put("status", status_of(given.text) or "", given)
        else:
            draft.leave(given)
            if date is None and best is None:
                message = f"'{given.text.strip()}' is not used as the '{given.name}' of an entry"
                found.warn("W779", message, given.span, "write a date such as 2021/05")


def _date(text: str) -> str | None:
    match = _DATE.fullmatch(text.strip().rstrip("/ "))
    if match is None:
        return None
    parts = [match[1], *(part.zfill(2) for part in (match[2], match[3]) if part)]
    return iso_date("-".join(parts)) or iso_date(match[1])


def _name(text: str) -> Name:
    """``Example, Ada, Jr.`` with given names first."""
    plain = without_entities(text).replace("*", "").strip(" ,")
    parts = [part.strip() for part in plain.split(",")]
    if len(parts) > 1:
        plain = " ".join([parts[1], parts[0], *parts[2:]])
    return Name(" ".join(plain.split()), "*" in text, parts[0] if len(parts) > 1 else "")


def _markdown(text: str) -> str:
    return from_html(escape_marks(" ".join(text.split())))
