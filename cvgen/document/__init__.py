"""The blocks of a Document. All text is final: words, dates and money as the reader sees them.

Writers decide about punctuation between the parts of an entry, never about the parts. The classes
have no slots, which would be slow to send to other processes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cvgen.document.punctuation import LATIN as LATIN
from cvgen.document.punctuation import Punctuation as Punctuation
from cvgen.markup.inline import Inline, plain_text

BRIEF_CHARACTERS = 110


@dataclass(frozen=True)
class When:
    """Dates as text, the ISO forms of both ends, and the ``parts`` of several dates in a row."""

    text: str
    start: str | None = None
    end: str | None = None
    parts: tuple[When, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Running text, with its line breaks."""

    text: Inline
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list; ``start`` is the number of its first item, None without numbers.

    ``below`` has the list below each item (perhaps empty); it is empty if no item has one.
    """

    items: tuple[Inline, ...]
    below: tuple[Bullets, ...] = ()
    start: int | None = None
    kind: Literal["bullets"] = "bullets"

    @property
    def rows(self) -> tuple[tuple[Inline, Bullets], ...]:
        """Each item with the list below it."""
        below = self.below or (Bullets(()),) * len(self.items)
        return tuple(zip(self.items, below, strict=True))

    def label(self, position: int) -> str:
        """The label of the item at ``position``: its number, or empty."""
        return "" if self.start is None else f"{self.start + position}."


@dataclass(frozen=True)
class Pairs:
    """Rows of a label and its value; the label may be empty."""

    rows: tuple[tuple[Inline, Inline], ...]
    kind: Literal["pairs"] = "pairs"


@dataclass(frozen=True)
class EntryBlock:
    """A dated item: what (title), where (organization, unit, place), and what belongs to it.

    ``remark`` is a word on its kind, such as keynote, and never a line of its own; ``details`` are
    short lines such as advisors or a grade; ``aside`` is set at the right, such as an amount;
    ``body`` holds paragraphs, bullets and, for several roles in one place, entries.
    """

    title: Inline
    organization: Inline = ()
    unit: Inline = ()
    place: Inline = ()
    remark: Inline = ()
    when: When | None = None
    details: tuple[Inline, ...] = ()
    aside: Inline = ()
    body: tuple[Block, ...] = ()
    kind: Literal["entry"] = "entry"

    @property
    def brief(self) -> bool:
        """True if all of it fits in about one line."""
        return not self.body and len(self.details) <= 1 and self.length <= BRIEF_CHARACTERS

    @property
    def length(self) -> int:
        """The number of characters beside its dates and body."""
        head = (self.title, self.organization, self.unit, self.place, self.remark)
        parts = (*head, self.aside, *self.details)
        return sum(len(plain_text(part)) for part in parts)


@dataclass(frozen=True)
class Reference:
    """A publication. ``venue`` and ``notes`` (status, rank, award) are runs with roles.

    ``number`` is its label, as in ``[12]``; ``authors_first`` makes it one sentence of the authors.
    """

    title: Inline
    authors: Inline = ()
    venue: Inline = ()
    notes: tuple[Inline, ...] = ()
    links: tuple[Inline, ...] = ()
    when: When | None = None
    bullets: Bullets = Bullets(())
    number: str = ""
    authors_first: bool = False
    kind: Literal["reference"] = "reference"


@dataclass(frozen=True)
class Group:
    """Blocks with a heading inside a section."""

    title: Inline
    blocks: tuple[Block, ...]
    kind: Literal["group"] = "group"


@dataclass(frozen=True)
class Table:
    """Rows with column headers."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Lines:
    """Lines that belong together in a letter.

    ``role`` is one of: sender, recipient, date, subject, salutation, closing, name, enclosures.
    """

    lines: tuple[Inline, ...]
    role: str
    kind: Literal["lines"] = "lines"


Block = Paragraph | Bullets | Pairs | EntryBlock | Reference | Group | Table | Lines


def all_brief(blocks: tuple[Block, ...]) -> bool:
    """True if ``blocks`` are entries of one line each, which read best as a plain list."""
    return bool(blocks) and all(isinstance(block, EntryBlock) and block.brief for block in blocks)


@dataclass(frozen=True)
class Contact:
    """One way to reach the person or one fact about them; ``label`` may be empty.

    ``kind`` is one of: email, phone, location, address, link, fact. ``full`` is the whole address
    of a link whose text is a part of it or the name of a network; pages show it where it fits.
    """

    kind: str
    text: Inline
    label: str = ""
    full: str = ""

    def in_full(self) -> Contact:
        """The contact with its whole address as its text."""
        return replace(self, text=(replace(self.text[0], text=self.full),), full="")


@dataclass(frozen=True)
class Header:
    """The header of the document."""

    name: str
    headline: Inline = ()
    affiliation: Inline = ()
    contacts: tuple[Contact, ...] = ()
    photo: str | None = None
    photo_alt: str = ""
    summary: tuple[Paragraph | Bullets, ...] = ()

    def with_whole_addresses(self, shown: Collection[int]) -> Header:
        """The header with the whole address of the contacts with these positions."""
        if not shown:
            return self
        contacts = enumerate(self.contacts)
        return replace(
            self, contacts=tuple(one.in_full() if at in shown else one for at, one in contacts)
        )


@dataclass(frozen=True)
class DocumentSection:
    """A section: ``key`` as in the CV (unique, usable as an id), ``type`` its section type."""

    key: str
    type: str
    title: str
    blocks: tuple[Block, ...]
    note: Inline = ()

    @property
    def shown(self) -> bool:
        """True if it has content."""
        return bool(self.blocks or self.note)


@dataclass(frozen=True)
class Web:
    """Words for the links of a page, and what machines may know about the person.

    ``sections`` names the list of links to sections; ``skip`` leads past it. ``public`` is True if
    all of the document may be on the web. ``description`` (a line or two) and ``person``
    (schema.org, ready for JSON) are made of public items only. ``locale`` is the language with a
    country, as in ``de_DE``.
    """

    sections: str = "Sections"
    skip: str = "Skip to the content"
    public: bool = False
    description: str = ""
    locale: str = ""
    person: Mapping[str, Any] = field(default_factory=dict, hash=False)


UNKNOWN = Web()
"""For a document without web data."""


@dataclass(frozen=True)
class Document:
    """A CV for one audience, or another document, in one language, ready for any writer.

    ``label`` says what kind of document it is. ``layout`` is that of a letter (din, uk, us), or
    ``statement``; it is empty for a CV. ``updated`` is a line such as ``Updated Aug 2024``. For
    metadata, ``dated`` is the day (``2024-08-01`` or empty) and ``author`` the name as typed.
    ``punctuation`` separates the parts of a block. ``head`` is ``small`` or ``smallest`` where the
    letterhead leaves room for an address.
    """

    header: Header
    sections: tuple[DocumentSection, ...]
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    title: str = ""
    label: str = "Curriculum vitae"
    updated: str = ""
    dated: str = ""
    author: str = ""
    web: Web = UNKNOWN
    punctuation: Punctuation = LATIN
    layout: str = ""
    head: str = ""


@dataclass(frozen=True)
class Measure:
    """The number of ``lines`` on each page, and how full the last page is: 0 to 1."""

    lines: tuple[int, ...]
    fill: float

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.lines)
