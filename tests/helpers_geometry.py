"""Finds broken, overlapping and misplaced parts of a page in the boxes of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from tests.helpers_boxes import NEAR, LaidOutPages, Part, Piece
from tests.helpers_breaks import outside

WHOLE_WORDS = ("h1", "h2", "dt", "when")
_BREAKS = "–-/\u3001,"  # a line may end with these within a name, date or label


def geometry_faults(laid: LaidOutPages) -> list[str]:
    """Everything that is misplaced, in words."""
    return [*outside(laid), *broken(laid), *overlapping(laid), *photo_off_edge(laid)]


def lines_of(laid: LaidOutPages, *names: str) -> dict[Part, list[str]]:
    """Of each element with one of these tags or classes, the texts of its lines."""
    found: dict[Part, list[list[Piece]]] = {}
    for piece in laid.pieces:
        part = piece.inside(*names)
        if part is None or piece.generated:
            continue
        lines = found.setdefault(part, [])
        if lines and piece.y < lines[-1][0].y + lines[-1][0].height / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return {
        part: ["".join(piece.text for piece in line) for line in lines]
        for part, lines in found.items()
    }


def broken(laid: LaidOutPages) -> Iterator[str]:
    """Names, labels, titles of sections and parts of dates with a line break inside a word."""
    whole = "".join(laid.words)
    for part, lines in lines_of(laid, *WHOLE_WORDS).items():
        if part.is_a("h1") and len(lines) > 2:
            yield f"name in {len(lines)} lines: {lines}"
        for first, second in pairwise(lines):
            if part.is_a("when") and not first.rstrip().endswith("–"):
                yield f"date broken: {first}|{second}"
            glued = first.split()[-1] + second.split()[0]
            inside = first.rstrip() == first and first[-1] not in _BREAKS
            both = " ".join(f"{first} {second}".split())
            if inside and glued in whole and both not in " ".join(laid.words):
                yield f"word broken: {first}|{second}"


def overlapping(laid: LaidOutPages) -> Iterator[str]:
    """Pairs of texts that cover a part of each other."""
    for number in range(len(laid.frames)):
        pieces = [piece for piece in laid.page(number) if piece.text.strip()]
        for one, other in combinations(pieces, 2):
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            if across > NEAR and down > 0.4 * min(one.height, other.height):
                yield f"overlap: {one.text} and {other.text}"


def photo_off_edge(laid: LaidOutPages) -> Iterator[str]:
    """A photo that does not end at the edge of the text, or with text on it."""
    frame = laid.frames[0]
    for box in laid.rendered.pages[0]._page_box.descendants():
        if box.element_tag != "img":
            continue
        left, right = box.position_x, box.position_x + box.width
        edges = text_edges(laid)
        if min(abs(left - edges[0]), abs(right - edges[1])) > NEAR:
            yield f"photo from {left:.0f} to {right:.0f} px, text from {edges}"
        if box.position_y < frame.top - NEAR:
            yield "photo above the page's content"
        for piece in laid.page(0):
            across = min(piece.x + piece.width, right) - max(piece.x, left)
            middle = piece.y + piece.height / 2
            if across > NEAR and box.position_y < middle < box.position_y + box.height:
                yield f"photo on {piece.text}"


def text_edges(laid: LaidOutPages) -> tuple[float, float]:
    """Where the text area of the first page begins and ends, within the body's padding."""
    frame = laid.frames[0]
    body = next(
        box for box in laid.rendered.pages[0]._page_box.descendants() if box.element_tag == "body"
    )
    return frame.left + body.padding_left, frame.right - body.padding_right
