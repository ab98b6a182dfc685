"""What a Document promises: every text that a reader must find, and what must stay in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cvgen.document import (
    Block,
    Bullets,
    Document,
    DocumentSection,
    Entry,
    Group,
    Pairs,
    Paragraph,
    Reference,
    Table,
)
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """A text, the ``section`` and ``heading`` that it stands under, and whether it is a text of its
    own (``running``) that nobody would print twice, as a bullet is.
    """

    text: str
    section: str = ""
    heading: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something with a place among others of its ``kind``: its texts, and the rows of items in it.

    The texts of one item may stand in any order, which is the theme's affair.
    """

    texts: tuple[Promise, ...] = ()
    rows: tuple[tuple[Item, ...], ...] = ()
    kind: str = ""

    def promises(self) -> Iterator[Promise]:
        """Every text in it, in the order of the document."""
        yield from self.texts
        for row in self.rows:
            for item in row:
                yield from item.promises()

    def all_items(self) -> Iterator[Item]:
        """Every item in it, itself first."""
        yield self
        for row in self.rows:
            for item in row:
                yield from item.all_items()

    def all_rows(self) -> Iterator[tuple[Item, ...]]:
        """Every row in it, this item's own first."""
        yield from self.rows
        for row in self.rows:
            for item in row:
                yield from item.all_rows()


def promised(document: Document) -> tuple[Item, tuple[Item, ...]]:
    """The head of ``document`` (with what stands at its end), and its sections."""
    head = document.header
    parts = [head.name, *map(plain_text, (head.headline, head.affiliation))]
    for contact in head.contacts:
        parts += [contact.label, plain_text(contact.text)]
    top = _item([*parts, document.updated], _Under())
    summary = _blocks(head.summary, _Under())
    shown = tuple(_section(part) for part in document.sections if part.shown)
    return Item(top.texts, (summary,)), shown


@dataclass(frozen=True, slots=True)
class _Under:
    """The section and heading that a block stands under."""

    section: str = ""
    heading: str = ""


def _section(section: DocumentSection) -> Item:
    under = _Under(section.title)
    head = _item([section.title, plain_text(section.note)], under)
    return Item(head.texts, (_blocks(section.blocks, under),))


def _item(texts: Iterable[str], under: _Under, running: bool = False) -> Item:
    made = (Promise(text, under.section, under.heading, running) for text in texts if text)
    return Item(tuple(made))


def _blocks(blocks: Iterable[Block], under: _Under) -> tuple[Item, ...]:
    made = ((_MADE[type(block)](block, under), block.kind) for block in blocks)
    return tuple(Item(item.texts, item.rows, kind) for item, kind in made)


def _paragraph(block: Paragraph, under: _Under) -> Item:
    return _item([plain_text(block.text)], under, running=True)


def _bullets(block: Bullets, under: _Under) -> Item:
    return Item(rows=(tuple(_bullet(*row, under) for row in block.rows),))


def _bullet(text: Inline, below: Bullets, under: _Under) -> Item:
    """An item with its number, if it has one, and the items below it."""
    head = _item([plain_text(text)], under, running=True).texts
    return Item(head, _bullets(below, under).rows if below.items else ())


def _pairs(block: Pairs, under: _Under) -> Item:
    return Item(rows=(tuple(_item(map(plain_text, row), under) for row in block.rows),))


def _table(block: Table, under: _Under) -> Item:
    if not block.rows:
        return Item()
    rows = (block.head, *block.rows)
    return Item(rows=(tuple(_item(map(plain_text, row), under) for row in rows),))


def _group(block: Group, under: _Under) -> Item:
    title = plain_text(block.title)
    inner = _Under(under.section, title or under.heading)
    return Item(_item([title], inner).texts, (_blocks(block.blocks, inner),))


def _entry(block: Entry, under: _Under) -> Item:
    """Roles inside of an entry stand behind everything else in it."""
    title = plain_text(block.title) or plain_text(block.organization)
    inner = _Under(under.section, title or under.heading)
    head = _item([plain_text(block.title)], inner, running=True).texts
    parts = (block.organization, block.unit, block.place, block.aside, *block.details)
    head += _item([*map(plain_text, parts), block.when.text if block.when else ""], inner).texts
    roles = [part for part in block.body if isinstance(part, Entry)]
    others = [part for part in block.body if not isinstance(part, Entry)]
    return Item(head, (_blocks(others, inner), _blocks(roles, inner)))


def _reference(block: Reference, under: _Under) -> Item:
    title = plain_text(block.title)
    inner = _Under(under.section, title or under.heading)
    head = _item([title], inner, running=True).texts
    parts: tuple[Inline, ...] = (block.authors, block.venue, *block.notes, *block.links)
    when = block.when.text if block.when else ""
    head += _item([block.number, *map(plain_text, parts), when], inner).texts
    return Item(head, (_bullets(block.bullets, inner).rows[0],))


_MADE: dict[type, Callable[[Any, _Under], Item]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Pairs: _pairs,
    Entry: _entry,
    Reference: _reference,
    Group: _group,
    Table: _table,
}
