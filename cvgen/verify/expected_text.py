"""The texts of a Document that a reader must find, and those that must stay in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvgen import document as blocks
from cvgen.document import Block, Bullets, Document, DocumentSection, EntryBlock, Reference
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedText:
    """A text, and the section and heading above it; a ``running`` one is printed once."""

    text: str
    section: str = ""
    heading: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedItem:
    """An item that must keep its place among others of its ``kind``.

    It has texts, and rows of inner items. The theme decides the order of the texts of one item.
    """

    texts: tuple[ExpectedText, ...] = ()
    rows: tuple[tuple[ExpectedItem, ...], ...] = ()
    kind: str = ""

    def all_items(self) -> Iterator[ExpectedItem]:
        """Every item in it, itself first."""
        yield self
        for row in self.rows:
            for item in row:
                yield from item.all_items()

    def all_texts(self) -> Iterator[ExpectedText]:
        """Every text in it, in the order of the document."""
        return (text for item in self.all_items() for text in item.texts)

    def all_rows(self) -> Iterator[tuple[ExpectedItem, ...]]:
        """Every row in it, this item's own first."""
        return (row for item in self.all_items() for row in item.rows)


def expected_items(document: Document) -> tuple[ExpectedItem, tuple[ExpectedItem, ...]]:
    """All of ``document`` as one item, and its sections.

    In the item, the header (with the last line) and each section have a row of their own.
    """
    head, top = document.header, _Place()
    contacts = [part for contact in head.contacts for part in (contact.label, contact.text)]
    parts = (head.name, head.headline, head.affiliation, *contacts, document.updated)
    first = ExpectedItem(top.texts(*parts), (top.items(head.summary),))
    sections = tuple(_section(part) for part in document.sections if part.shown)
    return ExpectedItem(rows=((first,), *((section,) for section in sections))), sections


def _section(section: DocumentSection) -> ExpectedItem:
    place = _Place(section.title)
    return ExpectedItem(place.texts(section.title, section.note), (place.items(section.blocks),))


@dataclass(frozen=True, slots=True)
class _Place:
    """The section and heading that blocks belong to."""

    section: str = ""
    heading: str = ""

    def below(self, *headings: Inline) -> _Place:
        """The place under the first of ``headings`` that is not empty."""
        found = filter(None, map(plain_text, headings))
        return _Place(self.section, next(found, self.heading))

    def texts(self, *parts: str | Inline, running: bool = False) -> tuple[ExpectedText, ...]:
        """Those of ``parts`` that are not empty."""
        words = (part if isinstance(part, str) else plain_text(part) for part in parts)
        return tuple(ExpectedText(w, self.section, self.heading, running) for w in words if w)

    def items(self, parts: Iterable[Block]) -> tuple[ExpectedItem, ...]:
        """An item for each block."""
        return tuple(map(self._item, parts))

    def _item(self, block: Block) -> ExpectedItem:
        match block:
            case blocks.Paragraph():
                return ExpectedItem(self.texts(block.text, running=True), (), block.kind)
            case Bullets():
                return ExpectedItem((), (self._bullets(block),), block.kind)
            case blocks.Pairs():
                return ExpectedItem((), (self._rows(*block.rows),), block.kind)
            case blocks.Table():
                rows = (self._rows(block.head, *block.rows),) if block.rows else ()
                return ExpectedItem((), rows, block.kind)
            case blocks.Lines():
                return ExpectedItem((), (self._rows(block.lines),), block.kind)
            case blocks.Group():
                inner = self.below(block.title)
                texts = inner.texts(block.title)
                return ExpectedItem(texts, (inner.items(block.blocks),), block.kind)
            case EntryBlock():
                return self._entry(block)
            case Reference():
                return self._reference(block)

    def _rows(self, *rows: Iterable[Inline]) -> tuple[ExpectedItem, ...]:
        return tuple(ExpectedItem(self.texts(*row)) for row in rows)

    def _bullets(self, block: Bullets) -> tuple[ExpectedItem, ...]:
        """Each bullet, with those below it."""
        found = []
        for text, below in block.rows:
            rows = (self._bullets(below),) if below.items else ()
            found.append(ExpectedItem(self.texts(text, running=True), rows))
        return tuple(found)

    def _entry(self, block: EntryBlock) -> ExpectedItem:
        """An entry; its roles come after everything else in it."""
        inner = self.below(block.title, block.organization)
        when = block.when.text if block.when else ""
        head = (block.organization, block.unit, block.place, block.remark)
        parts = (*head, block.aside, *block.details)
        roles = [part for part in block.body if isinstance(part, EntryBlock)]
        others = [part for part in block.body if not isinstance(part, EntryBlock)]
        texts = (*inner.texts(block.title, running=True), *inner.texts(*parts, when))
        return ExpectedItem(texts, (inner.items(others), inner.items(roles)), block.kind)

    def _reference(self, block: Reference) -> ExpectedItem:
        inner = self.below(block.title)
        when = block.when.text if block.when else ""
        parts = (block.authors, block.venue, *block.notes, *block.links)
        texts = (*inner.texts(block.title, running=True), *inner.texts(block.number, *parts, when))
        return ExpectedItem(texts, (inner._bullets(block.bullets),), block.kind)
