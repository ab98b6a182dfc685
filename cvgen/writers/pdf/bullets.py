"""Bullets that are a little wider than their line: set a little tighter, so that they fit.

Otherwise their second line would have a word or two, and the first one would end early.
"""

from __future__ import annotations

from typing import NamedTuple

from cvgen.themes.wrapping import is_full_width
from cvgen.writers.pdf.probes import SLACK, Element, Probes, Widths, text_of
from cvgen.writers.pdf.text_column import Columns, Path, classes_of, html_around, in_one_line, paths

_LETTERS = range(60, 180)  # of a bullet that may take a little more than a line
_LONG_WORD = 30  # letters of a word that a line may break inside
_TIGHTEST = 0.03  # of its width that a text loses at most
_WITHOUT_LIGATURES = 1.005  # of its width, as letters with space between them have none


class _Bullet(NamedTuple):
    """The element of a bullet, its probe, the elements around it, and the letters it has."""

    element: Element
    probe: str
    path: Path
    letters: int


class Bullets:
    """The bullets of entries and sections that may take a little more than a line."""

    def __init__(self, probes: Probes, root: Element) -> None:
        self._bullets: list[_Bullet] = []
        if root.get("dir") == "rtl":
            return  # space between them would take letters apart
        for path in paths(root, lambda item: item.tag == "li"):
            if path[-2].tag != "ul" or "references" in classes_of(path):
                continue
            line = in_one_line(path[-1], "div", lambda item: item.tag in ("ul", "ol"))
            text = text_of(line)
            long = max(map(len, text.split()), default=0) > _LONG_WORD
            if len(text) in _LETTERS and not long and not is_full_width(text):
                probe = probes.add_copy(line, html_around(path))
                self._bullets.append(_Bullet(path[-1], probe, path, len(text)))

    def fit(self, widths: Widths, columns: Columns) -> None:
        """Set the bullets tighter that are wider than their line, but hardly."""
        for element, probe, path, letters in self._bullets:
            width = max(widths[probe], default=0)
            room = columns.text(path) - columns.bullet - columns.end - SLACK
            if room < width <= room * (1 + _TIGHTEST):
                gap = (room - width * _WITHOUT_LIGATURES) / letters
                element.set("style", f"letter-spacing: {gap:.3f}px")
