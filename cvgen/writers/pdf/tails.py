"""The tail of a first line, such as a unit or a grade: on a line of its own where it does not fit.

A line that breaks inside of it would end with a dash, or leave some of its words behind.
"""

from __future__ import annotations

from typing import NamedTuple

from cvgen.patterns import pattern
from cvgen.themes.wrapping import letters
from cvgen.writers.pdf.probes import Element, Probes, Widths, text_of, with_class
from cvgen.writers.pdf.text_column import Columns, Path, html_around, in_one_line, paths

_SHORTEST = 56  # letters of a first line that may take two
_DASH = pattern(r"^[\s\xa0]*–[\s\xa0]+")


class _Line(NamedTuple):
    """A first line: its tail, its probe, and its element with those around it."""

    tail: Element
    probe: str
    path: Path


class Tails:
    """The first lines that have a tail."""

    def __init__(self, probes: Probes, root: Element) -> None:
        self._lines: list[_Line] = []
        for path in paths(root, lambda item: _is(item, "what")):
            tail = next(with_class(path[-1], "tail"), None)
            if tail is None or not _DASH.match(tail.text or ""):
                continue
            if letters(text_of(path[-1])) >= _SHORTEST:
                line = in_one_line(path[-1], "div", lambda item: _is(item, "when"))
                self._lines.append(_Line(tail, probes.add_copy(line, html_around(path)), path))

    def fit(self, widths: Widths, columns: Columns) -> None:
        """Set each tail on a line of its own, without its dash, if it does not fit."""
        for tail, probe, path in self._lines:
            if max(widths[probe], default=0) > columns.first_line(path):
                tail.set("class", f"{tail.get('class')} tail--below")
                tail.text = _DASH.sub("", tail.text or "")


def _is(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()
