"""What a page on the web says beside the CV: words for its links, and data for machines.

The data, a schema.org ``Person`` and a description, say only what the page says as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from cvgen.document import Paragraph, Web
from cvgen.locales import load_locale
from cvgen.locales.cldr import with_country
from cvgen.lowering.networks import networks, profile_url
from cvgen.markup.inline import plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry
from cvgen.model.fields import Meaning, fields_with
from cvgen.model.person import Link
from cvgen.model.text import Text
from cvgen.phones import phone_links
from cvgen.sections import SECTION_TYPES
from cvgen.sections.base import PersonFact, inline, passage
from cvgen.sections.interests import with_interests
from cvgen.sections.publications import Author

DESCRIPTION = 200
_ORDER = (
    "name", "alternateName", "description", "jobTitle", "affiliation", "worksFor", "alumniOf",
    "email", "telephone", "url", "sameAs", "award", "knowsAbout", "knowsLanguage",
)  # fmt: skip


def web_of(cv: Cv, public: Cv) -> Web:
    """The web parts of the selected ``cv``, with data from its ``public`` part."""
    locale = load_locale(cv.settings.language)
    cv = with_interests(cv)
    return Web(
        locale.word("contents"),
        locale.word("skip"),
        public=(public.person, public.sections) == (cv.person, cv.sections),
        description=description(public),
        locale=with_country(cv.settings.language),
        person=person_data(public),
    )


def person_data(public: Cv) -> dict[str, Any]:
    """``public``, which must have only public items, as JSON-LD without unknown values."""
    person = public.person
    pages, profiles = _links(person.links)
    found = {
        "name": person.name,
        "alternateName": names_in_print(public),
        "description": " ".join(_paragraphs(person.summary)),
        "jobTitle": _plain(person.headline),
        "affiliation": _things("Organization", filter(None, [_plain(person.affiliation)])),
        "email": [email.text for email in person.email],
        "telephone": list(_telephones(person.phone)),
        "url": pages[:1],
        "sameAs": [*pages[1:], *profiles],
    } | _facts(public)
    order = {key: number for number, key in enumerate(_ORDER)}
    keys = sorted(found, key=lambda key: order.get(key, len(order)))
    kept = {key: _single(found[key]) for key in keys if found[key]}
    return {"@context": "https://schema.org", "@type": "Person", **kept}


def description(public: Cv) -> str:
    """One or two lines about the person: the start of the profile, else position and place."""
    person = public.person
    summary = _paragraphs(person.summary)
    parts = (_plain(person.headline), _plain(person.affiliation))
    return _shortened(summary[0] if summary else ", ".join(filter(None, parts)))


def _paragraphs(text: Text | None) -> list[str]:
    """The paragraphs of ``text``, each on one line, without lists."""
    blocks = (block for block in passage(text) if isinstance(block, Paragraph))
    return [" ".join(plain_text(block.text).split()) for block in blocks]


def _shortened(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    cut = text[:DESCRIPTION].rpartition(" ")[0] or text[: DESCRIPTION - 1]
    return cut.rstrip(" ,;:.–") + "…"


def _plain(text: Text | None) -> str:
    return plain_text(inline(text))


def _facts(cv: Cv) -> dict[str, list[Any]]:
    """The facts about the person that section types declare, each value once."""
    entries: dict[PersonFact, list[Entry]] = defaultdict(list)
    for section in with_interests(cv).sections:
        if fact := SECTION_TYPES[section.type].person:
            entries[fact] += section.entries
    found: dict[str, list[Any]] = defaultdict(list)
    for fact, own in entries.items():
        if fact.time != "any":
            wanted, day = fact.time == "present", cv.settings.updated
            own = [one for one in own if bool(one.lasted and one.lasted.goes_on(day)) == wanted]
        texts = _texts(own, fact.field)
        found[fact.property] += _things(fact.type, texts) if fact.type else texts
    return found


def _texts(entries: Iterable[Entry], field: str) -> list[str]:
    """The values of ``field``, each once; a field may hold one text or several."""
    found: list[str] = []
    for entry in entries:
        value = getattr(entry, field)
        found += map(_plain, value if isinstance(value, tuple) else (value,))
    return list(dict.fromkeys(filter(None, found)))


def names_in_print(cv: Cv) -> list[str]:
    """The aliases that an author list contains."""
    printed = {
        person.name
        for section in cv.sections
        for entry in section.entries
        for field in fields_with(type(entry), Meaning.PEOPLE)
        for person in getattr(entry, field) or ()
        if isinstance(person, Author)
    }
    names = (name for name in cv.person.aliases if name in printed and name != cv.person.name)
    return [name for name in names if name[:1] != "["]  # what stands for an anonymous name


def _links(links: Iterable[Link]) -> tuple[list[str], list[str]]:
    """The person's own pages, and their profiles elsewhere."""
    pages: list[str] = []
    profiles: list[str] = []
    hosts = {_host(url) for url in networks().values()}
    for link in links:
        url = link.url or profile_url(link.network or "", link.username or "")
        if url is None or not url.startswith("http"):
            continue
        (profiles if link.network or _host(url) in hosts else pages).append(url)
    return pages, profiles


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _telephones(phones: Iterable[Text]) -> Iterator[str]:
    """The unambiguous phone numbers, in the form for dialling."""
    for phone in phones:
        for run in phone_links(phone.text):
            if run.href:
                yield run.href.removeprefix("tel:")


def _things(kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"@type": kind, "name": name} for name in names]


def _single(value: Any) -> Any:
    """The only item of a list of one, which means the same in JSON-LD."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
