"""Faults of a finished document: words that it lacks, repeats or has in another order.

Two comparisons find them. The Document and the theme's page show what the template lost. The page
and the text read back from the file show what was lost later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from cvgen.document import Document
from cvgen.verify.align_anywhere import align_anywhere, align_by_letters, words_with_marks
from cvgen.verify.align_words import Alignment, align
from cvgen.verify.expected_text import ExpectedItem, ExpectedText, expected_items
from cvgen.verify.locate import LocatedTexts, TemplateText, is_distinct
from cvgen.verify.normalize import NormalizedText, reads_from_right, tokens

_COLUMN = 30.0  # points; pieces that start so far apart are in different columns


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of text on a page, and the distance of its start from the left, in points."""

    text: str
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that are ``lost``, ``repeated`` or ``moved``; they begin in the text ``expected``.

    ``page`` counts from 1 and is None if unknown; ``template`` if the theme's page has the fault.
    """

    kind: Literal["lost", "repeated", "moved"]
    words: str
    expected: ExpectedText
    page: int | None = None
    template: bool = False


def faults_in_pages(
    document: Document,
    body: Iterable[str],
    pages: Sequence[Sequence[PlacedText]],
    without: frozenset[str] = frozenset(),
    in_order: bool = True,
) -> list[Fault]:
    """The faults of the ``pages`` (pieces in the order of the file) of ``document``.

    ``body`` has the texts of the theme's page with ``WALL`` at the edges of blocks; characters in
    ``without`` have no glyph and are ignored. Unless ``in_order``, letters that run from right to
    left may be in any order.
    """
    texts = list(body)
    page = TemplateText.of(texts, without)
    words = [[tokens(piece.text, without) for piece in pieces] for pieces in pages]
    found = NormalizedText.of(word for pieces in words for piece in pieces for word in piece)
    whole, sections = expected_items(document)
    located = LocatedTexts(whole.all_items(), page, without)
    alignment = _alignment(texts, page.text, found, in_order)
    printed = _PrintedText(found, alignment, pages, words)
    return [
        *(Fault("lost", text.text, text, template=True) for text in located.lost()),
        *_repeated(located, found, alignment),
        *_out_of_order(whole, located, printed),
        *_swapped(sections, located, printed),
        *_lost(located, printed),
    ]


def _alignment(
    texts: Sequence[str], expected: NormalizedText, found: NormalizedText, in_order: bool
) -> Alignment:
    """Where the words of a page with ``texts`` are in the text ``found`` in print."""
    if not any(map(reads_from_right, texts)):
        return align(expected, found)
    if in_order:
        return align_anywhere(expected, found, words_with_marks(texts))
    return align_by_letters(expected, found)


def faults_in_text(document: Document, texts: Iterable[str]) -> list[Fault]:
    """The faults of ``texts``, made of ``document``, with ``WALL`` at the edges of blocks."""
    whole, _ = expected_items(document)
    located = LocatedTexts(whole.all_items(), TemplateText.of(texts, frozenset()), frozenset())
    nothing, alignment = NormalizedText.of(()), Alignment((), frozenset(), ())
    return [
        *(Fault("lost", text.text, text, template=True) for text in located.lost()),
        *_repeated(located, nothing, alignment),
        *_out_of_order(whole, located, _PrintedText(nothing, alignment, (), [])),
    ]


class _PrintedText:
    """The text of the pages; finds the page and column of a place in it."""

    def __init__(
        self,
        found: NormalizedText,
        alignment: Alignment,
        pages: Sequence[Sequence[PlacedText]],
        words: list[list[tuple[str, ...]]],
    ) -> None:
        self.chars = found.chars
        self.places, self.moved = alignment.places, alignment.moved
        self._starts: list[int] = []
        self._pieces: list[tuple[int, float]] = []
        self._only: dict[str, int] = {}
        at = 0
        for number, (page, of_page) in enumerate(zip(pages, words, strict=True), 1):
            for piece, of_piece in zip(page, of_page, strict=True):
                self._starts.append(at)
                self._pieces.append((number, piece.left))
                at += sum(map(len, of_piece))

    def at(self, place: int) -> tuple[int, float]:
        """The page of a place, from 1, and the distance of its piece from the left."""
        return self._pieces[bisect_right(self._starts, place) - 1] if self._pieces else (1, 0.0)

    def only(self, words: str) -> int:
        """The only place of ``words``; -1 if they are split, or occur more than once."""
        if words not in self._only:
            place = self.chars.find(words)
            self._only[words] = place if self.chars.find(words, place + 1) < 0 else -1
        return self._only[words]

    def page_near(self, number: int) -> int | None:
        """The page of the nearest found word before the word ``number``, else after it."""
        nearby = (*range(number, -1, -1), *range(number, len(self.places)))
        return next((self.at(self.places[n])[0] for n in nearby if self.places[n] >= 0), None)


def _repeated(
    located: LocatedTexts, found: NormalizedText, alignment: Alignment
) -> Iterator[Fault]:
    """Texts that occur a second time where no other text was expected."""
    spare = "\n".join(found.chars[start:end] for start, end in alignment.surplus)
    for expected, words in located.words.items():
        if not expected.running or not is_distinct(words):
            continue
        if located.has_spare(words):
            yield Fault("repeated", expected.text, expected, template=True)
        elif words in spare:
            yield Fault("repeated", expected.text, expected)


def _out_of_order(
    whole: ExpectedItem, located: LocatedTexts, printed: _PrintedText
) -> Iterator[Fault]:
    """Items that come before their predecessors, in the template's HTML or in print."""
    for row in whole.all_rows():
        known = [_Placed(item, located, printed) for item in row]
        for before, here in pairwise(item for item in known if item.known):
            if here.precedes(before, "in_template"):
                yield Fault("moved", here.known[0].text, here.known[0], template=True)
            elif printed.moved and here.kind == before.kind and here.precedes(before, "in_print"):
                page, _ = printed.at(min(here.in_print.values()))
                yield Fault("moved", here.known[0].text, here.known[0], page)


def _swapped(
    sections: Sequence[ExpectedItem], located: LocatedTexts, printed: _PrintedText
) -> Iterator[Fault]:
    """Sections that come, with their title, before their predecessors in the same column."""
    placed = [_Placed(section, located, printed) for section in sections if printed.moved]
    known = sorted((item for item in placed if item.title >= 0), key=lambda item: item.title)
    for before, here in pairwise(known):
        first, then = printed.places[before.title], printed.places[here.title]
        if -1 < then < first and _all_before(here.in_print, before.in_print):
            (_, edge), (page, left) = printed.at(first), printed.at(then)
            if abs(left - edge) < _COLUMN:
                yield Fault("moved", here.known[0].text, here.known[0], page)


class _Placed:
    """Where an item is, by its ``known`` texts: long ones that occur once.

    ``in_template`` has their places on the theme's page, and ``in_print`` those in the file.
    ``title`` is the place of its first text, or -1.
    """

    def __init__(self, item: ExpectedItem, located: LocatedTexts, printed: _PrintedText) -> None:
        self.kind = item.kind
        self.head = item.texts[0] if item.texts else None
        self.title = located.places.get(self.head, -1) if self.head else -1
        self.known = [p for p in item.all_texts() if p in located.places and located.is_unique(p)]
        self.in_template = {p: located.places[p] for p in self.known}
        drawn = {p: printed.only(located.words[p]) for p in self.known if printed.moved}
        self.in_print = {p: place for p, place in drawn.items() if place >= 0}

    def precedes(self, other: _Placed, where: Literal["in_template", "in_print"]) -> bool:
        """True if it stands before ``other``: title before title, or all of it before all."""
        own: dict[ExpectedText, int] = getattr(self, where)
        others: dict[ExpectedText, int] = getattr(other, where)
        if self.head in own and other.head in others:
            return own[self.head] < others[other.head]
        return _all_before(own, others)


def _all_before(own: dict[ExpectedText, int], others: dict[ExpectedText, int]) -> bool:
    return bool(own and others) and max(own.values()) < min(others.values())


def _lost(located: LocatedTexts, printed: _PrintedText) -> Iterator[Fault]:
    """Words that the template's HTML has and the print lacks; neighbours are one fault."""
    gone = (
        n for n, place in enumerate(printed.places) if place < 0 and located.owner[n] is not None
    )
    for _, run in groupby(enumerate(gone), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        parts = []
        for owner, part in groupby(numbers, key=located.owner.__getitem__):
            expected = located.texts[owner or 0]
            words = [located.page.tokens[number] for number in part]
            parts.append((expected, words))
        texts = (p.text if "".join(w) == located.words[p] else " ".join(w) for p, w in parts)
        yield Fault("lost", " ".join(texts), parts[0][0], printed.page_near(numbers[0]))
