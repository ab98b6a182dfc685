"""Columns and lines that fit the text, from widths in the document's own fonts.

Dates, labels, section names, contacts and the name are copied to a page of their own, laid out
there without line breaks, and measured. The results are custom properties of the document's root,
which themes use as they like, and the lines of the contacts. Where nothing can be measured, the
stylesheets have usual widths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from cvgen.themes.wrapping import date_parts, longest, words_of
from cvgen.writers.pdf.bullets import Bullets
from cvgen.writers.pdf.head import Head
from cvgen.writers.pdf.korean import hold_words
from cvgen.writers.pdf.probes import LENGTHS, Element, Probes, Widths, px, text_of, with_class
from cvgen.writers.pdf.running import RunningHeader
from cvgen.writers.pdf.tails import Tails
from cvgen.writers.pdf.text_column import Columns

Measure = Callable[[str], Widths]
"""From an HTML page to the widths in px of the lines of its elements with ``data-probe``, by that
attribute; the width of the element if it has no text.
"""

_LINES: tuple[type[Tails] | type[Bullets], ...] = (Tails, Bullets)
_MOST = 6  # texts of one kind that are measured; the others are shorter by their number of letters
_MOST_DATES = 40
_PAIRS = "<dl class='pairs'><div class='pair'>{}</div></dl>"
_ASIDE = 0.25  # of that width, above which an amount takes two lines
_WIDEST = 0.4  # of the width of the page's text; a longer word is broken


def fit_to_text(
    root: Element, measure: Measure, photo_scale: float = 1, addresses: Sequence[str] = ()
) -> frozenset[int]:
    """Set the custom properties of ``root`` that ``MEASURED`` names, and fit the head.

    The name gets its size, and the contacts their lines. ``addresses`` has the whole address of
    each contact, or nothing; returns which contacts show it.
    """
    if photo_scale != 1:
        root.set("style", f"--photo-scale: {photo_scale}; {root.get('style', '')}")
    hold_words(root)
    found = _Found.of(root)
    probes = Probes()
    dates = [
        _Texts(probes, some, date_parts, most=_MOST_DATES)
        for some in (found.entries, found.references, found.brief)
    ]
    labels = _Texts(probes, found.labels, words_of, _PAIRS)
    names = _Texts(probes, found.names, words_of)
    asides = _Texts(probes, found.asides, words_of, most=_MOST_DATES)
    head, running = Head(probes, root, addresses), RunningHeader(probes, root)
    lines = [kind(probes, root) for kind in _LINES if not _has(root, "columns-sidebar")]
    widths = measure(probes.page(root)) if probes.html else {}
    if not widths:
        return frozenset()
    room = {name: widths[name][0] for name in (*LENGTHS, "space", "line")}
    sizes = {
        "--when": dates[0].width(widths, room["when-max"], room["when-min"]),
        "--when-ref": dates[1].width(widths, room["when-max"]),
        "--when-brief": dates[2].width(widths, room["when-max"]),
        "--label": labels.width(widths, room["label-max"], room["label-min"], room["label-max"]),
        "--label-word": labels.width(widths),
        "--aside": asides.width(widths, room["line"] * _ASIDE),
        "--section-name": names.width(widths, room["name-max"], room["name-min"], room["name-max"]),
    }
    widest = room["line"] * _WIDEST
    style = "".join(f"{name}: {px(min(size, widest))}; " for name, size in sizes.items() if size)
    root.set("style", style + root.get("style", ""))
    for texts in dates[:2] if _has(root, "date-position-right") else ():
        texts.set_own(widths, room["when-max"], "--when", "--when-ref", "--when-brief")
    asides.set_own(widths, min(sizes["--aside"], widest), "--aside")
    _set_rows(root, names.widths(widths), min(sizes["--section-name"], widest))
    running.fit(widths, room["line"])
    _fit_lines(lines, widths, _columns(root, room, sizes, [*dates, asides], widths))
    return head.fit(widths, room)


def _fit_lines(lines: Iterable[Tails | Bullets], widths: Widths, columns: Columns) -> None:
    for some in lines:
        some.fit(widths, columns)


def _columns(
    root: Element,
    room: dict[str, float],
    sizes: dict[str, float],
    beside: Iterable[_Texts],
    widths: Widths,
) -> Columns:
    """What the columns beside a text take, with the own widths of the texts ``beside`` it."""
    own = {text: width for texts in beside for text, width in texts.widths(widths).items()}
    return Columns(
        line=room["line"],
        before=room["hang"] + (sizes["--when"] - room["date"] if sizes["--when"] else 0),
        names=sizes["--section-name"] + room["name-gap"] if _has(root, "columns-labels") else 0,
        role=room["role"],
        aside=sizes["--aside"],
        date=sizes["--when"],
        brief=sizes["--when-brief"],
        bullet=room["bullet-gap"],
        end=room["bullet-end"],
        own={text: width for text, width in own.items() if width <= room["when-max"]},
    )


def _set_rows(root: Element, names: dict[str, float], column: float) -> None:
    """Set ``--rows``, the lines of the head of a section, where a theme has names in a column."""
    for section in root.iter("section") if column else ():
        heading, note = section.find(".//h2"), next(with_class(section, "note"), None)
        if "--rows:" in section.get("style", "") and heading is not None:
            rows = ceil(names.get(text_of(heading), 0) / (column + 1))
            section.set("style", f"--rows: {max(1, rows) + (note is not None)}")


def _has(root: Element, name: str) -> bool:
    return name in root.get("class", "").split()


@dataclass(frozen=True)
class _Found:
    """The elements of a document whose width matters."""

    entries: list[Element]
    references: list[Element]
    brief: list[Element]
    labels: list[Element]
    names: list[Element]
    asides: list[Element]

    @classmethod
    def of(cls, root: Element) -> _Found:
        """Those below ``root``."""
        references = {when for item in with_class(root, "reference") for when in _dates(item)}
        dates = list(_dates(root))
        return cls(
            [when for when in dates if when not in references],
            [when for when in dates if when in references],
            [when for item in with_class(root, "brief") for when in _dates(item)],
            [
                label
                for pairs in root.iter("dl")
                if "pairs--line" not in pairs.get("class", "")
                for label in pairs.iter("dt")
            ],
            list(root.iter("h2")) if _has(root, "columns-labels") else [],
            list(with_class(root, "aside")),
        )


def _dates(root: Element) -> Iterator[Element]:
    return (item for item in with_class(root, "when") if text_of(item))


class _Texts:
    """Texts in one column, and their parts, which lines do not break."""

    def __init__(
        self,
        probes: Probes,
        elements: Iterable[Element],
        parts_of: Callable[[str], list[str]],
        around: str = "{}",
        most: int = _MOST,
    ) -> None:
        self._elements = [(text_of(element), element) for element in elements if text_of(element)]
        found = dict(self._elements)
        self._texts = longest(found, most)
        self._parts = longest((part for text in found for part in parts_of(text)), _MOST)
        like = next(iter(found.values()), Element("p"))
        lines = [*self._texts, *self._parts]
        self._name = probes.add_lines(lines, like, around) if lines else ""

    def widths(self, widths: Widths) -> dict[str, float]:
        """The width of each text that is measured."""
        return dict(zip(self._texts, widths[self._name], strict=False)) if self._texts else {}

    def set_own(self, widths: Widths, most: float, *names: str) -> None:
        """Give each text at the right that takes one line its own width, as the property ``names``.

        The text before a short date or amount has the room that the widest one would take.
        """
        own = self.widths(widths)
        for text, element in self._elements:
            if own.get(text, most + 1) <= most:
                element.set("style", "; ".join(f"{name}: {px(own[text])}" for name in names))

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
