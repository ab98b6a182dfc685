"""The blocks of a Markdown text: paragraphs, lists of at most two levels, and headings."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.token import Token

from cvgen.applications.texts.commonmark import Parsed
from cvgen.applications.texts.inlines import InlineReader, Places
from cvgen.applications.texts.placeholders import Filled
from cvgen.applications.texts.refused import REASONS, TASK
from cvgen.applications.texts.tags import Report
from cvgen.document import Bullets, Paragraph
from cvgen.markup.inline import Inline, Run
from cvgen.patterns import pattern

_MAX_LEVELS = 2
_MARKER = pattern(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]|\Z)")


class Heading(NamedTuple):
    """A heading of any ``level``, from ``start`` to before ``end`` of the filled text."""

    level: int
    title: Inline
    start: int
    end: int


Item = Heading | Paragraph | Bullets


class BlockReader:
    """Goes through the tokens of a text; ``at`` is the next one."""

    def __init__(self, filled: Filled, report: Report) -> None:
        self.parsed = Parsed(filled.text)
        self.tokens = self.parsed.tokens
        self.places = Places(filled, report)
        self.inlines = InlineReader(self.parsed, self.places)
        self.at = 0
        self.item_lines: list[int] = []

    def read(self) -> list[Item]:
        """The blocks in order; what no document can show is reported and left out."""
        found: list[Item] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.type == "heading_open":
                found += self.heading(token)
            elif token.type == "paragraph_open":
                found.append(Paragraph(self.paragraph()))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found.append(self.bullets(1))
            else:
                self.refuse(token, token.type)
        self.check_definitions()
        return found

    def paragraph(self) -> Inline:
        """The text of the block whose first of three tokens is next."""
        runs = self.inlines.read(self.tokens[self.at + 1])
        self.at += 3
        return runs

    def heading(self, token: Token) -> list[Item]:
        """The heading that is next, unless it is underlined."""
        if token.markup in ("=", "-"):
            self.refuse(token, "underlined")
            return []
        start, end = self.line_of(token)
        return [Heading(int(token.tag[1:]), self.paragraph(), start, end)]

    def bullets(self, level: int) -> Bullets:
        """The list that is next; lists inside of it are of the next ``level``."""
        opening = self.tokens[self.at]
        if level > _MAX_LEVELS:
            self.places.fail("deep", *self.line_of(opening))
        first = int(opening.attrs.get("start", 1)) if opening.type.startswith("ordered") else None
        self.at += 1
        items: list[Inline] = []
        below: list[Bullets] = []
        while self.tokens[self.at].type == "list_item_open":
            token = self.tokens[self.at]
            if first is not None and int(token.info) not in (first, first + len(items)):
                self.places.fail("numbers", *self.line_of(token))
            assert token.map is not None  # every block has its lines
            self.item_lines.append(token.map[0])
            text, inner = self.item(token, level)
            self.item_lines.pop()
            items.append(text)
            below.append(inner)
        self.at += 1
        has_inner = any(inner.items for inner in below)
        return Bullets(tuple(items), tuple(below) if has_inner else (), first)

    def item(self, opening: Token, level: int) -> tuple[Inline, Bullets]:
        """The text of the item that is next, its paragraphs on lines of their own, and its list."""
        text: Inline = ()
        inner = Bullets(())
        self.at += 1
        self.check_task()
        first = self.tokens[self.at].type
        while (token := self.tokens[self.at]).type != "list_item_close":
            is_list = token.type in ("bullet_list_open", "ordered_list_open")
            if token.type == "heading_open":
                self.refuse(token, "heading_in_list")
            elif inner.items and (is_list or token.type == "paragraph_open"):
                self.refuse(token, "after_inner")
            elif is_list:
                inner = self.bullets(level + 1)
            elif token.type == "paragraph_open":
                runs = self.paragraph()
                text = (*text, Run("\n"), *runs) if text else runs
            else:
                self.refuse(token, token.type)
        self.at += 1
        if not text and first in ("list_item_close", "bullet_list_open", "ordered_list_open"):
            self.item_lines.pop()
            self.places.fail("empty_item", *self.line_of(opening))
            self.item_lines.append(-1)
        return text, inner

    def check_task(self) -> None:
        """Report a box to tick at the start of the item that is next."""
        inside = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if inside is not None and inside.type == "inline" and TASK.match(inside.content):
            self.inlines.fail("task", inside, (0, 3))

    def check_definitions(self) -> None:
        """Report the definitions ``[label]: address`` of which something would be lost."""
        references = self.parsed.references
        for label, one in references.items():
            kind = "footnote" if label.startswith("^") else ""
            kind = kind or ("unused" if label not in references.used else "")
            if kind:
                self.places.fail(kind, *self.line(one["map"][0]))
        for one in self.parsed.repeated:
            self.places.fail("repeated", *self.line(one["map"][0]))

    def refuse(self, token: Token, kind: str) -> None:
        """Report the block that is next, and go past it."""
        self.places.fail(kind if kind in REASONS else "html_block", *self.line_of(token))
        depth = 0
        while True:
            depth += self.tokens[self.at].nesting
            self.at += 1
            if depth == 0:
                return

    def line_of(self, token: Token) -> tuple[int, int]:
        """The first line of a block's ``token`` in the filled text, without signs of items."""
        assert token.map is not None  # every block has its lines
        return self.line(token.map[0])

    def line(self, number: int) -> tuple[int, int]:
        """Line ``number`` of the filled text, without the signs of the items that it is in."""
        start, text = self.places.starts[number], self.places.lines[number]
        at = 0
        for line in self.item_lines:
            if line == number and (found := _MARKER.match(text, at)):
                at = found.end()
        at += len(text[at:]) - len(text[at:].lstrip())
        return start + at, start + max(at + 1, len(text.rstrip()))
