"""The column of a text: how wide it is, and copies of its lines for the page of probes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import NamedTuple

from cvgen.patterns import pattern
from cvgen.writers.pdf.probes import Element, text_of, with_class

_PADDING = 3 * 96 / 25.4  # before dates and amounts at the right, in CSS pixels
_BLANKS = pattern(r"[ \n]+")

Path = tuple[Element, ...]
"""An element with those around it, the outermost first."""


class Columns(NamedTuple):
    """What stands beside a text of the page's width ``line``; all in CSS pixels.

    ``own`` has the widths of dates and amounts at the right; others take ``aside``, ``date``, or
    ``brief`` in entries of one line. A bullet takes ``bullet`` and, at the other end, ``end``.
    """

    line: float
    before: float
    names: float
    role: float
    aside: float
    date: float
    brief: float
    bullet: float
    end: float
    own: dict[str, float]

    def text(self, path: Path) -> float:
        """The width of the column of texts around the last element of ``path``."""
        classes = classes_of(path)
        room = self.line - self.names
        if classes.count("entry") > 1:
            room -= self.role
        return room if "undated" in classes or not _is_left(path) else room - self.before

    def first_line(self, path: Path) -> float:
        """The width that the first line of an entry has beside its date or amount."""
        kind, usual = ("aside", self.aside) if _is_left(path) else ("when", self.date)
        beside = next(with_class(path[-2], kind), None)
        if beside is None:
            return self.text(path)
        if "brief" in classes_of(path) and kind == "when":
            usual = self.brief
        return self.text(path) - self.own.get(text_of(beside), usual) - _PADDING


def _is_left(path: Path) -> bool:
    return "date-position-left" in path[0].get("class", "").split()


def classes_of(path: Path) -> list[str]:
    """The classes of all elements in ``path``."""
    return [name for item in path for name in item.get("class", "").split()]


def paths(root: Element, is_wanted: Callable[[Element], bool]) -> Iterator[Path]:
    """The elements in ``root`` that are wanted, but none inside of another."""
    waiting: list[Path] = [(root,)]
    while waiting:
        path = waiting.pop()
        if is_wanted(path[-1]):
            yield path
        else:
            waiting += [(*path, child) for child in reversed(path[-1])]


def html_around(path: Path) -> str:
    """The sections and the entries around an element, on which its fonts depend."""
    around = "{}"
    for item in reversed(path[:-1]):
        if item.tag in ("section", "article"):
            around = f'<{item.tag} class="{item.get("class", "")}">{around}</{item.tag}>'
    return around


def in_one_line(element: Element, tag: str, without: Callable[[Element], bool]) -> Element:
    """A copy of ``element`` as ``tag``, without line breaks and some of the elements in it."""
    copy = deepcopy(element)
    copy.tag = tag
    for item in list(copy):
        if without(item):
            copy.remove(item)
    for item in copy.iter():
        item.text = _BLANKS.sub(" ", item.text or "")
        item.tail = _BLANKS.sub(" ", item.tail or "")
    copy.text = (copy.text or "").lstrip(" ")
    return copy
