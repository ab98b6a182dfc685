"""The HTML page around a document's body; a theme cannot write its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from cvgen.document import Block, Document, EntryBlock, Group, Pairs, Reference
from cvgen.markup.inline import plain_text
from cvgen.themes import Theme
from cvgen.themes.styles import classes

_USUAL_DATE = 11  # characters of one end of a range with its dash, as in "Sep 2023 –"
_USUAL_LABEL = 18


def html_page(document: Document, theme: Theme, body: str, head: str = "") -> str:
    """A whole HTML5 page; ``head`` is more HTML for the inside of ``<head>``."""
    title = escape(document.title or document.header.name)
    author = escape(document.header.name)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}" dir="{document.direction}"'
        f' class="{classes(theme)}{width_classes(document)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta name="author" content="{author}">\n'
        '<meta name="generator" content="cvgen">\n'
        f"{head}"
        "</head>\n"
        '<body class="h-resume">\n'
        f"{body}"
        "</body>\n"
        "</html>\n"
    )


def width_classes(document: Document) -> str:
    """Classes of the root that ask for wider columns: `` long-dates``, `` long-labels``.

    A stylesheet has one width for all dates or labels of a document, so that they form a column.
    """
    blocks = [block for section in document.sections for block in _blocks(section.blocks)]
    found = ""
    if any(len(end) > _USUAL_DATE for block in blocks for end in _ends(block)):
        found += " long-dates"
    if any(len(label) > _USUAL_LABEL for block in blocks for label in _labels(block)):
        found += " long-labels"
    return found


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` and the blocks inside them."""
    for block in blocks:
        yield block
        if isinstance(block, EntryBlock):
            yield from _blocks(block.body)
        elif isinstance(block, Group):
            yield from _blocks(block.blocks)


def _ends(block: Block) -> Iterator[str]:
    """Both ends of a range; the first with its dash, after which a line may break."""
    if isinstance(block, EntryBlock | Reference) and block.when:
        for one in block.when.parts or (block.when,):
            start, dash, end = one.text.partition(" – ")
            if dash:
                yield f"{start} –"
                yield end


def _labels(block: Block) -> Iterator[str]:
    if isinstance(block, Pairs):
        yield from (plain_text(label) for label, _ in block.rows)
