"""Reads Markdown back with another parser."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cvgen.document import Bullets, Document, DocumentSection, EntryBlock, Header, Paragraph
from cvgen.markup.inline import Inline, Run, literal
from tests.helpers_cv import markdown_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Chunk:
    """A heading (``h1`` …), a paragraph (``p``) or a list item's text (``li``), as it reads."""

    kind: str
    text: str


def chunks(markdown: str) -> list[Chunk]:
    """What a reader of ``markdown`` sees, in order."""
    found: list[Chunk] = []
    tokens = READER.parse(markdown)
    for before, token in pairwise(tokens):
        if token.type == "inline":
            inside_list = before.type == "paragraph_open" and before.hidden
            found.append(Chunk("li" if inside_list else before.tag, seen(token)))
        elif token.type in (
            "hr",
            "html_block",
            "fence",
            "code_block",
            "blockquote_open",
            "table_open",
        ):
            found.append(Chunk(token.type, token.content))
    return found


def seen(token: Token) -> str:
    """The text of an inline token without marks."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak", "image", "html_inline", "s_open"):
            parts.append(f"<{child.type}>")
    return "".join(parts)


def styled(markdown: str) -> list[Run]:
    """The runs of a paragraph as the parser reads their styles."""
    tokens = [token for token in READER.parse(markdown) if token.type == "inline"]
    runs: list[Run] = []
    strong, emphasis, href = 0, 0, None
    for child in tokens[-1].children or []:
        strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        emphasis += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "link_open":
            href = str(child.attrs["href"])
        elif child.type == "link_close":
            href = None
        elif child.type in ("text", "code_inline") and child.content:
            code = child.type == "code_inline"
            runs.append(Run(child.content, strong > 0, emphasis > 0, code, href))
    return runs


def with_summary(inline: Inline) -> str:
    """The Markdown of a document whose summary is ``inline``."""
    return markdown_of(Document(Header("Ada", summary=(Paragraph(inline),)), ()))


def with_everything(text: str) -> str:
    """The Markdown of a document that has ``text`` in every place a text can have."""
    line = literal(text)
    entry = EntryBlock(
        line, line, line, line, details=(line,), aside=line, body=(Bullets((line,)),)
    )
    section = DocumentSection("s", "entries", text, (entry,), line)
    return markdown_of(
        Document(Header(text, line, line, (), None, "", (Paragraph(line),)), (section,))
    )
