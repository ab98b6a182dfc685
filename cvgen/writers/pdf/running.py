"""The header of later pages: a long name keeps its line, and the document's label makes room."""

from __future__ import annotations

from cvgen.writers.pdf.probes import SLACK, Element, Probes, Widths, px, text_of, with_class

_GAP = 15.0  # CSS pixels between two texts
_PAGES = "00 / 00"
_SMALLEST = 0.85  # of the usual size, below which a name takes two lines
_TWO_LINES = 1.7  # lines that a name in two fills, as its first line ends with a whole word


class RunningHeader:
    """Name, label and page number in one line.

    The engine gives the sides equal widths, so a name of more than half of the line would break,
    even where the rest of the line is free.
    """

    def __init__(self, probes: Probes, root: Element) -> None:
        title = next(root.iter("h1"), None)
        self._root, self._head = root, next(with_class(root, "head"), None)
        self._texts = ""
        if title is not None and self._head is not None and (name := text_of(title)):
            self._texts = probes.add_lines([name, _PAGES], Element("p", {"class": "running"}))
            label = self._head.get("data-label") or " "
            like = Element("p", {"class": "running running--label"})
            self._label = probes.add_lines([label], like)

    def fit(self, widths: Widths, room: float) -> None:
        """Set the widths of the parts, if the name needs more than the engine would give it."""
        if not self._texts or self._head is None or len(widths[self._texts]) != 2:
            return  # a stylesheet may break the lines
        (name, pages), label = widths[self._texts], widths[self._label][0]
        if 2 * (name + _GAP) + label <= room:
            return
        values = {"--run-name": px(name + SLACK)}
        if name + label + pages + 2 * _GAP <= room:
            values |= {"--run-label": px(label + SLACK), "--run-shift": px(name - pages)}
        else:
            self._head.set("data-label", "")
            most = room - pages - _GAP
            scale = min(1.0, most / name)
            if scale < _SMALLEST:
                scale = min(1.0, _TWO_LINES * scale)
            values = {"--run-name": px(min(name + SLACK, most)), "--run-scale": f"{scale:.3f}"}
        style = "".join(f"{key}: {value}; " for key, value in values.items())
        self._root.set("style", style + self._root.get("style", ""))
