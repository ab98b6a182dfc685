"""Whether a finished document says what its Document says: every word, once, and in order.

Three texts are compared: the Document, the words of the page that the theme made of it, and the
text that was read back from the finished file. So it is known who lost something: the theme's
template or what came after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from cvgen.document import Document
from cvgen.verify.align_words import Alignment, align, align_loosely
from cvgen.verify.expected_text import ExpectedItem, ExpectedText, expected_items
from cvgen.verify.locate import LocatedTexts, TemplateText, is_distinct
from cvgen.verify.normalize import NormalizedText, reads_from_right, tokens

_COLUMN = 30.0  # points; what begins so far apart stands in different columns


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A stretch of text on a page, and how far from the left it begins in points."""

    text: str
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that are ``lost``, stand there twice (``repeated``) or in another order (``moved``).

    ``expected`` is the text of the Document that the first of them is of, ``page`` counts from 1
    and is None where it is not known; with ``template`` the theme's page has the fault.
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
) -> list[Fault]:
    """What is wrong with the ``pages`` (pieces in the order of the file) of ``document``.

    ``body`` are the texts of the page that the theme made, in their order, with ``WALL`` where a
    block begins or ends; the characters of ``without`` have no glyph and are passed over.
    """
    texts = list(body)
    page = TemplateText.of(texts, without)
    words = [[tokens(piece.text, without) for piece in pieces] for pieces in pages]
    found = NormalizedText.of(word for pieces in words for piece in pieces for word in piece)
    whole, sections = _expected(document)
    plan = LocatedTexts(whole.all_items(), page, without)
    loosely = any(map(reads_from_right, texts))
    alignment = (align_loosely if loosely else align)(page.text, found)
    printed = _PrintedText(found, alignment, pages, words)
    return [
        *_left_out(plan),
        *_repeated(plan, found, alignment),
        *_out_of_order(whole, plan, printed),
        *_swapped(sections, plan, printed),
        *_lost(plan, printed),
    ]


def faults_in_text(document: Document, texts: Iterable[str]) -> list[Fault]:
    """What is wrong with a text without pages that was made of ``document``: its ``texts`` in their
    order, with ``WALL`` where a block begins or ends.
    """
    page = TemplateText.of(texts, frozenset())
    whole, _ = _expected(document)
    plan = LocatedTexts(whole.all_items(), page, frozenset())
    nothing, alignment = NormalizedText.of(()), Alignment((), frozenset(), ())
    return [
        *_left_out(plan),
        *_repeated(plan, nothing, alignment),
        *_out_of_order(whole, plan, _PrintedText(nothing, alignment, (), [])),
    ]


def _expected(document: Document) -> tuple[ExpectedItem, tuple[ExpectedItem, ...]]:
    """All of ``document`` as one item, in which each section has a row of its own; the sections."""
    top, sections = expected_items(document)
    return ExpectedItem(rows=((top,), *((section,) for section in sections))), sections


class _PrintedText:
    """The text of the pages, and where on them a place in it is."""

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
        """The page of a place, from 1, and how far from the left its piece begins."""
        return self._pieces[bisect_right(self._starts, place) - 1] if self._pieces else (1, 0.0)

    def only(self, words: str) -> int:
        """The one place of ``words``; -1 where they are not in one piece, or there again."""
        if words not in self._only:
            place = self.chars.find(words)
            self._only[words] = place if self.chars.find(words, place + 1) < 0 else -1
        return self._only[words]

    def page_near(self, number: int) -> int | None:
        """The page of the nearest found word before the word ``number``, else after it."""
        nearby = (*range(number, -1, -1), *range(number, len(self.places)))
        return next((self.at(self.places[n])[0] for n in nearby if self.places[n] >= 0), None)


def _left_out(plan: LocatedTexts) -> Iterator[Fault]:
    """Texts that are not on the theme's page."""
    for expected in plan.lost():
        yield Fault("lost", expected.text, expected, template=True)


def _repeated(plan: LocatedTexts, found: NormalizedText, alignment: Alignment) -> Iterator[Fault]:
    """Texts that stand a second time where no other text was expected."""
    spare = "\n".join(found.chars[start:end] for start, end in alignment.surplus)
    for expected, words in plan.words.items():
        if not expected.running or not is_distinct(words):
            continue
        if plan.spare(words):
            yield Fault("repeated", expected.text, expected, template=True)
        elif words in spare:
            yield Fault("repeated", expected.text, expected)


def _out_of_order(
    whole: ExpectedItem, plan: LocatedTexts, printed: _PrintedText
) -> Iterator[Fault]:
    """Items that stand before those they come after, on the theme's page or in print."""
    for row in whole.all_rows():
        known = [_Placed(item, plan, printed) for item in row]
        for before, here in pairwise(item for item in known if item.known):
            if here.precedes(before, "set"):
                yield Fault("moved", here.known[0].text, here.known[0], template=True)
            elif printed.moved and here.kind == before.kind and here.precedes(before, "drawn"):
                page, _ = printed.at(min(here.drawn.values()))
                yield Fault("moved", here.known[0].text, here.known[0], page)


def _swapped(
    sections: Sequence[ExpectedItem], plan: LocatedTexts, printed: _PrintedText
) -> Iterator[Fault]:
    """Sections that stand, title and all, before those that come before them in their column."""
    placed = [_Placed(section, plan, printed) for section in sections if printed.moved]
    known = sorted((item for item in placed if item.title >= 0), key=lambda item: item.title)
    for before, here in pairwise(known):
        first, then = printed.places[before.title], printed.places[here.title]
        if -1 < then < first and here.wholly_precedes(before):
            (_, edge), (page, left) = printed.at(first), printed.at(then)
            if abs(left - edge) < _COLUMN:
                yield Fault("moved", here.known[0].text, here.known[0], page)


class _Placed:
    """Where an item is, by those of its texts that are ``known``: long ones that occur once.

    ``set`` are their places among the words of the theme's page, ``drawn`` those in print where
    something has moved; ``title`` is that of its first text on the page, or -1.
    """

    def __init__(self, item: ExpectedItem, plan: LocatedTexts, printed: _PrintedText) -> None:
        self.kind = item.kind
        self.head = item.texts[0] if item.texts else None
        self.title = plan.places.get(self.head, -1) if self.head else -1
        self.known = [p for p in item.all_texts() if p in plan.places and plan.is_known(p)]
        self.set = {p: plan.places[p] for p in self.known}
        drawn = {p: printed.only(plan.words[p]) for p in self.known if printed.moved}
        self.drawn = {p: place for p, place in drawn.items() if place >= 0}

    def precedes(self, other: _Placed, where: Literal["set", "drawn"]) -> bool:
        """Whether it stands before ``other``: its title before the other's, or all before all.

        Parts of items may well be mixed, since what floats is drawn apart from the rest.
        """
        own: dict[ExpectedText, int] = getattr(self, where)
        others: dict[ExpectedText, int] = getattr(other, where)
        if self.head in own and other.head in others:
            return own[self.head] < others[other.head]
        return bool(own and others) and max(own.values()) < min(others.values())

    def wholly_precedes(self, other: _Placed) -> bool:
        """Whether all that is known of it stands in print before all that is known of ``other``."""
        own, others = self.drawn.values(), other.drawn.values()
        return bool(own and others) and max(own) < min(others)


def _lost(plan: LocatedTexts, printed: _PrintedText) -> Iterator[Fault]:
    """Words of the Document that are on the theme's page and not in print, neighbours together."""
    gone = (n for n, place in enumerate(printed.places) if place < 0 and plan.owner[n] is not None)
    for _, run in groupby(enumerate(gone), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        parts = []
        for owner, part in groupby(numbers, key=plan.owner.__getitem__):
            expected = plan.texts[owner or 0]
            words = [plan.page.tokens[number] for number in part]
            parts.append((expected, words))
        texts = (p.text if "".join(w) == plan.words[p] else " ".join(w) for p, w in parts)
        yield Fault("lost", " ".join(texts), parts[0][0], printed.page_near(numbers[0]))
