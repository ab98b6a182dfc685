"""The head of a document: sizes and lines in which its texts fit beside and below each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from itertools import pairwise
from math import floor

from cvgen.themes.wrapping import hold_part, name_parts
from cvgen.writers.pdf.probes import SLACK, Element, Probes, Widths, px, text_of, with_class

_MIXED = 0.05  # how much more uneven lines may be so that each has contacts of one kind
_SMALLEST_NAME = 0.72  # of its usual size in one line, below which it takes two
_TYPED = 64  # the most letters of an address that takes a line of its own
_AROUND = '<header class="head">{}</header>'


class Head:
    """The name, the headline and the contacts."""

    def __init__(self, probes: Probes, root: Element, addresses: Sequence[str] = ()) -> None:
        """Those in ``root``; ``addresses`` has the whole address of each contact, or nothing."""
        self._box = next(with_class(root, "contacts"), None)
        self._title = next(root.iter("h1"), None)
        self._who = next(with_class(root, "who"), None)
        self._photo = next(with_class(root, "portrait"), None) is not None
        around = '<header class="head"><address class="contacts">{}</address></header>'
        items = list(self._box if self._box is not None else ())
        self._items = [(item, probes.add_copy(item, around)) for item in items]
        known = enumerate(addresses if len(addresses) == len(items) else ())
        self._addresses = {at: address for at, address in known if address}
        self._whole = {}
        for at, address in self._addresses.items():
            other = _with_text(items[at], address)
            self._whole[at] = (other, probes.add_copy(other, around))
        self._name = self._headline = ""
        if self._title is not None and (name := " ".join(text_of(self._title).split())):
            words = name_parts(name)
            halves = (" ".join(part) for at in range(1, len(words))
                      for part in (words[:at], words[at:]))  # fmt: skip
            self._name = probes.add_lines([name, *halves], self._title, _AROUND)
        headline = next(with_class(root, "headline"), None)
        if headline is not None:
            self._headline = probes.add_copy(headline, _AROUND)

    def fit(self, widths: Widths, lengths: dict[str, float]) -> frozenset[int]:
        """Give the name its size, and put the contacts into as few lines as possible.

        Returns which contacts then show their whole address.
        """
        room = lengths["line"] - (lengths["portrait"] if self._photo else 0)
        if self._title is not None and self._name:
            _fit_name(self._title, widths[self._name], room)
            self._set_beside(widths, lengths["head-gap"], room)
        if self._box is None or not self._items:
            return frozenset()
        kinds = [_kind(item) for item, _ in self._items]
        gap = lengths["contact-gap"] + lengths["space"]

        def rows(shown: Collection[int]) -> list[int]:
            sizes = [widths[name][0] for _, name in self._chosen(shown)]
            return balanced_lines(sizes, kinds, gap, room)

        fitting = {
            at: address for at, address in self._addresses.items()
            if widths[self._whole[at][1]][0] <= room
        }  # fmt: skip
        shown = whole_addresses(fitting, lambda some: len(rows(some)))
        items = [item for item, _ in self._chosen(shown)]
        self._box[:] = [_row(items[start:end]) for start, end in pairwise(rows(shown))]
        return shown

    def _chosen(self, shown: Collection[int]) -> list[tuple[Element, str]]:
        """The contacts with their probes, those in ``shown`` with their whole address."""
        usual = enumerate(self._items)
        return [self._whole[at] if at in shown else item for at, item in usual]

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
        title.text = hold_part(title.text)
        for part in title:
            part.tail = hold_part(part.tail)
    if scale < 1 or limit:
        title.set("style", f"--name-scale: {scale:g}{limit}")


def _scale(room: float, width: float) -> float:
    """How much of its size a text of this ``width`` keeps in the ``room``; rounded down."""
    return min(1.0, floor((room - 4 * SLACK) / width * 1000) / 1000)


def _kind(contact: Element) -> str:
    """``link``, ``fact`` or, for what reaches the person, ``reach``."""
    classes = contact.get("class", "")
    return next((kind for kind in ("link", "fact") if f"contact--{kind}" in classes), "reach")


def _row(items: Sequence[Element]) -> Element:
    row = Element("div", {"class": "contact-line"})
    row.extend(items)
    return row


def _with_text(item: Element, text: str) -> Element:
    """A copy of a contact whose link shows ``text``."""
    other = deepcopy(item)
    for link in other.iter("a"):
        link[:], link.text = [], text
    return other


def whole_addresses(
    addresses: dict[int, str], lines: Callable[[Collection[int]], int]
) -> frozenset[int]:
    """Which contacts show their whole address; ``lines`` counts the lines that some then take.

    One that a person can type is worth a line. Another one, such as that of a number, is shown if
    it takes no further line.
    """
    shown = frozenset(
        at for at, address in addresses.items() if len(address) <= _TYPED and "?" not in address
    )
    least = lines(shown)
    for at in addresses:
        if lines(shown | {at}) <= least:
            shown |= {at}
    return shown


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
