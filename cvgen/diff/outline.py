"""A Document as a tree of the items that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvgen import document as blocks
from cvgen.document import Block, Document, DocumentSection, Header, When
from cvgen.markup.inline import Inline, plain_text


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An item as it reads: its kind, its own words, and the items in it.

    ``section`` is the key of its section, empty in the head of the document. The heading of a
    group is an item before those of the group.
    """

    kind: str
    text: str
    section: str = ""
    children: tuple[OutlineItem, ...] = ()

    def walk(self) -> Iterator[OutlineItem]:
        """The item and all items inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


def outline(document: Document) -> tuple[OutlineItem, ...]:
    """The header, the sections and the date at the end, with plain spaces."""
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
        if isinstance(block, blocks.Paragraph):
            yield OutlineItem("summary", _plain(block.text))
        else:
            yield from _block(block, "")


def _section(section: DocumentSection) -> OutlineItem:
    inside = [OutlineItem("note", _plain(section.note), section.key)] if section.note else []
    inside += _blocks(section.blocks, section.key)
    return OutlineItem("section", _flat(section.title), section.key, tuple(inside))


def _blocks(parts: Iterable[Block], key: str) -> Iterator[OutlineItem]:
    for block in parts:
        yield from _block(block, key)


def _block(block: Block, key: str) -> Iterator[OutlineItem]:
    match block:
        case blocks.Paragraph():
            yield OutlineItem("text", _plain(block.text), key)
        case blocks.Bullets():
            for item, below in block.rows:
                yield OutlineItem("bullet", _plain(item), key, tuple(_block(below, key)))
        case blocks.Pairs():
            yield from (OutlineItem("row", _joined(": ", *row), key) for row in block.rows)
        case blocks.EntryBlock():
            head = (block.title, block.organization, block.unit, block.place, block.remark)
            text = _joined(", ", *head, block.when, *block.details, block.aside)
            yield OutlineItem("entry", text, key, tuple(_blocks(block.body, key)))
        case blocks.Reference():
            words = (block.title, block.authors, block.venue, *block.notes, block.when)
            text = _joined(". ", *words, *block.links)
            yield OutlineItem("reference", text, key, tuple(_block(block.bullets, key)))
        case blocks.Group():
            yield OutlineItem("group", _plain(block.title), key)
            yield from _blocks(block.blocks, key)
        case blocks.Lines():
            yield from (OutlineItem("text", _plain(line), key) for line in block.lines)
        case blocks.Table():
            rows = (" | ".join(map(_plain, cells)) for cells in (block.head, *block.rows))
            yield from (OutlineItem("row", row, key) for row in rows)


def _joined(sign: str, *parts: Inline | When | None) -> str:
    """The texts of ``parts`` that are not empty, with ``sign`` between them."""
    texts = (_flat(part.text) if isinstance(part, When) else _plain(part or ()) for part in parts)
    return sign.join(filter(None, texts))


def _plain(text: Inline) -> str:
    return _flat(plain_text(text))


def _flat(text: str) -> str:
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())
