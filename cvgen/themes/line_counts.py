"""Estimates of how many lines parts of a document take, before layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from textwrap import wrap
from typing import Any

from cvgen.document import (
    Block,
    Bullets,
    DocumentSection,
    EntryBlock,
    Group,
    Lines,
    Pairs,
    Paragraph,
    Reference,
    Table,
    all_brief,
)
from cvgen.markup.inline import Inline, plain_text

KEEP_LINES = 5
SLIGHT_LINES = 2
_LINE = 90
_NARROW_LINE = 80
_BETWEEN = 2  # letters
_NAME_WIDTH, _NOTE_WIDTH = 14, 17


def all_in_a_line(blocks: Iterable[Block], unit: str) -> bool:
    """True if ``blocks`` are entries of one line; dates narrow lines if the ``unit`` is below."""
    blocks = tuple(blocks)
    entries = [block for block in blocks if isinstance(block, EntryBlock)]
    narrow = unit == "below" and any(entry.length > _NARROW_LINE for entry in entries)
    return all_brief(blocks) and not narrow


def has_dates(blocks: Iterable[Block]) -> bool:
    """True if one of ``blocks``, or of those inside, has a date or a label before its text."""
    for block in blocks:
        if isinstance(block, EntryBlock):
            found = block.when is not None or has_dates(block.body)
        elif isinstance(block, Group):
            found = has_dates(block.blocks)
        elif isinstance(block, Pairs):
            found = any(label for label, _ in block.rows)
        else:
            found = isinstance(block, Reference) and block.when is not None
        if found:
            return True
    return False


def in_one_line(section: DocumentSection, languages: str) -> bool:
    """True if ``section`` has languages that fit on one line, and the option wants them there."""
    if section.type != "languages" or languages != "line":
        return False
    rows = [row for block in section.blocks if isinstance(block, Pairs) for row in block.rows]
    is_list = all(isinstance(block, Pairs) for block in section.blocks)
    length = sum(len(plain_text(part)) + _BETWEEN for row in rows for part in row)
    return is_list and all(label for label, _ in rows) and length <= _NARROW_LINE


def name_rows(section: DocumentSection) -> int:
    """The estimated lines of a section's head in a narrow column, rounded up."""
    widths = ((section.title, _NAME_WIDTH), (plain_text(section.note), _NOTE_WIDTH))
    return sum(len(wrap(text, width)) for text, width in widths)


def is_short(block: Block, own: bool = False) -> bool:
    """True if a break inside ``block`` would look wrong; ``own`` leaves out entries inside it."""
    if own and isinstance(block, EntryBlock):
        body = tuple(part for part in block.body if not isinstance(part, EntryBlock))
        block = replace(block, body=body)
    return _lines(block) <= KEEP_LINES


def is_slight(block: Block) -> bool:
    """True if ``block`` is too short to stand alone between a heading and the end of a page."""
    return _lines(block) <= SLIGHT_LINES


def _lines(block: Block) -> int:
    """The estimated number of lines of ``block``."""
    count = _COUNTS.get(type(block))
    return count(block) if count else KEEP_LINES + 1


def _text_lines(*texts: Inline) -> int:
    lines = (line for text in texts for line in plain_text(text).split("\n"))
    return sum(-(-len(line) // _LINE) for line in lines)


def _entry_lines(entry: EntryBlock) -> int:
    head = (*entry.title, *entry.organization, *entry.place, *entry.remark)
    return _text_lines(head, entry.unit, *entry.details) + sum(map(_lines, entry.body))


def _reference_lines(block: Reference) -> int:
    last = (*block.venue, *(run for part in (*block.notes, *block.links) for run in part))
    return _text_lines(block.title, block.authors, last) + _lines(block.bullets)


_COUNTS: dict[type, Callable[[Any], int]] = {
    Paragraph: lambda block: _text_lines(block.text),
    Bullets: lambda block: _text_lines(*block.items) + sum(map(_lines, block.below)),
    Pairs: lambda block: sum(max(1, _text_lines(value)) for _, value in block.rows),
    EntryBlock: _entry_lines,
    Reference: _reference_lines,
    Group: lambda block: 1 + sum(map(_lines, block.blocks)),
    Table: lambda block: 1 + len(block.rows),
    Lines: lambda block: len(block.lines),
}
