"""The head of a document: sizes and lines in which its texts fit beside and below each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor

from cvgen.patterns import pattern
from cvgen.writers.pdf.probes import SLACK, Element, Probes, Widths, px, text_of, with_class

_MIXED = 0.05  # how much more uneven lines may be so that each has contacts of one kind
_SMALLEST_NAME = 0.72  # of its usual size in one line, below which it takes two
_HYPHEN = pattern(r"-(?=\w)")  # in a name, after which the engine would break a line
_AROUND = '<header class="head">{}</header>'


class Head:
    """The name, the headline and the contacts."""

    def __init__(self, probes: Probes, root: Element) -> None:
        self._box = next(with_class(root, "contacts"), None)
        self._title = next(root.iter("h1"), None)
        self._who = next(with_class(root, "who"), None)
        self._photo = next(with_class(root, "portrait"), None) is not None
        around = '<header class="head"><address class="contacts">{}</address></header>'
        items = list(self._box if self._box is not None else ())
        self._items = [(item, probes.add_copy(item, around)) for item in items]
        self._name = self._headline = ""
        if self._title is not None and (words := text_of(self._title).split()):
            halves = (" ".join(part) for at in range(1, len(words))
                      for part in (words[:at], words[at:]))  # fmt: skip
            self._name = probes.add_lines([" ".join(words), *halves], self._title, _AROUND)
        headline = next(with_class(root, "headline"), None)
        if headline is not None:
            self._headline = probes.add_copy(headline, _AROUND)

    def fit(self, widths: Widths, lengths: dict[str, float]) -> None:
        """Give the name its size, and put the contacts into as few lines as possible."""
        room = lengths["line"] - (lengths["portrait"] if self._photo else 0)
        if self._title is not None and self._name:
            _fit_name(self._title, widths[self._name], room)
            self._set_beside(widths, lengths["head-gap"], room)
        if self._box is not None and self._items:
            sizes = [widths[name][0] for _, name in self._items]
            kinds = [_kind(item) for item, _ in self._items]
            gap = lengths["contact-gap"] + lengths["space"]
            rows = balanced_lines(sizes, kinds, gap, room)
            self._box[:] = [_row(self._items[start:end]) for start, end in pairwise(rows)]

    def _set_beside(self, widths: Widths, gap: float, room: float) -> None:
        """Mark a head whose name and headline fit in one line, for themes that show them so.

        The engine would put the headline on a name that takes two lines.
        """
        if self._who is None or not self._headline or not gap:
            return
        if widths[self._name][0] + gap + max(widths[self._headline]) <= room - 4 * SLACK:
            self._who.set("class", f"{self._who.get('class')} who--line")


def _fit_name(title: Element, sizes: Sequence[float], room: float) -> None:
    """Set a smaller size for a name that is wider than the ``room``, perhaps in two lines.

    ``sizes`` are the width of the name, and of its two parts at each space.
    """
    whole, *halves = sizes
    scale, limit = _scale(room, whole), ""
    if scale < _SMALLEST_NAME and halves:
        width = min(max(pair) for pair in zip(halves[::2], halves[1::2], strict=False))
        scale = _scale(room, width)
        limit = f"; max-width: {px(width * scale + 2 * SLACK)}"
        title.text = _HYPHEN.sub("-\N{WORD JOINER}", title.text or "")
    if scale < 1 or limit:
        title.set("style", f"--name-scale: {scale:g}{limit}")


def _scale(room: float, width: float) -> float:
    """How much of its size a text of this ``width`` keeps in the ``room``; rounded down."""
    return min(1.0, floor((room - 4 * SLACK) / width * 1000) / 1000)


def _kind(contact: Element) -> str:
    """``link``, ``fact`` or, for what reaches the person, ``reach``."""
    classes = contact.get("class", "")
    return next((kind for kind in ("link", "fact") if f"contact--{kind}" in classes), "reach")


def _row(items: Sequence[tuple[Element, str]]) -> Element:
    row = Element("div", {"class": "contact-line"})
    row.extend(item for item, _ in items)
    return row


def balanced_lines(
    sizes: Sequence[float], kinds: Sequence[str], gap: float, room: float
) -> list[int]:
    """Where the fewest lines of about one width begin, and the end; a line has one kind if it can.

    An item that is wider than the ``room`` has a line to itself.
    """
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, unevenness, start of the last line
    for end in range(1, len(sizes) + 1):
        options = []
        for start in range(end):
            width = sum(sizes[start:end]) + gap * (end - start - 1)
            if width > room and end - start > 1:
                continue
            lines, uneven, _ = best[start]
            mixed = start > 0 and kinds[start] == kinds[start - 1]
            cost = (width / room) ** 2 + _MIXED * mixed
            options.append((lines + 1, uneven + cost, start))
        best.append(min(options))
    starts = [len(sizes)]
    while starts[-1]:
        starts.append(best[starts[-1]][2])
    return starts[::-1]
