"""What is read from a finished file, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that programs need: whether the file has it, what was found, and what to do.

    ``passed`` is None where it cannot be told. ``advice`` is empty if there is nothing to do.
    """

    name: str
    passed: bool | None
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text on a page: its edges from the left and its height, as parts of the page."""

    text: str
    left: float
    right: float
    top: float


@dataclass
class Contents:
    """The text of a file as each of two readers sees it, and what is known beside the text.

    ``readers`` are the names of the readers with the text of each page (a DOCX has one). ``links``
    are the addresses of links. ``aside`` is text outside the body, such as a page header.
    ``points`` are those that only this format has.
    """

    kind: Literal["PDF", "DOCX"]
    readers: dict[str, list[str]]
    links: tuple[str, ...] = ()
    aside: str = ""
    segments: list[list[Segment]] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    has_pictures: bool = False
    points: list[Point] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """The text of each page as the first reader sees it."""
        return next(iter(self.readers.values()))

    @property
    def text(self) -> str:
        """The whole text as the first reader sees it."""
        return "\n".join(self.pages)
