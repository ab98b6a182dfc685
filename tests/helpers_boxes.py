"""Reads the layout of pages: every piece of text, its place and its element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import Theme, load_theme
from cvgen.writers.pdf import writer

NEAR = 0.6  # CSS pixels that rounding may take
_JOINER = "\N{WORD JOINER}"


@dataclass(frozen=True)
class Part:
    """An element: its number in the document, tag and classes."""

    number: int
    tag: str
    classes: frozenset[str]

    def is_a(self, *names: str) -> bool:
        """Whether it has one of these tags or classes."""
        return self.tag in names or bool(self.classes.intersection(names))


@dataclass(frozen=True)
class Piece:
    """Text in one line: its page (from 0), its box in CSS pixels, and the elements around it.

    Text is ``generated`` that the stylesheet adds, such as bullets.
    """

    page: int
    text: str
    x: float
    y: float
    width: float
    height: float
    parts: tuple[Part, ...]
    generated: bool = False

    def inside(self, *names: str) -> Part | None:
        """The innermost element around it with one of these tags or classes."""
        return next((part for part in reversed(self.parts) if part.is_a(*names)), None)


@dataclass(frozen=True)
class Frame:
    """The area for content of a page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class LaidOutPages:
    """A document on its pages; ``words`` are those it has, in the order of the HTML.

    Word joiners are left out of them and of the pieces, as in the text of a PDF.
    """

    pieces: tuple[Piece, ...]
    frames: tuple[Frame, ...]
    words: tuple[str, ...]
    rendered: Any

    @cached_property
    def lines(self) -> list[list[list[Piece]]]:
        """For each page its lines from the top on, each with its pieces."""
        return [
            list(_lines(sorted((p for p in self.pieces if p.page == number), key=lambda p: p.y)))
            for number in range(len(self.frames))
        ]

    def page(self, number: int) -> list[Piece]:
        """The pieces of a page in the order of the document."""
        return [piece for piece in self.pieces if piece.page == number]


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """``pieces``, sorted from the top on, by line: what overlaps by half stands in one."""
    line: list[Piece] = []
    for piece in pieces:
        if line and piece.y + piece.height / 2 > line[0].y + line[0].height:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def lay_out(
    doc: Document, theme: Theme | str = "academic", photo: Path | None = None
) -> LaidOutPages:
    """``doc`` in ``theme``, laid out but not written."""
    theme = load_theme(theme) if isinstance(theme, str) else theme
    laid = writer.lay_out(doc, theme, Assets(photo.parent if photo else None))
    rendered, body = laid.pages, laid.root.find(".//body")
    for cell in (*body.iter("td"), *body.iter("th")):
        cell.tail = " "
    words = tuple("".join(body.itertext()).replace(_JOINER, "").split())
    pieces: list[Piece] = []
    frames: list[Frame] = []
    numbers: dict[int, int] = {}
    for number, page in enumerate(rendered.pages):
        box = page._page_box
        x, y = box.content_box_x(), box.content_box_y()
        frames.append(Frame(x, y, x + box.width, y + box.height))
        pieces += _walk(box.children[0], number, (), numbers)
    return LaidOutPages(tuple(_once(pieces)), tuple(frames), words, rendered)


def _once(pieces: list[Piece]) -> Iterator[Piece]:
    """``pieces`` without the heads of tables that are repeated on later pages."""
    seen: dict[Part, int] = {}
    for piece in pieces:
        head = piece.inside("thead")
        if head is None or seen.setdefault(head, piece.page) == piece.page:
            yield piece


def _walk(
    box: Any, page: int, around: tuple[Part, ...], numbers: dict[int, int]
) -> Iterator[Piece]:
    box = getattr(box, "_box", box)  # boxes with a position hide in a placeholder
    element = getattr(box, "element", None)
    if element is not None:
        number = numbers.setdefault(id(element), len(numbers))
        if not any(part.number == number for part in around):
            classes = frozenset((element.get("class") or "").split())
            around = (*around, Part(number, str(element.tag), classes))
    text = getattr(box, "text", "").replace(_JOINER, "")
    if text.strip():
        place = box.position_x, box.position_y, box.width, box.height
        yield Piece(page, text, *place, around, "::" in (box.element_tag or ""))
    for child in getattr(box, "children", ()):
        yield from _walk(child, page, around, numbers)
