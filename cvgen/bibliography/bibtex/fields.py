"""The fields of a BibTeX entry → the fields of a publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cvgen.bibliography.bibtex.dates import put_date
from cvgen.bibliography.bibtex.definitions import Definitions
from cvgen.bibliography.bibtex.names import people_in
from cvgen.bibliography.draft import Draft, Given, Name
from cvgen.bibliography.kinds import TYPE_WORDS, arxiv_of, doi_of, status_of
from cvgen.bibliography.latex_text import address_of, markdown_of
from cvgen.markup.inline import is_safe_url
from cvgen.patterns import pattern

_TYPES = {
    "journal": "article suppperiodical review",
    "conference": "inproceedings conference",
    "chapter": "incollection inbook suppbook suppcollection inreference bookinbook",
    "book": "book mvbook collection mvcollection proceedings mvproceedings booklet reference",
    "thesis": "phdthesis mastersthesis thesis bachelorsthesis diplomathesis",
    "report": "techreport report manual standard whitepaper",
    "dataset": "dataset data",
    "software": "software softwareversion softwaremodule codefragment",
    "preprint": "unpublished preprint",
    "patent": "patent",
    "poster": "poster",
    "demo": "demo",
    "other": "misc online electronic www letter periodical mvreference video audio artwork "
    "performance music movie image commentary jurisdiction legislation legal set",
}
_KINDS = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_GENRES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis", "diplomathesis": "Diploma thesis",
}  # fmt: skip
_SUBTYPES = ("workshop", "poster", "demo", "conference", "preprint")
_ARXIV_JOURNAL = pattern(r"(?:arxiv(?:\.org)?|corr)(?:\s+e-?prints?|\s+preprint)?\b(.*)", 2)
"""The journal of a preprint, with its identifier; the flag is ``re.IGNORECASE``."""
_EQUAL = pattern(r"(\d+)\s*=\s*\"?equal\w*\"?")
_SCHEMES = pattern(r"(?:^|\s)https?://")
_IN_BRACES = pattern(r"\\(?:url|href)\s*\{([^{}]*)\}.*")
_TEXTS = {
    "series": "series", "volume": "volume", "number": "issue", "issue": "issue", "pages": "pages",
    "publisher": "publisher", "school": "institution", "institution": "institution",
    "location": "location", "address": "location", "venue": "location", "rank": "rank",
    "award": "award", "pubstate": "status", "status": "status", "note": "note", "addendum": "note",
    "organization": "publisher", "eid": "pages", "articleno": "pages", "holder": "institution",
    "article-number": "pages",
}  # fmt: skip
"""Texts by the name of their field, in the order in which they are read."""
_OWN = frozenset({"thesis", "report"})


@dataclass
class Reading:
    """A draft, its type in BibTeX, its values, the file's commands, and what is strange.

    ``unknown`` are values with LaTeX that is not known; ``strange`` those that mean nothing.
    """

    draft: Draft
    type: str
    given: dict[str, Given]
    defined: Definitions
    unknown: list[tuple[Given, tuple[str, ...]]] = field(default_factory=list)
    strange: list[tuple[Given, str]] = field(default_factory=list)

    def take(self, name: str) -> Given | None:
        """The value of the field ``name``, which is then used up."""
        return self.given.pop(name, None)

    def text(self, given: Given) -> str:
        """``given`` as Markdown."""
        made, unknown = markdown_of(self.defined.expand(given.text))
        if unknown:
            self.unknown.append((given, unknown))
        return made


def read_fields(reading: Reading) -> None:
    """Fill the draft of ``reading``; each value is placed, or listed."""
    for step in (
        _titles, _people, _identifiers, _venue, _kind, _dates, _pages_and_texts, _links, _rest
    ):  # fmt: skip
        step(reading)


def _titles(reading: Reading) -> None:
    main, sub = reading.take("title"), reading.take("subtitle")
    if main is None and (main := reading.take("maintitle")) is None:
        main, sub = sub, None
    if main is None:
        return
    text = reading.text(main)
    if sub is not None and (more := reading.text(sub)):
        separator = " " if text.endswith((":", "?", "!", ".")) else ": "
        text = f"{text}{separator}{more}"
        reading.draft.placed.append(sub)
    reading.draft.put("title", text, main)


def _people(reading: Reading) -> None:
    for name, target in (("author", "authors"), ("editor", "editors"), ("inventor", "authors")):
        given = reading.take(name)
        if given is None:
            continue
        found = people_in(reading.defined.expand(given.text))
        if found is None:
            reading.draft.put_typed(target, given.text, given)
            continue
        people, unknown = found
        if (notes := reading.take(f"{name}+an")) is not None:
            people = _annotated(people, notes, reading.draft)
        if unknown:
            reading.unknown.append((given, unknown))
        reading.draft.put_people(target, people, given)


def _annotated(people: list[Name], notes: Given, draft: Draft) -> list[Name]:
    """``people`` with the equal contributions that biblatex notes as ``1=equal; 3=equal``."""
    numbers = {int(number) for number in _EQUAL.findall(notes.text)}
    is_all = _EQUAL.sub("", notes.text).strip(" ;") == ""
    (draft.placed if numbers and is_all else draft.listed).append(notes)
    return [
        one._replace(starred=True) if number in numbers else one
        for number, one in enumerate(people, 1)
    ]


def _identifiers(reading: Reading) -> None:
    draft = reading.draft
    if (given := reading.take("doi")) is not None:
        found = doi_of(address_of(given.text))
        if found is None or not draft.put("doi", found, given):
            _leave(reading, given, "a DOI begins with 10., as in 10.1145/12345")
    _eprint(reading)
    if (given := reading.take("arxiv") or reading.take("arxivid")) is not None:
        found = arxiv_of(address_of(given.text))
        if found is None or not draft.put("arxiv", found, given):
            draft.leave(given)


def _eprint(reading: Reading) -> None:
    """``eprint`` with its archive; one of another archive than arXiv is listed."""
    given = reading.take("eprint")
    if given is None:
        return
    archive = reading.given.get("archiveprefix") or reading.given.get("eprinttype")
    named = archive.text.strip(" {}").lower() if archive else ""
    found = arxiv_of(address_of(given.text)) if named in ("", "arxiv") else None
    if found is None or not reading.draft.put("arxiv", found, given):
        if found is None:
            reading.draft.leave(given)
        return
    for name in ("archiveprefix", "eprinttype"):
        if (beside := reading.take(name)) is not None:
            reading.draft.placed.append(beside)


def _venue(reading: Reading) -> None:
    draft = reading.draft
    for name in ("journal", "journaltitle", "booktitle", "eventtitle", "maintitle", "shortjournal"):
        given = reading.take(name)
        if given is None:
            continue
        match = _ARXIV_JOURNAL.fullmatch(" ".join(given.text.strip(" {}").split()))
        found = arxiv_of(match[1].strip(" :,/")) if match else None
        if found and draft.text("arxiv") in ("", found):
            draft.items.pop("arxiv", None)
            draft.put("arxiv", found, given)
            continue
        if match and _of_dblp(reading, given):
            continue
        sub = reading.take(name.replace("title", "subtitle"))
        text = reading.text(given)
        if sub is not None and (more := reading.text(sub)):
            text = f"{text}: {more}"
            draft.placed.append(sub)
        draft.put_in("venue", "name", text, given)
    for name in ("abbr", "acronym"):
        if (given := reading.take(name)) is not None:
            draft.put_in("venue", "acronym", reading.text(given), given)


def _of_dblp(reading: Reading, journal: Given) -> bool:
    """True if the journal is `CoRR` with an arXiv identifier as its volume, as dblp writes it."""
    draft, volume = reading.draft, reading.given.get("volume")
    found = arxiv_of(volume.text.removeprefix("abs/")) if volume else None
    if volume is None or found is None or draft.text("arxiv") not in ("", found):
        return False
    reading.take("volume")
    if draft.text("arxiv"):
        draft.placed.append(volume)
    else:
        draft.put("arxiv", found, volume)
    draft.placed.append(journal)
    return True


def _kind(reading: Reading) -> None:
    draft, kind = reading.draft, _KINDS.get(reading.type, "other")
    names = draft.items
    is_arxiv = "arxiv" in names and not any(key in names for key in ("venue", "publisher"))
    if is_arxiv and kind in ("journal", "other"):
        kind = "preprint"
    given = reading.take("entrysubtype")
    if given is not None:
        word = given.text.strip(" {}").lower()
        (draft.placed if word in _SUBTYPES else draft.listed).append(given)
        kind = word if word in _SUBTYPES else kind
    draft.derive("type", kind, draft.span)
    if (given := reading.take("type")) is not None:
        text = TYPE_WORDS.get(given.text.strip().lower(), reading.text(given))
        draft.put("genre", text, given)
    elif reading.type in _GENRES:
        draft.derive("genre", _GENRES[reading.type], draft.span)


def _dates(reading: Reading) -> None:
    given = {name: one for name in ("date", "year", "month", "day") if (one := reading.take(name))}
    for one in put_date(reading.draft, given, reading.defined):
        reading.strange.append((one, "write a year, or a date such as 2021-05"))


def _pages_and_texts(reading: Reading) -> None:
    for name, target in _TEXTS.items():
        given = reading.take(name)
        if given is None:
            continue
        text = reading.text(given)
        if name == "organization" and reading.draft.text("type") in _OWN:
            target = "institution"
        if name == "pages":
            text = re.sub(r"\s*(?:-{1,3}|–|—)\s*", "–", text)
        found = status_of(text) if target in ("note", "status") else None
        if found and "status" not in reading.draft.items:
            target, text = "status", found
        reading.draft.put(target, text, given)


def _links(reading: Reading) -> None:
    """The address; one in ``howpublished`` counts, any other text there is a note."""
    draft = reading.draft
    for name in ("url", "howpublished", "link", "html", "project"):
        given = reading.take(name)
        if given is None:
            continue
        match = _IN_BRACES.search(given.text)
        address = address_of(match[1] if match and name == "howpublished" else given.text)
        address = f"https://{address}" if address.startswith("www.") else address
        found = doi_of(address) if not address.startswith("http") else None
        if found and draft.put("doi", found, given):
            continue
        if is_safe_url(address) and len(_SCHEMES.findall(given.text)) > 1:
            draft.leave(given)
            reading.strange.append((given, "keep one address: a publication has one"))
        elif is_safe_url(address) and address.startswith("http"):
            draft.put("url", address, given)
        elif name == "howpublished":
            text = reading.text(given)
            found = status_of(text)
            draft.put("status" if found else "note", found or text, given)
        else:
            draft.leave(given)
            if name == "url":
                hint = "an address begins with https://"
                reading.strange.append((given, hint))


def _rest(reading: Reading) -> None:
    """`selected`, the keywords, and everything that has no place in a publication."""
    draft = reading.draft
    chosen = reading.take("selected")
    is_true = chosen is not None and chosen.text.strip(" {}").lower() == "true"
    if chosen is not None and not (is_true and draft.put("selected", "true", chosen)):
        draft.leave(chosen)
    for given in reading.given.values():
        if given.name in ("keywords", "keyword"):
            words = re.split(r"[,;]", markdown_of(given.text)[0])
            draft.words = tuple(word.strip() for word in words if word.strip())
        draft.leave(given)


def _leave(reading: Reading, given: Given, hint: str) -> None:
    if given not in reading.draft.listed:
        reading.draft.leave(given)
    reading.strange.append((given, hint))


def is_known_type(name: str) -> bool:
    """True if ``name`` is a type of entry that has a meaning."""
    return name in _KINDS
