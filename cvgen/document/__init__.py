"""The narrow waist: a CV as it reads, in a closed set of blocks that every writer knows."""

from cvgen.document.blocks import (
    Block,
    Bullets,
    Contact,
    Document,
    DocumentSection,
    EntryBlock,
    Group,
    Header,
    Measure,
    Pairs,
    Paragraph,
    Reference,
    Table,
    Web,
    When,
    all_brief,
)
from cvgen.document.punctuation import LATIN, Punctuation

__all__ = [
    "LATIN",
    "Block",
    "Bullets",
    "Contact",
    "Document",
    "DocumentSection",
    "EntryBlock",
    "Group",
    "Header",
    "Measure",
    "Pairs",
    "Paragraph",
    "Punctuation",
    "Reference",
    "Table",
    "Web",
    "When",
    "all_brief",
]
