"""What a document has that asks for more room than usual, as classes of its root.

A stylesheet has one width for all dates or labels of a document, so that they make a column. Most
documents need the usual one; theirs are no wider for the sake of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvgen.document import Block, Document, Entry, Group, Pairs, Reference
from cvgen.markup.inline import plain_text

USUAL_DATE = 11  # characters of one end of a range with its dash, as in "Sep 2023 –"
USUAL_LABEL = 18


def shape(document: Document) -> str:
    """``long-dates`` where an end of a range of dates is long, ``long-labels`` where a label is,
    each after a space; mostly nothing.
    """
    blocks = [block for section in document.sections for block in _blocks(section.blocks)]
    found = ""
    if any(len(end) > USUAL_DATE for block in blocks for end in _ends(block)):
        found += " long-dates"
    if any(len(label) > USUAL_LABEL for block in blocks for label in _labels(block)):
        found += " long-labels"
    return found


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` and those inside of them."""
    for block in blocks:
        yield block
        if isinstance(block, Entry):
            yield from _blocks(block.body)
        elif isinstance(block, Group):
            yield from _blocks(block.blocks)


def _ends(block: Block) -> Iterator[str]:
    """Both ends of a range, the first with the dash after which a line may end."""
    if isinstance(block, Entry | Reference) and block.when:
        for one in block.when.parts or (block.when,):
            start, dash, end = one.text.partition(" – ")
            if dash:
                yield f"{start} –"
                yield end


def _labels(block: Block) -> Iterator[str]:
    if isinstance(block, Pairs):
        yield from (plain_text(label) for label, _ in block.rows)
