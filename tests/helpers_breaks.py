"""Finds bad page breaks in the boxes of the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.helpers_boxes import NEAR, LaidOutPages, Part, Piece

KEPT = ("keep", "short", "pair", "reference", "tr")
FEW_LINES = 3


def faults(laid: LaidOutPages, dates_beside: bool = True) -> list[str]:
    """Everything that is wrong with the pages of ``laid``, in words.

    ``dates_beside`` says whether the theme has dates in the first line of what they date.
    """
    found = [*outside(laid), *lost(laid), *stranded(laid), *split(laid), *hasty(laid), *alone(laid)]
    return sorted({*found, *(dates(laid) if dates_beside else ())})


def outside(laid: LaidOutPages) -> Iterator[str]:
    """Text beyond the area for content."""
    for piece in laid.pieces:
        frame = laid.frames[piece.page]
        hanging = piece.width if piece.text.strip() in (",", ".") else 0
        right, bottom = piece.x + piece.width - hanging, piece.y + piece.height
        if right > frame.right + NEAR or piece.x < frame.left - NEAR:
            yield f"beside page {piece.page + 1}: {piece.text}"
        if piece.y < frame.top - piece.height / 2 or bottom > frame.bottom + piece.height / 2:
            yield f"above or below page {piece.page + 1}: {piece.text}"


def lost(laid: LaidOutPages) -> Iterator[str]:
    """Text of the document that is on no page, or twice, or on one out of order."""
    wanted = "".join(laid.words)
    found = "".join("".join(piece.text.split()) for piece in laid.pieces if not piece.generated)
    if found != wanted:
        at = next((n for n, pair in enumerate(zip(found, wanted)) if len(set(pair)) > 1), 0)  # noqa: B905
        yield f"not in order from: {wanted[max(0, at - 20) : at + 30]}"


def stranded(laid: LaidOutPages) -> Iterator[str]:
    """Headings, and first lines of entries, with nothing of what they head below them."""
    for number, lines in enumerate(laid.lines[:-1]):
        last = lines[-1][-1]
        if last.inside("section-head", "group-title", "several") and not last.inside("entry"):
            yield f"heading at the foot of page {number + 1}: {last.text}"
        first, row = last.inside("first"), last.inside("row")
        if first and row and any(row in piece.parts for piece in laid.page(number + 1)):
            yield f"first line at the foot of page {number + 1}: {last.text}"


def split(laid: LaidOutPages) -> Iterator[str]:
    """What should be on one page and is not."""
    pages: dict[Part, set[int]] = defaultdict(set)
    items: dict[Part, list[Piece]] = defaultdict(list)
    for piece in laid.pieces:
        for part in piece.parts:
            if part.is_a(*KEPT):
                pages[part].add(piece.page)
            elif part.tag in ("li", "p"):
                items[part].append(piece)
    yield from (f"split: {part.tag} {set(part.classes)}" for part in pages if len(pages[part]) > 1)
    for part, pieces in items.items():
        if len({piece.page for piece in pieces}) > 1:
            counts = [
                line_count(p for p in pieces if p.page == page) for page in {p.page for p in pieces}
            ]
            least = FEW_LINES if part.tag == "li" else 0
            if sum(counts) <= least or min(counts) < 2:
                yield f"{counts} lines of {part.tag}: {pieces[0].text}"


def hasty(laid: LaidOutPages) -> Iterator[str]:
    """Sections and long entries of which too little is above the end of a page."""
    for number in range(len(laid.frames) - 1):
        pieces, after = laid.page(number), laid.page(number + 1)
        for part in set(after[0].parts) & set(pieces[-1].parts):
            begun = any(part in piece.parts and piece.page < number for piece in laid.pieces)
            if not begun and part.is_a("section", "row"):
                own = [piece for piece in pieces if part in piece.parts]
                yield from (f"{few} on page {number + 1}: {own[0].text}" for few in _few(part, own))


def alone(laid: LaidOutPages) -> Iterator[str]:
    """The last of several lines of a list, such as skills and awards, at the head of a page."""
    for number in range(1, len(laid.frames)):
        lines = laid.lines[number]
        own = lines[0][0].inside("brief", "pair")
        if not own or (len(lines) > 1 and any(own in piece.parts for piece in lines[1])):
            continue
        before = laid.lines[number - 1][-1][0].inside("brief", "pair")
        after = lines[1][0].inside("brief", "pair", "group-title") if len(lines) > 1 else None
        if before and not (after and after.is_a("brief", "pair")):
            yield f"alone at the head of page {number + 1}: {lines[0][0].text}"


def _few(part: Part, pieces: list[Piece]) -> Iterator[str]:
    """What is too little of ``part``, of which ``pieces`` are above the end of the page."""
    if part.is_a("row"):
        lines = line_count(p for p in pieces if not p.inside("first"))
        if lines < 2:
            yield f"{lines} lines below the first of an entry"
    else:
        lines = line_count(p for p in pieces if not p.inside("section-head"))
        items = {p.inside("entry", "reference", "pair", "li", "tr") for p in pieces} - {None}
        if lines < 3 and len(items) < 2:
            yield f"{lines} lines of a section"


def line_count(pieces: Iterable[Piece]) -> int:
    """How many lines ``pieces`` make."""
    count, bottom = 0, -1.0
    for piece in sorted(pieces, key=lambda p: p.y):
        if piece.y + piece.height / 2 > bottom:
            count, bottom = count + 1, piece.y + piece.height
    return count


def dates(laid: LaidOutPages) -> Iterator[str]:
    """Dates that are not in the first line of what they date."""
    rows: dict[Part, list[Piece]] = defaultdict(list)
    for piece in laid.pieces:
        if row := piece.inside("row"):
            rows[row].append(piece)
    for pieces in rows.values():
        when = [piece for piece in pieces if piece.inside("when")]
        what = [piece for piece in pieces if piece.inside("what") and not piece.inside("when")]
        if when and what:
            apart = abs(when[0].y + when[0].height / 2 - what[0].y - what[0].height / 2)
            if when[0].page != what[0].page or apart > what[0].height / 2:
                yield f"dates not beside: {what[0].text}"
