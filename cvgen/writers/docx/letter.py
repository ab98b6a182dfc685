"""Letters: the paragraphs around the text, each in the style of its role."""

from __future__ import annotations

from math import ceil

from cvgen.document import Block, Lines
from cvgen.writers.docx.body import Body
from cvgen.writers.docx.elements import Element, style_of, text_of
from cvgen.writers.docx.letter_styles import STYLE_OF_ROLE, LetterShape
from cvgen.writers.docx.measure import width
from cvgen.writers.docx.runs import BOLD, PLAIN

_SIZES = {"Title": "name", "Subtitle": "headline", "Contact": "small"}
"""The sizes of the paragraphs of a head; others have that of the text."""


def shape_of(body: Body, signed: bool) -> LetterShape:
    """The shape of a letter of which ``body`` has only the head so far."""
    blocks = (block for section in body.document.sections for block in section.blocks)
    first = next((block.role for block in blocks if isinstance(block, Lines)), "")
    return LetterShape(body.document.layout, first, _height(body), signed)


def _height(body: Body) -> float:
    """About the height in pt of the paragraphs of a head, whose texts may take several lines."""
    look, total = body.look, 0.0
    room = look.width / 20
    for paragraph in body.paragraphs:
        name = style_of(paragraph)
        size = look.sizes[_SIZES.get(name, "text")]
        lines = ceil(width(text_of(paragraph), look.text.kind) * size / room)
        line = look.name.line if name == "Title" else look.text.line * look.line
        total += lines * size * line
    return total


def add_letter(body: Body, signature: Element | None) -> None:
    """Add the letter to ``body``; the picture of a ``signature`` is above the name."""
    for section in body.document.sections:
        for block in section.blocks:
            add_block(body, block, signature)


def add_block(body: Body, block: Block, signature: Element | None) -> None:
    """Add one block of a letter."""
    if not isinstance(block, Lines) or block.role not in STYLE_OF_ROLE:
        body.block(block, 2)
        return
    content = body.broken(block.lines, BOLD if block.role == "enclosures" else PLAIN)
    if block.role == "name" and signature is not None:
        content = [signature, body.runs.line_break(), *content]
    body.add(STYLE_OF_ROLE[block.role], content)
