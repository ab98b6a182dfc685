"""The public part of a Cv → what machines may be told: a schema.org ``Person`` and a description.

Only what the page says as well, so nobody learns from the data what they cannot read: a name of
``aliases`` counts where an author list has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from cvgen.dates import PartialDate
from cvgen.document import Paragraph
from cvgen.lowering.networks import NETWORKS, profile_url
from cvgen.markup.inline import plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry
from cvgen.model.person import Link
from cvgen.model.text import Text
from cvgen.phones import phone_links
from cvgen.sections.base import inline, passage
from cvgen.sections.interests import with_interests

DESCRIPTION = 200
_HOSTS = {urlsplit(pattern).netloc.removeprefix("www.") for pattern in NETWORKS.values()}


def person_data(public: Cv) -> dict[str, Any]:
    """``public`` as JSON-LD: values are texts, lists and mappings; what is not known is left out.

    ``public`` must hold nothing that is not for everybody; no mark is looked at here.
    """
    person = public.person
    pages, profiles = _links(person.links)
    as_of = public.settings.updated
    current = [one for one in _entries(public, "experience") if _is_current(one, as_of)]
    found = {
        "name": person.name,
        "alternateName": _names_in_print(public),
        "description": " ".join(_paragraphs(person.summary)),
        "jobTitle": _plain(person.headline),
        "affiliation": _organizations([_plain(person.affiliation)]),
        "worksFor": _organizations(_texts(current, "organization")),
        "alumniOf": _organizations(_texts(_past_studies(public), "institution")),
        "email": [email.text for email in person.email],
        "telephone": list(_telephones(person.phone)),
        "url": pages[:1],
        "sameAs": [*pages[1:], *profiles],
        "award": _texts(_entries(public, "awards"), "title"),
        "knowsAbout": _texts(_entries(public, "skills"), "items"),
        "knowsLanguage": _things("Language", _texts(_entries(public, "languages"), "language")),
    }
    kept = {key: _single(value) for key, value in found.items() if value}
    return {"@context": "https://schema.org", "@type": "Person", **kept}


def description(public: Cv) -> str:
    """One or two lines about the person: how the profile begins, else position and place."""
    person = public.person
    summary = _paragraphs(person.summary)
    parts = (_plain(person.headline), _plain(person.affiliation))
    return _shortened(summary[0] if summary else ", ".join(filter(None, parts)))


def _paragraphs(text: Text | None) -> list[str]:
    """The paragraphs of ``text``, each in one line, without its lists."""
    blocks = (block for block in passage(text) if isinstance(block, Paragraph))
    return [" ".join(plain_text(block.text).split()) for block in blocks]


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    cut = text[:DESCRIPTION].rpartition(" ")[0] or text[: DESCRIPTION - 1]
    return cut.rstrip(" ,;:.–") + "…"


def _plain(text: Text | None) -> str:
    return plain_text(inline(text))


def _entries(cv: Cv, kind: str) -> list[Entry]:
    """All entries of sections of the type ``kind``."""
    sections = with_interests(cv).sections
    return [entry for section in sections if section.type == kind for entry in section.entries]


def _texts(entries: Iterable[Entry], field: str) -> list[str]:
    """The values of ``field``, each once; a field may hold one text or several."""
    found: list[str] = []
    for entry in entries:
        value = getattr(entry, field)
        found += map(_plain, value if isinstance(value, tuple) else (value,))
    return list(dict.fromkeys(filter(None, found)))


def _is_current(entry: Entry, as_of: PartialDate | None) -> bool:
    return entry.lasted is not None and entry.lasted.goes_on(as_of)


def _past_studies(cv: Cv) -> Iterator[Entry]:
    for entry in _entries(cv, "education"):
        if not _is_current(entry, cv.settings.updated):
            yield entry


def _names_in_print(cv: Cv) -> list[str]:
    """The aliases that stand in an author list."""
    authors = (getattr(entry, "authors", ()) for entry in _entries(cv, "publications"))
    printed = {author.name for group in authors for author in group}
    return [name for name in cv.person.aliases if name in printed and name != cv.person.name]


def _links(links: Iterable[Link]) -> tuple[list[str], list[str]]:
    """The person's own pages, and their profiles elsewhere."""
    pages: list[str] = []
    profiles: list[str] = []
    for link in links:
        url = link.url or profile_url(link.network or "", link.username or "")
        if url is None or not url.startswith("http"):
            continue
        elsewhere = link.network or urlsplit(url).netloc.removeprefix("www.") in _HOSTS
        (profiles if elsewhere else pages).append(url)
    return pages, profiles


def _telephones(phones: Iterable[Text]) -> Iterator[str]:
    """The numbers that are clear, as machines dial them."""
    for phone in phones:
        for run in phone_links(phone.text):
            if run.href:
                yield run.href.removeprefix("tel:")


def _organizations(names: Iterable[str]) -> list[dict[str, str]]:
    return _things("Organization", filter(None, names))


def _things(kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": kind, "name": name} for name in names]


def _single(value: Any) -> Any:
    """The one item of a list of one, since both forms mean the same."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
