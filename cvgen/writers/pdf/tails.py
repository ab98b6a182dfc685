"""The tail of a first line, such as a unit or a grade: on a line of its own where it does not fit.

A line that breaks inside of it would end with a dash, or leave some of its words behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from cvgen.patterns import pattern
from cvgen.themes.wrapping import letters
from cvgen.writers.pdf.probes import Element, Probes, Widths, text_of, with_class

_SHORTEST = 56  # letters of a first line that may take two
_PADDING = 3 * 96 / 25.4  # before dates and amounts at the right, in CSS pixels
_DASH = pattern(r"^[\s\xa0]*–[\s\xa0]+")
_BLANKS = pattern(r"[ \n]+")


class _Line(NamedTuple):
    """A first line: its own element, its tail, its probe, and the elements around it."""

    what: Element
    tail: Element
    probe: str
    around: tuple[Element, ...]


class Columns(NamedTuple):
    """What the columns beside a text take of the width of the page's text, in CSS pixels.

    ``own`` has the widths of dates and amounts at the right; others take ``aside``, ``date``, or
    ``brief`` in entries of one line.
    """

    line: float
    before: float
    names: float
    role: float
    aside: float
    date: float
    brief: float
    own: dict[str, float]


class Tails:
    """The first lines that have a tail."""

    def __init__(self, probes: Probes, root: Element) -> None:
        self._left = "date-position-left" in root.get("class", "").split()
        self._lines: list[_Line] = []
        if "columns-sidebar" in root.get("class", "").split():
            return
        for around in _paths(root):
            what = around[-1]
            tail = next(with_class(what, "tail"), None)
            if tail is None or not _DASH.match(tail.text or ""):
                continue
            if letters(text_of(what)) >= _SHORTEST:
                probe = probes.add_copy(_flat(what), _html_around(around))
                self._lines.append(_Line(what, tail, probe, around))

    def fit(self, widths: Widths, columns: Columns) -> None:
        """Set each tail on a line of its own, without its dash, if it does not fit."""
        for line in self._lines:
            if max(widths[line.probe], default=0) > self._room(line, columns):
                _fold(line.tail)

    def _room(self, line: _Line, columns: Columns) -> float:
        classes = [name for item in line.around for name in item.get("class", "").split()]
        room = columns.line - columns.names
        if classes.count("entry") > 1:
            room -= columns.role
        if self._left and "undated" not in classes:
            room -= columns.before
        kind, usual = ("aside", columns.aside) if self._left else ("when", columns.date)
        beside = next(with_class(line.around[-2], kind), None)
        if beside is None:
            return room
        if "brief" in classes and not self._left:
            usual = columns.brief
        return room - columns.own.get(text_of(beside), usual) - _PADDING


def _paths(root: Element) -> Iterator[tuple[Element, ...]]:
    """The first lines in ``root``, each with the elements around it, the outermost first."""
    waiting: list[tuple[Element, ...]] = [(root,)]
    while waiting:
        path = waiting.pop()
        if "what" in path[-1].get("class", "").split():
            yield path
        else:
            waiting += [(*path, child) for child in reversed(path[-1])]


def _html_around(path: tuple[Element, ...]) -> str:
    """The section and the entry around a first line, on which its fonts depend."""
    around = "{}"
    for item in reversed(path[:-1]):
        if item.tag in ("section", "article"):
            around = f'<{item.tag} class="{item.get("class", "")}">{around}</{item.tag}>'
    return around


def _flat(what: Element) -> Element:
    """A copy of a first line without its date and without line breaks."""
    copy = deepcopy(what)
    for item in list(copy):
        if "when" in item.get("class", "").split():
            copy.remove(item)
    for item in copy.iter():
        item.text = _BLANKS.sub(" ", item.text or "")
        item.tail = _BLANKS.sub(" ", item.tail or "")
    copy.text = (copy.text or "").lstrip(" ")
    return copy


def _fold(tail: Element) -> None:
    tail.set("class", f"{tail.get('class')} tail--below")
    tail.text = _DASH.sub("", tail.text or "")
