"""Document → Markdown that reads well as plain text and on GitHub, and passes linters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from cvgen.assets.files import Assets
from cvgen.document import (
    Block,
    Bullets,
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
from cvgen.typography.columns import columns
from cvgen.verify.text import verify_markdown
from cvgen.writers.base import Written
from cvgen.writers.markdown.escape import escape_start
from cvgen.writers.markdown.inline import item, markdown, paragraph

_PUNCTUATION = tuple(".,;:!。，；：！")


def write_markdown(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as UTF-8 Markdown, one blank line between blocks, no hard wraps."""
    page = _MarkdownPage(document.punctuation)
    chunks = list(page.header(document.header))
    for section in document.sections:
        page.section = literal(section.title)
        if section.title:
            chunks.append(page.heading(2, page.section))
        chunks.append(paragraph(section.note))
        chunks += page.blocks(section.blocks, 3)
    chunks.append(paragraph(literal(document.updated)))
    text = f"{_together(chunk for chunk in chunks if chunk)}\n"
    verify_markdown(document, text)
    return Written(text.encode())


def _together(chunks: Iterable[str]) -> str:
    """The chunks with a blank line between them; consecutive lists become one list."""
    parts: list[str] = []
    for chunk in chunks:
        follows = bool(parts) and parts[-1].startswith("- ") and chunk.startswith("- ")
        parts += ["\n" if follows else "\n\n", chunk]
    return "".join(parts[1:])


class _MarkdownPage:
    """Writes chunks of Markdown, and keeps headings unique."""

    def __init__(self, marks: Punctuation) -> None:
        self.marks = marks
        self.headings: set[str] = set()
        self.used: dict[str, set[str]] = {}
        self.section: Inline = ()

    def heading(self, level: int, title: Inline, *more: Inline) -> str:
        """A heading. A repeated text gets the first of ``more`` that is new, or else a number."""
        text = _heading(title)
        before = self.used.setdefault(text, set())
        new = [extra for extra in more if plain_text(extra) not in before]
        before.update(plain_text(extra) for extra in more)
        for extra in filter(None, (*new, *more)):
            if text not in self.headings:
                break
            text = _heading(self.marks.remarked(title, extra))
        number = 1
        while text in self.headings:
            number += 1
            text = _heading((*title, Run(f" ({number})")))
        self.headings.add(text)
        return f"{'#' * min(level, 6)} {text}"

    def header(self, header: Header) -> Iterator[str]:
        """Name, lines below it, contacts as a list, summary."""
        yield self.heading(1, literal(header.name))
        yield paragraph(header.headline)
        yield paragraph(header.affiliation)
        contacts = (
            self.marks.labelled(one.label, one.text) if one.label else one.text
            for one in header.contacts
        )
        yield "\n".join(f"- {item(contact)}" for contact in contacts)
        if header.contacts and header.summary and isinstance(header.summary[0], Bullets | Pairs):
            yield "<!-- -->"  # else both are one list to Markdown
        yield from self.blocks(header.summary, 2)

    def blocks(self, blocks: tuple[Block, ...], level: int) -> Iterator[str]:
        """Chunks for ``blocks``; headings among them start at ``level``."""
        if all_brief(blocks):
            yield _lines([block for block in blocks if isinstance(block, EntryBlock)], self.marks)
            return
        for block in blocks:
            yield from self.block(block, level)

    def block(self, block: Block, level: int) -> Iterator[str]:
        """Chunks for one block."""
        if isinstance(block, Paragraph):
            yield paragraph(block.text)
        elif isinstance(block, Bullets):
            yield _bullets(block)
        elif isinstance(block, Reference):
            yield _reference(block, self.marks)
        elif isinstance(block, Pairs):
            yield "\n".join(_pair(label, value, self.marks) for label, value in block.rows)
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Lines):
            yield paragraph(join_inline(block.lines, "\n"))
        elif isinstance(block, Group):
            yield self.heading(level, block.title, self.section)
            yield from self.blocks(block.blocks, level + 1)
        elif isinstance(block, EntryBlock):
            yield from self.entry(block, level)

    def entry(self, entry: EntryBlock, level: int) -> Iterator[str]:
        """Title and organization as heading, then a line of facts, one of details, the body."""
        when = literal(entry.when.text if entry.when else "")
        title = self.marks.join([entry.title, entry.organization])
        if title:
            more = (when, entry.place, entry.unit, self.section, entry.aside, *entry.details)
            yield self.heading(level, title, *more)
        facts = [when, entry.unit, entry.place, entry.remark, entry.aside]
        yield paragraph(join_inline(facts, " · "))
        yield paragraph(join_inline(entry.details, " · "))
        yield from self.blocks(entry.body, level + 1 if title else level)


def _heading(title: Inline) -> str:
    text = markdown(title)
    if text.endswith(_PUNCTUATION):  # linters take it for a sentence; bold adds nothing here
        text = markdown(_in_bold(title))
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _lines(entries: list[EntryBlock], marks: Punctuation) -> str:
    """Entries of one line each; titles are bold unless the lines have nothing else."""
    titles = all(_line(entry, marks) == item(entry.title) for entry in entries)
    bold = entries if titles else [replace(e, title=_in_bold(e.title)) for e in entries]
    return "\n".join(f"- {_line(entry, marks)}" for entry in bold)


def _line(entry: EntryBlock, marks: Punctuation) -> str:
    """``Title, organization (2023): detail`` for an entry of one line."""
    when = literal(entry.when.text if entry.when else "")
    head = marks.join([entry.title, entry.organization, entry.unit, entry.place])
    head = marks.remarked(head, when) if head else when
    rest = marks.join([entry.remark, entry.aside, *entry.details])
    return item(join_inline([head, rest], marks.beside(plain_text((*head, *rest))).colon))


def _pair(label: Inline, value: Inline, marks: Punctuation) -> str:
    if label and value:  # the colon is bold, and marks of bold text need a space after it
        label = (*label, Run(marks.beside(plain_text(label)).colon.rstrip()))
    return f"- {item(join_inline([_in_bold(label), value], ' '))}"


def _in_bold(inline: Inline) -> Inline:
    return tuple(replace(run, strong=True) for run in inline)


def _reference(reference: Reference, marks: Punctuation) -> str:
    """``- **Title.** Authors. Venue, 2024 (to appear). Notes. Links`` and its bullets below."""
    lines = [f"- {escape_start(' '.join(_sentences(reference, marks)))}"]
    if reference.bullets.items:
        lines.append(_bullets(reference.bullets, 2))
    return "\n".join(lines)


def _bullets(block: Bullets, depth: int = 0) -> str:
    """A list whose bullet signs are in column ``depth``."""
    lines = []
    for position, (text, below) in enumerate(block.rows):
        mark = f"{block.label(position) or '-'} "
        inner = depth + len(mark)
        lines.append(f"{' ' * depth}{mark}{item(text, inner)}")
        if below.items:
            lines.append(_bullets(below, inner))
    return "\n".join(lines)


def _sentences(reference: Reference, marks: Punctuation) -> Iterator[str]:
    """The parts of a reference; a bold title stays apart from a bold name."""
    if reference.number:
        yield markdown(literal(reference.number))
    for is_title, group in groupby(sentences(reference, marks), lambda part: part[0] == "title"):
        text = join_inline((text for _, text in group), " ")
        yield markdown(_in_bold(text) if is_title else text)


def _table(table: Table) -> str:
    """A table with aligned columns, each at least three dashes wide."""
    rows = [table.head, *table.rows]
    cells = [[markdown(cell).replace("|", "\\|") for cell in row] for row in rows]
    wide = [max(3, *(columns(row[at]) for row in cells)) for at in range(len(table.head))]
    cells.insert(1, ["-" * wanted for wanted in wide])
    padded = (
        [cell + " " * (wanted - columns(cell)) for cell, wanted in zip(row, wide, strict=True)]
        for row in cells
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in padded)
