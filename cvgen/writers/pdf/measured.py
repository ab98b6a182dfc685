"""Columns and lines that fit the text, from widths in the document's own fonts.

Dates, labels, section names, contacts and the name are copied to a page of their own, laid out
there without line breaks, and measured. The results are custom properties of the document's root,
which themes use as they like, and the lines of the contacts. Where nothing can be measured, the
stylesheets have usual widths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from cvgen.themes.wrapping import date_parts, longest, words_of
from cvgen.writers.pdf.probes import LENGTHS, Element, Probes, text_of

Widths = dict[str, list[float]]
Measure = Callable[[str], Widths]
"""From an HTML page to the widths in px of the lines of its elements with ``data-probe``, by that
attribute; the width of the element if it has no text.
"""

_MOST = 6  # texts of one kind that are measured; the others are shorter by their number of letters
_SLACK = 0.25  # px, for rounding
_MIXED = 0.05  # how much more uneven lines may be so that each has contacts of one kind
_WIDEST = 0.4  # of the width of the page's text; a longer word is broken
_SMALLEST_NAME = 0.72  # of its usual size in one line, below which it takes two


def fit_to_text(root: Element, measure: Measure) -> None:
    """Set the custom properties of ``root`` that ``MEASURED`` names, and fit the head.

    The name gets its size, and the contacts their lines.
    """
    found = _Found.of(root)
    probes = Probes()
    dates = [
        _Texts(probes, some, date_parts) for some in (found.entries, found.references, found.brief)
    ]
    around = "<dl class='pairs'><div class='pair'>{}</div></dl>"
    labels = _Texts(probes, found.labels, words_of, around)
    names = _Texts(probes, found.names, words_of)
    head = _Head(probes, found)
    widths = measure(probes.page(root)) if probes.html else {}
    if not widths:
        return
    room = {name: widths[name][0] for name in (*LENGTHS, "space", "line")}
    sizes = {
        "--when": dates[0].width(widths, room["when-max"], room["when-min"]),
        "--when-ref": dates[1].width(widths, room["when-max"]),
        "--when-brief": dates[2].width(widths, room["when-max"]),
        "--label": labels.width(widths, room["label-max"], room["label-min"], room["label-max"]),
        "--label-word": labels.width(widths),
        "--section-name": names.width(widths, room["name-max"], room["name-min"], room["name-max"]),
    }
    widest = room["line"] * _WIDEST
    style = "".join(f"{name}: {_px(min(size, widest))}; " for name, size in sizes.items() if size)
    root.set("style", style + root.get("style", ""))
    _set_rows(root, names.widths(widths), min(sizes["--section-name"], widest))
    head.fit(widths, room)


def _set_rows(root: Element, names: dict[str, float], column: float) -> None:
    """Set ``--rows``, the lines of the head of a section, where a theme has names in a column."""
    for section in root.iter("section") if column else ():
        heading, note = section.find(".//h2"), next(_with_class(section, "note"), None)
        if "--rows:" in section.get("style", "") and heading is not None:
            rows = ceil(names.get(text_of(heading), 0) / (column + 1))
            section.set("style", f"--rows: {max(1, rows) + (note is not None)}")


def _px(width: float) -> str:
    return f"{ceil(width / _SLACK + 1) * _SLACK:g}px"


@dataclass(frozen=True)
class _Found:
    """The elements of a document whose width matters."""

    entries: list[Element]
    references: list[Element]
    brief: list[Element]
    labels: list[Element]
    names: list[Element]
    contacts: Element | None
    title: Element | None
    photo: bool

    @classmethod
    def of(cls, root: Element) -> _Found:
        """Those below ``root``."""
        references = {when for item in _with_class(root, "reference") for when in _dates(item)}
        dates = list(_dates(root))
        return cls(
            [when for when in dates if when not in references],
            [when for when in dates if when in references],
            [when for item in _with_class(root, "brief") for when in _dates(item)],
            list(root.iter("dt")),
            list(root.iter("h2")) if "columns-labels" in root.get("class", "").split() else [],
            next(_with_class(root, "contacts"), None),
            next(root.iter("h1"), None),
            next(_with_class(root, "portrait"), None) is not None,
        )


def _with_class(root: Element, name: str) -> Iterator[Element]:
    return (item for item in root.iter() if name in item.get("class", "").split())


def _dates(root: Element) -> Iterator[Element]:
    return (item for item in _with_class(root, "when") if text_of(item))


class _Texts:
    """Texts in one column, and their parts, which lines do not break."""

    def __init__(
        self,
        probes: Probes,
        elements: Iterable[Element],
        parts_of: Callable[[str], list[str]],
        around: str = "{}",
    ) -> None:
        found = {text_of(element): element for element in elements if text_of(element)}
        self._texts = longest(found, _MOST)
        self._parts = longest((part for text in found for part in parts_of(text)), _MOST)
        like = next(iter(found.values()), Element("p"))
        lines = [*self._texts, *self._parts]
        self._name = probes.add_lines(lines, like, around) if lines else ""

    def widths(self, widths: Widths) -> dict[str, float]:
        """The width of each text that is measured."""
        return dict(zip(self._texts, widths[self._name], strict=False)) if self._texts else {}

    def width(self, widths: Widths, most: float = 0, least: float = 0, wrapped: float = 0) -> float:
        """The width in which each text takes one line, or its parts do if that exceeds ``most``.

        It is at least ``least``, and at least ``wrapped`` if some text takes more lines.
        """
        if not self._texts:
            return 0
        lines = widths[self._name]
        whole, parts = lines[: len(self._texts)], lines[len(self._texts) :]
        fitting = [width for width in whole if width <= most]
        others = [wrapped, *parts] if len(fitting) < len(whole) else []
        # A part may belong to a text that fits, which is then at least as wide.
        return max([least, *fitting, *others])


class _Head:
    """The name and the contacts."""

    def __init__(self, probes: Probes, found: _Found) -> None:
        self._box, self._title, self._photo = found.contacts, found.title, found.photo
        around = '<header class="head"><address class="contacts">{}</address></header>'
        items = list(self._box if self._box is not None else ())
        self._items = [(item, probes.add_copy(item, around)) for item in items]
        self._name = ""
        if self._title is not None and (words := text_of(self._title).split()):
            halves = (" ".join(part) for at in range(1, len(words))
                      for part in (words[:at], words[at:]))  # fmt: skip
            around = '<header class="head">{}</header>'
            self._name = probes.add_lines([" ".join(words), *halves], self._title, around)

    def fit(self, widths: Widths, lengths: dict[str, float]) -> None:
        """Give the name its size, and put the contacts into as few lines as possible."""
        room = lengths["line"] - (lengths["portrait"] if self._photo else 0)
        if self._title is not None and self._name:
            _fit_name(self._title, widths[self._name], room)
        if self._box is not None and self._items:
            sizes = [widths[name][0] for _, name in self._items]
            kinds = [_kind(item) for item, _ in self._items]
            gap = lengths["contact-gap"] + lengths["space"]
            rows = balanced_lines(sizes, kinds, gap, room)
            self._box[:] = [_row(self._items[start:end]) for start, end in pairwise(rows)]


def _fit_name(title: Element, sizes: Sequence[float], room: float) -> None:
    """Set a smaller size for a name that is wider than the ``room``, perhaps in two lines.

    ``sizes`` are the width of the name, and of its two parts at each space.
    """
    whole, *halves = sizes
    scale, limit = _scale(room, whole), ""
    if scale < _SMALLEST_NAME and halves:
        width = min(max(pair) for pair in zip(halves[::2], halves[1::2], strict=True))
        scale = _scale(room, width)
        limit = f"; max-width: {_px(width * scale + 2 * _SLACK)}"
    if scale < 1 or limit:
        title.set("style", f"--name-scale: {scale:g}{limit}")


def _scale(room: float, width: float) -> float:
    """How much of its size a text of this ``width`` keeps in the ``room``; rounded down."""
    return min(1.0, floor((room - 4 * _SLACK) / width * 1000) / 1000)


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
