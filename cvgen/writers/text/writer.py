"""Document → plain text as a person would type it into a form or an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cvgen.assets.files import Assets
from cvgen.document import (
    Block,
    Bullets,
    Contact,
    Document,
    EntryBlock,
    Group,
    Header,
    Lines,
    Pairs,
    Paragraph,
    Punctuation,
    Reference,
    Table,
    all_brief,
)
from cvgen.document.citation import sentences
from cvgen.markup.inline import Inline, Run, join_inline, literal, plain_text
from cvgen.themes import Theme
from cvgen.typography.columns import columns, wrap
from cvgen.verify.text import verify_plain_text
from cvgen.writers.base import Written
from cvgen.writers.text.capitals import capitals
from cvgen.writers.text.links import ADDED, EDGE, MARKERS, is_only_link, with_targets
from cvgen.writers.text.punctuation import ascii_marks, simple_spaces

_BULLET = "- "
_INDENT = "  "
_CELLS = " | "


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of any length: what it begins with, its text, and its depth if it is broken."""

    text: str
    label: str = ""
    indent: str = ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines without a blank line between them; a list joins the list before it."""

    lines: tuple[_Line, ...]
    is_list: bool = False


def write_text(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as UTF-8 text with a blank line between blocks.

    The options ``width`` (columns, 0 for one line per paragraph) and ``ascii`` are those of
    ``theme``.
    """
    titled = replace(
        document,
        sections=tuple(
            replace(section, title=capitals(section.title, document.language))
            for section in document.sections
        ),
    )
    page = _TextPage(titled.punctuation)
    width = int(theme.settings.get("width", 0))
    text = _joined(page.chunks(titled), width, theme.settings.get("ascii", False))
    verify_plain_text(titled, ADDED.sub("", text).split(EDGE))
    return Written(text.translate(MARKERS).encode())


def _joined(chunks: Iterable[_Chunk], width: int, ascii: bool) -> str:
    parts: list[str] = []
    was_list = False
    for chunk in chunks:
        lines = [text for line in chunk.lines if (text := _set(line, width, ascii))]
        if lines:
            parts += [
                "\n" if was_list and chunk.is_list else "\n\n",
                "\n".join(f"{EDGE}{line}" for line in lines),
            ]
            was_list = chunk.is_list
    return f"{''.join(parts[1:])}\n"


def _set(line: _Line, width: int, ascii: bool) -> str:
    """``line`` with its own breaks and those that ``width`` needs."""
    depth = line.indent or " " * columns(line.label)
    label = line.label
    out: list[str] = []
    for text in line.text.split("\n"):
        text = ascii_marks(text) if ascii else text
        text = f"{label}{text.strip()}"
        broken = wrap(text, width, depth) if width else text
        out += [_clean(part) for part in broken.split("\n") if part.strip()]
        label = " " * columns(line.label)
    return "\n".join(part for part in out if part != line.label.rstrip())


def _clean(line: str) -> str:
    text = line.lstrip(" ")
    return f"{' ' * (len(line) - len(text))}{simple_spaces(text).strip()}"


class _TextPage:
    """Makes chunks of lines of the parts of a document."""

    def __init__(self, marks: Punctuation) -> None:
        self.marks = marks

    def chunks(self, document: Document) -> Iterator[_Chunk]:
        """All of it, in order."""
        yield from self.header(document.header)
        for section in document.sections:
            yield _paragraph(literal(section.title))
            yield _paragraph(section.note)
            yield from self.blocks(section.blocks)
        yield _paragraph(literal(document.updated))

    def header(self, header: Header) -> Iterator[_Chunk]:
        """Name and the lines below it, contacts, summary."""
        top = (literal(header.name), header.headline, header.affiliation)
        yield _Chunk(tuple(_Line(with_targets(text), indent=_INDENT) for text in top))
        yield _Chunk(tuple(map(self.contact, header.contacts)))
        yield from self.blocks(header.summary)

    def contact(self, contact: Contact) -> _Line:
        """``Label: value``; a link whose words do not say its address becomes its label."""
        colon = self.marks.beside(plain_text(contact.text)).colon
        single = is_only_link(contact.text) and not contact.label
        text = with_targets(contact.text, colon, "") if single else with_targets(contact.text)
        label = plain_text(self.marks.labelled(contact.label, (Run(""),))) if contact.label else ""
        return _Line(f"{label}{text}", indent=_INDENT)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[_Chunk]:
        """Chunks for ``blocks``."""
        if all_brief(blocks):
            entries = [block for block in blocks if isinstance(block, EntryBlock)]
            yield _Chunk(tuple(_Line(self.brief(entry), _BULLET) for entry in entries), True)
            return
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[_Chunk]:
        """Chunks for one block."""
        match block:
            case Paragraph():
                yield _paragraph(block.text)
            case Bullets():
                yield _Chunk(tuple(_bullets(block)), True)
            case Reference():
                yield self.reference(block)
            case Pairs():
                yield _Chunk(tuple(_Line(self.pair(*row), indent=_INDENT) for row in block.rows))
            case Table():
                rows = (join_inline(row, _CELLS) for row in (block.head, *block.rows))
                yield _Chunk(tuple(_Line(with_targets(row), indent=_INDENT) for row in rows))
            case Lines():
                yield _Chunk(tuple(_Line(with_targets(line)) for line in block.lines))
            case Group():
                yield _paragraph(block.title)
                yield from self.blocks(block.blocks)
            case EntryBlock():
                yield from self.entry(block)

    def entry(self, entry: EntryBlock) -> Iterator[_Chunk]:
        """A line with its facts, one for each detail, and its body; roles stand apart."""
        lines = [_Line(self.head(entry), indent=_INDENT)]
        lines += [_Line(with_targets(detail), indent=_INDENT) for detail in entry.details]
        is_head = True
        for block in entry.body:
            for chunk in self.block(block):
                if not chunk.is_list and (isinstance(block, EntryBlock | Group) or not is_head):
                    yield _Chunk(tuple(lines))
                    lines = []
                lines += chunk.lines
                is_head = False
        yield _Chunk(tuple(lines))

    def head(self, entry: EntryBlock) -> str:
        """``Title, Organization, Place (Sep 2023 – present)``."""
        when = literal(entry.when.text if entry.when else "")
        facts = [entry.title, entry.organization, entry.unit, entry.place]
        head = self.marks.join([*facts, entry.remark, entry.aside])
        return with_targets(self.marks.remarked(head, when) if head else when)

    def brief(self, entry: EntryBlock) -> str:
        """An entry in one line, with its detail behind a colon."""
        head, detail = self.head(entry), with_targets(self.marks.join(entry.details))
        colon = self.marks.beside(f"{head}{detail}").colon
        return colon.join(filter(None, (head, detail)))

    def pair(self, label: Inline, value: Inline) -> str:
        """``Label: value``."""
        said = with_targets(label)
        colon = self.marks.beside(said).colon if label and value else ""
        return f"{said}{colon}{with_targets(value)}"

    def reference(self, reference: Reference) -> _Chunk:
        """A publication as a sentence after a bullet or its number, and its bullets below."""
        said = (with_targets(text) for _, text in sentences(reference, self.marks))
        label = f"{reference.number} " if reference.number else _BULLET
        below = _bullets(reference.bullets, " " * columns(label))
        return _Chunk((_Line(" ".join(said), label), *below), True)


def _paragraph(text: Inline) -> _Chunk:
    return _Chunk((_Line(with_targets(text)),))


def _bullets(block: Bullets, indent: str = "") -> Iterator[_Line]:
    """A line for each bullet and, with a deeper sign, for those below it."""
    for position, (text, below) in enumerate(block.rows):
        label = block.label(position)
        label = f"{indent}{label} " if label else f"{indent}{_BULLET}"
        yield _Line(with_targets(text), label)
        yield from _bullets(below, " " * columns(label))
