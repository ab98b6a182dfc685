"""The narrow waist: a CV as it reads, in a closed set of blocks that every writer knows."""

from cvgen.document.blocks import (
    Block,
    Bullets,
    Contact,
    Document,
    DocumentSection,
    Entry,
    Group,
    Header,
    Pairs,
    Paragraph,
    Reference,
    Table,
    When,
    all_brief,
)

__all__ = [
    "Block",
    "Bullets",
    "Contact",
    "Document",
    "DocumentSection",
    "Entry",
    "Group",
    "Header",
    "Pairs",
    "Paragraph",
    "Reference",
    "Table",
    "When",
    "all_brief",
]
