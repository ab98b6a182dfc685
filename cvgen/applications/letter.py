"""Letters as documents: the sender, the recipient, the text and the enclosures, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cvgen.applications.opening import Contact
from cvgen.dates import PartialDate
from cvgen.document import Block, Document, DocumentSection, Header, Lines
from cvgen.locales import Locale, load_locale
from cvgen.lowering.typeset import typeset_document
from cvgen.markup.inline import literal, parse_inline, plain_text

_SENDER_KINDS = ("address", "location")


@dataclass(frozen=True)
class Letter:
    """What a letter says; empty texts take the words of the language.

    ``layout`` is ``din``, ``uk`` or ``us``. ``signature`` is the name of a picture.
    """

    date: PartialDate
    recipient: Contact
    text: tuple[Block, ...]
    layout: str
    subject: str = ""
    salutation: str = ""
    closing: str = ""
    enclosures: tuple[str, ...] = ()
    signature: str | None = None
    title: str = ""


def layout_of(language: str) -> str:
    """The layout of letters in ``language``: that of the country where most people speak it."""
    return str(load_locale(language).data["letter"]["layout"])


def letter_document(letter: Letter, header: Header, author: str, language: str) -> Document:
    """``letter`` as a document of ``author``, the person in ``header``."""
    locale = load_locale(language)
    words = locale.data["letter"]
    label = letter.title or str(words["title"])
    blocks = tuple(_blocks(letter, header, locale))
    document = Document(
        header=replace(
            header,
            photo=letter.signature,
            photo_alt=header.name if letter.signature else "",
            summary=(),
        ),
        sections=(DocumentSection("letter", "letter", "", blocks),),
        language=locale.tag,
        direction=locale.direction,
        title=f"{author} – {label}",
        label=label,
        author=author,
        dated="{:04d}-{:02d}-{:02d}".format(*letter.date.first_day()),
        punctuation=locale.punctuation,
        layout=letter.layout,
    )
    return typeset_document(document, locale)


def _blocks(letter: Letter, header: Header, locale: Locale) -> Iterator[Block]:
    """The blocks in the order of the layout."""
    words = locale.data["letter"]
    subject = Lines((parse_inline(letter.subject),), "subject") if letter.subject else None
    salutation = Lines((literal(_salutation(letter, words)),), "salutation")
    yield from _opening(letter, header, locale)
    if subject and letter.layout != "uk":
        yield subject
    yield salutation
    if subject and letter.layout == "uk":  # below the salutation, as in British letters
        yield subject
    yield from letter.text
    is_named = letter.recipient.name or letter.recipient.salutation or letter.salutation
    closing = "closing" if is_named else "closing_unnamed"
    yield Lines((literal(letter.closing or str(words[closing])),), "closing")
    yield Lines((literal(header.name),), "name")
    if letter.enclosures:
        rows = (str(words["enclosures"]), *letter.enclosures)
        yield Lines(tuple(map(literal, rows)), "enclosures")


def _opening(letter: Letter, header: Header, locale: Locale) -> Iterator[Block]:
    """The return address, the recipient and the date."""
    date = Lines((literal(locale.full_date(letter.date)),), "date")
    lines = recipient_lines(letter.recipient)
    recipient = [Lines(tuple(map(literal, lines)), "recipient")] if lines else []
    if letter.layout == "us":
        yield date
        yield from recipient
        return
    if letter.layout == "din" and recipient and (sender := _return_line(header)):
        yield Lines((literal(sender),), "sender")
    yield from recipient
    yield date


def recipient_lines(recipient: Contact) -> list[str]:
    """The lines of the address, as they stand on an envelope."""
    lines = (recipient.name, recipient.role, recipient.organization, *recipient.address)
    return [line for line in lines if line]


def _return_line(header: Header) -> str:
    """The sender in one line, above the recipient in the window of an envelope."""
    places = [one.text for one in header.contacts if one.kind in _SENDER_KINDS]
    address = plain_text(places[-1]) if places else ""
    return " · ".join([header.name, *_parts(address)]) if address else ""


def _parts(address: str) -> Sequence[str]:
    return [part.strip() for part in address.split(",") if part.strip()]


def _salutation(letter: Letter, words: dict[str, str]) -> str:
    """The salutation as typed, or a neutral one: gender and titles are never guessed."""
    typed = letter.salutation or letter.recipient.salutation
    if typed:
        mark = words["salutation"][-1:]
        return typed if typed[-1:] in ",:!，：،" or mark.isalnum() else f"{typed}{mark}"
    if letter.recipient.name:
        return words["salutation"].format(name=letter.recipient.name)
    return words["unnamed"]
