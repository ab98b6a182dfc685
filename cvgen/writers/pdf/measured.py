"""Columns and lines that fit the text, from widths in the document's own fonts.

Dates, labels, section names, contacts and the name are copied to a page of their own, laid out
there without line breaks, and measured. The results are custom properties of the document's root,
which themes use as they like, and the lines of the contacts. Where nothing can be measured, the
stylesheets have usual widths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, inf
from xml.etree import ElementTree

from cvgen.patterns import pattern

Element = ElementTree.Element
Widths = dict[str, float]
Measure = Callable[[str], Widths]
"""From an HTML page to the widths of its elements with ``data-probe``, by that attribute, in px."""

_MOST = 8  # texts of one kind that are measured; the others are shorter by their number of letters
_SLACK = 0.25  # px, for rounding
_MIXED = 0.05  # how much more uneven lines may be so that each has contacts of one kind
_SMALLEST_NAME = 0.72  # of its usual size in one line, below which it takes two
_PIECE = pattern(r".*?–[\s\xa0]*|.+", re.DOTALL)
_WORD = pattern(r"\S+?(?:-|$)|\S+")
_PLAIN = "display: block; white-space: nowrap; width: auto; max-width: none; margin: 0; padding: 0"
_SPACE = '<address><div data-probe="space" style="width: .3em"></div></address>'
_LENGTHS = (
    "when-min", "when-max", "label-min", "label-max", "name-min", "name-max", "contact-gap",
    "portrait",
)  # fmt: skip


@dataclass
class _Probes:
    """The elements of the page to measure, by name, in HTML."""

    html: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, text: str, like: Element, around: str = "{}") -> str:
        """Add an element like ``like`` with this text only; its name."""
        other = Element(like.tag, {**like.attrib, "style": _PLAIN})
        other.text = text
        return self.add_copy(kind, other, around)

    def add_copy(self, kind: str, element: Element, around: str = "{}") -> str:
        """Add a copy of ``element``; its name."""
        name = f"{kind}-{len(self.html)}"
        other = copy(element)
        other.tail = None
        other.attrib = {**element.attrib, "style": _PLAIN, "data-probe": name}
        other.attrib.pop("id", None)
        self.html[name] = around.format(ElementTree.tostring(other, "unicode"))
        return name

    def page(self, root: Element) -> str:
        """The HTML page, with the attributes of ``root`` and of its body."""
        lengths = (
            f'<div data-probe="{name}" style="width: var(--{name}, 0)"></div>' for name in _LENGTHS
        )
        body = root.find("body")
        attributes = _attributes(body) if body is not None else ""
        inside = "".join((*lengths, _SPACE, '<div data-probe="line"></div>', *self.html.values()))
        return f"<html{_attributes(root)}><body{attributes}>{inside}</body></html>"


def _attributes(element: Element) -> str:
    empty = Element("a", element.attrib)
    return ElementTree.tostring(empty, "unicode")[2:-3].rstrip()


def fit_to_text(root: Element, measure: Measure) -> None:
    """Set the custom properties ``--when``, ``--when-ref``, ``--label``, ``--label-word`` and
    ``--section-name`` of ``root``, the size of the name and the lines of the contacts.
    """
    found = _Found.of(root)
    probes = _Probes()
    dates = [_Dates(probes, elements) for elements in (found.entries, found.references)]
    labels = _Labels(probes, found.labels, "<dl class='pairs'><div class='pair'>{}</div></dl>")
    names = _Labels(probes, found.names)
    head = _Head(probes, found)
    if not probes.html:
        return
    widths = measure(probes.page(root))
    if not widths:
        return
    sizes = {
        "--when": dates[0].width(widths, widths["when-max"], widths["when-min"]),
        "--when-ref": dates[1].width(widths, widths["when-max"]),
        "--label": labels.width(widths, widths["label-max"], widths["label-min"]),
        "--label-word": labels.width(widths),
        "--section-name": names.width(widths, widths["name-max"], widths["name-min"]),
    }
    style = "".join(f"{name}: {_px(size)}; " for name, size in sizes.items() if size)
    root.set("style", style + root.get("style", ""))
    head.fit(widths)


def _px(width: float) -> str:
    return f"{ceil(width / _SLACK + 1) * _SLACK:g}px"


@dataclass(frozen=True)
class _Found:
    """The elements of a document whose width matters."""

    entries: list[Element]
    references: list[Element]
    labels: list[Element]
    names: list[Element]
    contacts: Element | None
    title: Element | None
    photo: bool

    @classmethod
    def of(cls, root: Element) -> _Found:
        """Those below ``root``."""
        references = {when for item in _with_class(root, "reference") for when in _dates(item)}
        return cls(
            [when for when in _dates(root) if when not in references],
            [when for when in _dates(root) if when in references],
            list(root.iter("dt")),
            list(root.iter("h2")),
            next(_with_class(root, "contacts"), None),
            next(root.iter("h1"), None),
            next(_with_class(root, "portrait"), None) is not None,
        )


def _with_class(root: Element, name: str) -> Iterator[Element]:
    return (item for item in root.iter() if name in item.get("class", "").split())


def _dates(root: Element) -> Iterator[Element]:
    return (item for item in _with_class(root, "when") if _text(item))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split(" ")).strip()


def _longest(texts: Iterator[str]) -> list[str]:
    """The texts that are probably the widest."""
    return sorted(dict.fromkeys(texts), key=_letters, reverse=True)[:_MOST]


def _letters(text: str) -> float:
    """A rough width: full-width characters count twice."""
    return sum(2.0 if char > "\u2e80" else 1.0 for char in text)


class _Dates:
    """Dates of one column: how wide it must be for whole dates, or for the parts of a date."""

    def __init__(self, probes: _Probes, elements: Sequence[Element]) -> None:
        self._rows: list[tuple[str, list[str]]] = []
        by_text = {_text(element): element for element in elements}
        for text in _longest(iter(by_text)):
            pieces = [piece.strip(" \xa0") for piece in _PIECE.findall(text)]
            names = [probes.add("when", piece, by_text[text]) for piece in pieces[:_MOST]]
            whole = probes.add("when", text, by_text[text]) if len(pieces) > 1 else names[0]
            self._rows.append((whole, names))

    def width(self, widths: Widths, most: float, least: float = 0) -> float:
        """The width in which each date takes one line, or one per part if that exceeds ``most``."""
        needs = (
            widths[whole] if widths[whole] <= most else max(widths[name] for name in names)
            for whole, names in self._rows
        )
        return max(least, *needs) if self._rows else 0


class _Labels:
    """Labels of one column: how wide it must be for whole labels, or for their words."""

    def __init__(self, probes: _Probes, elements: Sequence[Element], around: str = "{}") -> None:
        by_text = {_text(element): element for element in elements if _text(element)}
        like = next(iter(by_text.values()), Element("p"))
        words = (word for text in by_text for word in _WORD.findall(text))
        self._whole = [probes.add("label", one, like, around) for one in _longest(iter(by_text))]
        self._words = [probes.add("label", one, like, around) for one in _longest(words)[:3]]

    def width(self, widths: Widths, most: float = 0, least: float = 0) -> float:
        """The width of the widest label, at most ``most``, but never less than its widest word."""
        if not self._whole:
            return 0
        whole = max(widths[name] for name in self._whole)
        return max(least, min(whole, most), *(widths[name] for name in self._words))


class _Head:
    """The name and the contacts."""

    def __init__(self, probes: _Probes, found: _Found) -> None:
        self._box, self._title, self._photo = found.contacts, found.title, found.photo
        around = '<header class="head"><address class="contacts">{}</address></header>'
        items = list(self._box if self._box is not None else ())
        self._items = [(item, probes.add_copy("contact", item, around)) for item in items]
        self._words: list[str] = []
        if self._title is not None:
            words = _text(self._title).split()
            parts = [" ".join(words)]
            parts += [" ".join(part) for at in range(1, len(words))
                      for part in (words[:at], words[at:])]  # fmt: skip
            around = '<header class="head">{}</header>'
            self._words = [probes.add("name", part, self._title, around) for part in parts]

    def fit(self, widths: Widths) -> None:
        """Give the name its size, and put the contacts into as few lines as possible."""
        room = widths["line"] - (widths["portrait"] if self._photo else 0)
        if self._title is not None and self._words:
            self._fit_name(self._title, [widths[name] for name in self._words], room)
        if self._box is not None and self._items:
            sizes = [widths[name] for _, name in self._items]
            kinds = [_kind(item) for item, _ in self._items]
            gap = widths["contact-gap"] + widths["space"]
            rows = balanced_lines(sizes, kinds, gap, room)
            self._box[:] = [_row(self._items[start:end]) for start, end in pairwise(rows)]

    def _fit_name(self, title: Element, sizes: Sequence[float], room: float) -> None:
        whole, *halves = sizes
        scale, width = min(1.0, room / whole) if whole else 1.0, inf
        if scale < _SMALLEST_NAME and halves:
            width = min(max(pair) for pair in zip(halves[::2], halves[1::2], strict=True))
            scale = min(1.0, room / width)
        if scale == 1.0 and width == inf:
            return
        style = f"--name-scale: {scale:.3f}"
        if width < inf:
            style += f"; max-width: {_px(width * scale)}"
        title.set("style", style)


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
