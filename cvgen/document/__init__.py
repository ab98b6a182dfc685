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
from cvgen.document.measure import Measure
from cvgen.document.punctuation import LATIN, Punctuation
from cvgen.document.web import Web

__all__ = [
    "LATIN",
    "Block",
    "Bullets",
    "Contact",
    "Document",
    "DocumentSection",
    "Entry",
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
