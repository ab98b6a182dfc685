"""A Document as a tree of the items that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvgen.document import (
    Block,
    Bullets,
    Document,
    DocumentSection,
    EntryBlock,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
)
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An item as it reads: what kind of thing, its own words, and the items in it.

    ``section`` is the key of its section, empty in the head of the document. The heading of a
    group is an item before those of the group, for a group is how a list is arranged.
    """

    kind: str
    text: str
    section: str = ""
    children: tuple[OutlineItem, ...] = ()

    def walk(self) -> Iterator[OutlineItem]:
        """The item and all items in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(document: Document) -> tuple[OutlineItem, ...]:
    """The head, the sections and the date at the end; spaces are plain ones."""
    nodes = [OutlineItem("head", "", children=tuple(_head(document.header)))]
    nodes += map(_section, document.sections)
    if document.updated:
        nodes.append(OutlineItem("updated", _flat(document.updated)))
    return tuple(nodes)


def _head(header: Header) -> Iterator[OutlineItem]:
    yield OutlineItem("name", _flat(header.name))
    for kind, text in (("headline", header.headline), ("affiliation", header.affiliation)):
        if text:
            yield OutlineItem(kind, _plain(text))
    for contact in header.contacts:
        label = f"{contact.label}: " if contact.label else ""
        yield OutlineItem(contact.kind, _flat(f"{label}{plain_text(contact.text)}"))
    if header.photo:
        yield OutlineItem("photo", header.photo)
    for block in header.summary:
        if isinstance(block, Paragraph):
            yield OutlineItem("summary", _plain(block.text))
        else:
            yield from _block(block, "")


def _section(section: DocumentSection) -> OutlineItem:
    inside = [OutlineItem("note", _plain(section.note), section.key)] if section.note else []
    inside += _blocks(section.blocks, section.key)
    return OutlineItem("section", _flat(section.title), section.key, tuple(inside))


def _blocks(blocks: Iterable[Block], key: str) -> Iterator[OutlineItem]:
    for block in blocks:
        yield from _block(block, key)


def _block(block: Block, key: str) -> Iterator[OutlineItem]:
    match block:
        case Paragraph():
            yield OutlineItem("text", _plain(block.text), key)
        case Bullets():
            for item, below in block.rows:
                yield OutlineItem("bullet", _plain(item), key, tuple(_block(below, key)))
        case Pairs():
            for label, value in block.rows:
                yield OutlineItem("row", ": ".join(filter(None, map(_plain, (label, value)))), key)
        case EntryBlock():
            yield OutlineItem("entry", _entry_text(block), key, tuple(_blocks(block.body, key)))
        case Reference():
            inside = tuple(_block(block.bullets, key))
            yield OutlineItem("reference", _reference_text(block), key, inside)
        case Group():
            yield OutlineItem("group", _plain(block.title), key)
            yield from _blocks(block.blocks, key)
        case Table():
            yield OutlineItem("row", " | ".join(map(_plain, block.head)), key)
            yield from (OutlineItem("row", " | ".join(map(_plain, row)), key) for row in block.rows)


def _entry_text(entry: EntryBlock) -> str:
    when = entry.when.text if entry.when else ""
    parts = (entry.title, entry.organization, entry.unit, entry.place)
    others = (*entry.details, entry.aside)
    return ", ".join(filter(None, (*map(_plain, parts), _flat(when), *map(_plain, others))))


def _reference_text(reference: Reference) -> str:
    when = reference.when.text if reference.when else ""
    parts = (reference.title, reference.authors, reference.venue, *reference.notes)
    links = map(_plain, reference.links)
    return ". ".join(filter(None, (*map(_plain, parts), _flat(when), *links)))


def _plain(text: Inline) -> str:
    return _flat(plain_text(text))


def _flat(text: str) -> str:
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())
