"""Markdown: reads well as plain text, on GitHub, and passes the usual linters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cvgen.document import (
    Block,
    Bullets,
    Contact,
    Document,
    Entry,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
    all_brief,
)
from cvgen.inline import Inline, Run, joined, literal, plain_text
from cvgen.themes import Theme
from cvgen.writers._md_inline import escape, markdown, paragraph
from cvgen.writers.base import Assets, Writer, Written

_SHORT_NOTES = ("status", "rank", "award")


def write_markdown(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as UTF-8 Markdown, one blank line between blocks, no hard wraps."""
    page = _Page()
    chunks = list(page.header(document.header))
    for section in document.sections:
        chunks.append(page.heading(2, literal(section.title)))
        chunks.append(paragraph(section.note))
        chunks += page.blocks(section.blocks, 3)
    chunks.append(paragraph(literal(document.updated)))
    return Written(("\n\n".join(chunk for chunk in chunks if chunk) + "\n").encode())


class _Page:
    """Makes chunks of Markdown and keeps headings different from each other."""

    def __init__(self) -> None:
        self.headings: set[str] = set()

    def heading(self, level: int, title: Inline, *more: str) -> str:
        """A heading; ``more`` is added in turn while the text stands above already."""
        text = re.sub(r"(?<!\\)(#+)$", r"\\\1", markdown(title))
        for extra in more:
            if text not in self.headings:
                break
            text = f"{text} ({escape(extra)})" if extra else text
        base, number = text, 2
        while text in self.headings:
            text, number = f"{base} ({number})", number + 1
        self.headings.add(text)
        return f"{'#' * min(level, 6)} {text}"

    def header(self, header: Header) -> Iterator[str]:
        """Name, lines below it, contacts as a list, summary."""
        yield self.heading(1, literal(header.name))
        yield paragraph(header.headline)
        yield paragraph(header.affiliation)
        yield "\n".join(_contact(contact) for contact in header.contacts)
        for part in header.summary:
            yield paragraph(part.text)

    def blocks(self, blocks: tuple[Block, ...], level: int) -> Iterator[str]:
        """Chunks for ``blocks``; headings among them start at ``level``."""
        if all_brief(blocks):
            yield "\n".join(_line(block) for block in blocks if isinstance(block, Entry))
            return
        references: list[str] = []
        for block in blocks:
            if isinstance(block, Reference):
                references.append(_reference(block))
                continue
            if references:
                yield "\n".join(references)
                references = []
            yield from self.block(block, level)
        if references:
            yield "\n".join(references)

    def block(self, block: Block, level: int) -> Iterator[str]:
        """Chunks for one block other than a reference."""
        if isinstance(block, Paragraph):
            yield paragraph(block.text)
        elif isinstance(block, Bullets):
            yield "\n".join(f"- {paragraph(item)}" for item in block.items)
        elif isinstance(block, Pairs):
            yield "\n".join(_pair(label, value) for label, value in block.rows)
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Group):
            yield self.heading(level, block.title)
            yield from self.blocks(block.blocks, level + 1)
        elif isinstance(block, Entry):
            yield from self.entry(block, level)

    def entry(self, entry: Entry, level: int) -> Iterator[str]:
        """Title and organization as heading, then a line of facts, details and the body."""
        when = entry.when.text if entry.when else ""
        title = joined([entry.title, entry.organization], ", ")
        place = plain_text(entry.place)
        if title:
            yield self.heading(level, title, when, place, plain_text(entry.unit))
        facts = [literal(when), entry.unit, entry.place, entry.aside]
        yield paragraph(joined(facts, " · "))
        for detail in entry.details:
            yield paragraph(detail)
        yield from self.blocks(entry.body, level + 1)


def _contact(contact: Contact) -> str:
    label = f"{contact.label}: " if contact.label else ""
    return f"- {paragraph((*literal(label), *contact.text))}"


def _line(entry: Entry) -> str:
    """``- **Title**, organization (2023): detail`` for an entry of one line."""
    head = markdown(
        joined([_in_bold(entry.title), entry.organization, entry.unit, entry.place], ", ")
    )
    if entry.when:
        head += f" ({escape(entry.when.text)})" if head else escape(entry.when.text)
    rest = markdown(joined([entry.aside, *entry.details], ", "))
    return f"- {head}: {rest}" if rest else f"- {head}"


def _pair(label: Inline, value: Inline) -> str:
    if not label:
        return f"- {paragraph(value)}"
    if not value:
        return f"- {markdown(_in_bold(label))}"
    return f"- {markdown(_in_bold((*label, Run(':'))))} {markdown(value)}"


def _in_bold(inline: Inline) -> Inline:
    return tuple(replace(run, strong=True) for run in inline)


def _reference(reference: Reference) -> str:
    """``- **Title.** Authors. Venue, 2024 (to appear). Notes. Links`` and its bullets below."""
    title = reference.title
    if title and not plain_text(title).endswith((".", "?", "!")):
        title = (*title, Run("."))
    venue = joined([reference.venue, literal(reference.when.text if reference.when else "")], ", ")
    short = [note for note in reference.notes if note[0].role in _SHORT_NOTES]
    if short:
        venue = joined([venue, (Run("("), *joined(short, ", "), Run(")"))], " ")
    longer = [note for note in reference.notes if note not in short]
    parts = [markdown(_in_bold(title))]
    parts += [_sentence(part) for part in (reference.authors, venue, *longer)]
    parts.append(", ".join(markdown(link) for link in reference.links))
    lines = [f"- {' '.join(part for part in parts if part)}"]
    lines += [f"  - {paragraph(item)}" for item in reference.bullets.items]
    return "\n".join(lines)


def _sentence(inline: Inline) -> str:
    text = markdown(inline)
    return text if not text or plain_text(inline).endswith((".", "?", "!")) else f"{text}."


def _table(table: Table) -> str:
    rows = [table.head, *table.rows]
    cells = [[markdown(cell).replace("|", "\\|") for cell in row] for row in rows]
    cells.insert(1, ["---"] * len(table.head))
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


PART = Writer(suffix=".md", write=write_markdown)
