"""The header of the document: who the person is and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from cvgen.dates.parsing import parse_date
from cvgen.document import Contact, Header
from cvgen.locales import Locale
from cvgen.lowering.addresses import full_address, shown_address
from cvgen.lowering.choices import Choices
from cvgen.lowering.networks import profile_url
from cvgen.markup.inline import Inline, join_inline, literal, plain_text
from cvgen.model.person import Address, Link, Person, WorkAuthorization
from cvgen.phones import phone_links, with_phones
from cvgen.sections.base import address_lines, inline, passage, prose

_ADDRESS_LABELS = ("postal", "visiting")


def lower_header(person: Person, locale: Locale, choices: Choices) -> Header:
    """The header; contacts in the order e-mail, phone, place, addresses, links, facts."""
    return Header(
        name=person.name,
        headline=prose(person.headline),
        affiliation=prose(person.affiliation),
        contacts=tuple(contact for contact in _contacts(person, locale, choices) if contact.text),
        photo=person.photo.text if person.photo and choices.photo else None,
        photo_alt=locale.word("photo", name=person.name) if person.photo else "",
        summary=passage(person.summary),
    )


def _contacts(person: Person, locale: Locale, choices: Choices) -> Iterator[Contact]:
    words = {key: locale.word(key) if choices.contact_words else "" for key in ("email", "phone")}
    for email in person.email:
        href = f"mailto:{quote(email.text, safe='@+')}"
        yield Contact("email", literal(email.text, href=href), words["email"])
    for phone in person.phone:
        yield Contact("phone", phone_links(phone.text), words["phone"])
    if person.location:
        yield Contact("location", with_phones(inline(person.location)))
    for address in person.addresses:
        yield _address(address, locale)
    for link in person.links:
        yield _link(link)
    yield from _facts(person, locale)


def _facts(person: Person, locale: Locale) -> Iterator[Contact]:
    if person.born:
        born = locale.full_date(parse_date(person.born.text))
        yield Contact("fact", literal(born), locale.word("born"))
    if person.nationality:
        yield Contact("fact", inline(person.nationality), locale.word("nationality"))
    for right in person.work_authorization:
        yield Contact("fact", _right(right, locale), locale.word("work_authorization"))
    for fact in person.facts:
        if fact.label is not None:
            yield Contact("fact", with_phones(prose(fact.value)), plain_text(inline(fact.label)))


def _address(address: Address, locale: Locale) -> Contact:
    label = plain_text(inline(address.label))
    key = label.casefold()
    if key in _ADDRESS_LABELS:
        label = locale.word(key)
    text = locale.punctuation.join(map(with_phones, address_lines(address.text)))
    return Contact("address", text, label[:1].upper() + label[1:])


def _link(link: Link) -> Contact:
    """A profile or page: known networks by address, others by name and username."""
    url, label = link.url, ""
    if url is None and link.network and link.username:
        url = profile_url(link.network, link.username)
        if url is None:
            label = link.network[:1].upper() + link.network[1:]
    text = plain_text(inline(link.label))
    if text or not url:
        return Contact("link", literal(text or link.username or "", href=url), label)
    shown, full = shown_address(url), full_address(url)
    return Contact("link", literal(shown, href=url), label, full if full != shown else "")


def _has_words(text: str, words: str) -> bool:
    """True if ``text`` contains ``words``, ignoring case."""
    parts = rf"(?<!\w){re.escape(words.casefold())}(?!\w)"
    return re.search(parts, text.casefold()) is not None


def _right(right: WorkAuthorization, locale: Locale) -> Inline:
    until = ""
    if right.until:
        until = locale.word("until", date=locale.full_date(right.until, in_phrase=True))
    country, status = inline(right.country), inline(right.status)
    parts = [() if _has_words(plain_text(status), plain_text(country)) else country, status]
    return locale.punctuation.join([join_inline(parts, " "), literal(until), prose(right.note)])
