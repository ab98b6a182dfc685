"""What a reader must find of a Document: every text, and which of them must stay in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cvgen.document import (
    Block,
    Bullets,
    Document,
    DocumentSection,
    EntryBlock,
    Group,
    Pairs,
    Paragraph,
    Reference,
    Table,
)
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedText:
    """A text, the ``section`` and ``heading`` that it stands under, and whether it is a text of its
    own (``running``) that nobody would print twice, as a bullet is.
    """

    text: str
    section: str = ""
    heading: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedItem:
    """Something with a place among others of its ``kind``: its texts, and the rows of items in it.

    The texts of one item may stand in any order, as the theme sets them.
    """

    texts: tuple[ExpectedText, ...] = ()
    rows: tuple[tuple[ExpectedItem, ...], ...] = ()
    kind: str = ""

    def all_texts(self) -> Iterator[ExpectedText]:
        """Every text in it, in the order of the document."""
        yield from self.texts
        for row in self.rows:
            for item in row:
                yield from item.all_texts()

    def all_items(self) -> Iterator[ExpectedItem]:
        """Every item in it, itself first."""
        yield self
        for row in self.rows:
            for item in row:
                yield from item.all_items()

    def all_rows(self) -> Iterator[tuple[ExpectedItem, ...]]:
        """Every row in it, this item's own first."""
        yield from self.rows
        for row in self.rows:
            for item in row:
                yield from item.all_rows()


def expected_items(document: Document) -> tuple[ExpectedItem, tuple[ExpectedItem, ...]]:
    """The head of ``document`` (with what stands at its end), and its sections."""
    head = document.header
    parts = [head.name, *map(plain_text, (head.headline, head.affiliation))]
    for contact in head.contacts:
        parts += [contact.label, plain_text(contact.text)]
    top = _item([*parts, document.updated], _Under())
    summary = _blocks(head.summary, _Under())
    shown = tuple(_section(part) for part in document.sections if part.shown)
    return ExpectedItem(top.texts, (summary,)), shown


@dataclass(frozen=True, slots=True)
class _Under:
    """The section and heading that a block stands under."""

    section: str = ""
    heading: str = ""


def _section(section: DocumentSection) -> ExpectedItem:
    under = _Under(section.title)
    head = _item([section.title, plain_text(section.note)], under)
    return ExpectedItem(head.texts, (_blocks(section.blocks, under),))


def _item(texts: Iterable[str], under: _Under, running: bool = False) -> ExpectedItem:
    made = (ExpectedText(text, under.section, under.heading, running) for text in texts if text)
    return ExpectedItem(tuple(made))


def _blocks(blocks: Iterable[Block], under: _Under) -> tuple[ExpectedItem, ...]:
    made = ((_MADE[type(block)](block, under), block.kind) for block in blocks)
    return tuple(ExpectedItem(item.texts, item.rows, kind) for item, kind in made)


def _paragraph(block: Paragraph, under: _Under) -> ExpectedItem:
    return _item([plain_text(block.text)], under, running=True)


def _bullets(block: Bullets, under: _Under) -> ExpectedItem:
    return ExpectedItem(rows=(tuple(_bullet(*row, under) for row in block.rows),))


def _bullet(text: Inline, below: Bullets, under: _Under) -> ExpectedItem:
    """An item with its number, if it has one, and the items below it."""
    head = _item([plain_text(text)], under, running=True).texts
    return ExpectedItem(head, _bullets(below, under).rows if below.items else ())


def _pairs(block: Pairs, under: _Under) -> ExpectedItem:
    return ExpectedItem(rows=(tuple(_item(map(plain_text, row), under) for row in block.rows),))


def _table(block: Table, under: _Under) -> ExpectedItem:
    if not block.rows:
        return ExpectedItem()
    rows = (block.head, *block.rows)
    return ExpectedItem(rows=(tuple(_item(map(plain_text, row), under) for row in rows),))


def _group(block: Group, under: _Under) -> ExpectedItem:
    title = plain_text(block.title)
    inner = _Under(under.section, title or under.heading)
    return ExpectedItem(_item([title], inner).texts, (_blocks(block.blocks, inner),))


def _entry(block: EntryBlock, under: _Under) -> ExpectedItem:
    """Roles inside of an entry stand behind everything else in it."""
    title = plain_text(block.title) or plain_text(block.organization)
    inner = _Under(under.section, title or under.heading)
    head = _item([plain_text(block.title)], inner, running=True).texts
    parts = (block.organization, block.unit, block.place, block.aside, *block.details)
    head += _item([*map(plain_text, parts), block.when.text if block.when else ""], inner).texts
    roles = [part for part in block.body if isinstance(part, EntryBlock)]
    others = [part for part in block.body if not isinstance(part, EntryBlock)]
    return ExpectedItem(head, (_blocks(others, inner), _blocks(roles, inner)))


def _reference(block: Reference, under: _Under) -> ExpectedItem:
    title = plain_text(block.title)
    inner = _Under(under.section, title or under.heading)
    head = _item([title], inner, running=True).texts
    parts: tuple[Inline, ...] = (block.authors, block.venue, *block.notes, *block.links)
    when = block.when.text if block.when else ""
    head += _item([block.number, *map(plain_text, parts), when], inner).texts
    return ExpectedItem(head, (_bullets(block.bullets, inner).rows[0],))


_MADE: dict[type, Callable[[Any, _Under], ExpectedItem]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Pairs: _pairs,
    EntryBlock: _entry,
    Reference: _reference,
    Group: _group,
    Table: _table,
}
