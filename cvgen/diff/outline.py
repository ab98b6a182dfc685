"""A Document as a tree of the items that a reader tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvgen.document import (
    Block,
    Bullets,
    Document,
    DocumentSection,
    Entry,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
)
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True)
class Node:
    """An item as it reads: what kind of thing, its own words, and the items in it.

    ``section`` is the key of its section, empty in the head of the document. The heading of a
    group is an item before those of the group, for a group is how a list is arranged.
    """

    kind: str
    text: str
    section: str = ""
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """The item and all items in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(document: Document) -> tuple[Node, ...]:
    """The head, the sections and the date at the end; spaces are plain ones."""
    nodes = [Node("head", "", children=tuple(_head(document.header)))]
    nodes += map(_section, document.sections)
    if document.updated:
        nodes.append(Node("updated", _flat(document.updated)))
    return tuple(nodes)


def _head(header: Header) -> Iterator[Node]:
    yield Node("name", _flat(header.name))
    for kind, text in (("headline", header.headline), ("affiliation", header.affiliation)):
        if text:
            yield Node(kind, _said(text))
    for contact in header.contacts:
        label = f"{contact.label}: " if contact.label else ""
        yield Node(contact.kind, _flat(f"{label}{plain_text(contact.text)}"))
    if header.photo:
        yield Node("photo", header.photo)
    for block in header.summary:
        if isinstance(block, Paragraph):
            yield Node("summary", _said(block.text))
        else:
            yield from _block(block, "")


def _section(section: DocumentSection) -> Node:
    inside = [Node("note", _said(section.note), section.key)] if section.note else []
    inside += _blocks(section.blocks, section.key)
    return Node("section", _flat(section.title), section.key, tuple(inside))


def _blocks(blocks: Iterable[Block], key: str) -> Iterator[Node]:
    for block in blocks:
        yield from _block(block, key)


def _block(block: Block, key: str) -> Iterator[Node]:
    match block:
        case Paragraph():
            yield Node("text", _said(block.text), key)
        case Bullets():
            for item, below in block.rows:
                yield Node("bullet", _said(item), key, tuple(_block(below, key)))
        case Pairs():
            for label, value in block.rows:
                yield Node("row", ": ".join(filter(None, map(_said, (label, value)))), key)
        case Entry():
            yield Node("entry", _entry_text(block), key, tuple(_blocks(block.body, key)))
        case Reference():
            inside = tuple(_block(block.bullets, key))
            yield Node("reference", _reference_text(block), key, inside)
        case Group():
            yield Node("group", _said(block.title), key)
            yield from _blocks(block.blocks, key)
        case Table():
            yield Node("row", " | ".join(map(_said, block.head)), key)
            yield from (Node("row", " | ".join(map(_said, row)), key) for row in block.rows)


def _entry_text(entry: Entry) -> str:
    when = entry.when.text if entry.when else ""
    parts = (entry.title, entry.organization, entry.unit, entry.place)
    others = (*entry.details, entry.aside)
    return ", ".join(filter(None, (*map(_said, parts), _flat(when), *map(_said, others))))


def _reference_text(reference: Reference) -> str:
    when = reference.when.text if reference.when else ""
    parts = (reference.title, reference.authors, reference.venue, *reference.notes)
    links = map(_said, reference.links)
    return ". ".join(filter(None, (*map(_said, parts), _flat(when), *links)))


def _said(text: Inline) -> str:
    return _flat(plain_text(text))


def _flat(text: str) -> str:
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())
