"""A document of an application, before it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvgen.applications.application import Part
from cvgen.applications.limits import Range
from cvgen.applications.opening import Required
from cvgen.applications.texts.placeholders import Filled
from cvgen.document import Document
from cvgen.lowering.lower import identifier
from cvgen.rendering.job import Job
from cvgen.source.tree import Path as Place
from cvgen.themes import Theme


@dataclass(frozen=True)
class Planned:
    """A document of an application: number and place in its file, title, and what it contains.

    A CV or a section has a ``job``, a letter or statement a ``document`` and ``theme``, and a file
    its ``path`` and the ``theme`` of the CV. ``required`` is what the opening asks for, ``pages``
    the limit, and ``length`` how many words and characters its text has. ``written`` is the text of
    a letter or statement, and ``revealed`` names what is private and shown. The user has ``given``
    these options of the theme.
    """

    part: Part
    number: int
    place: Place
    title: str
    language: str
    job: Job | None = None
    document: Document | None = None
    theme: Theme | None = None
    path: Path | None = None
    required: Required | None = None
    length: tuple[int, int] = (0, 0)
    written: Filled | None = None
    revealed: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def pages(self) -> Range | None:
        """The limit of its pages: its own, or the opening's."""
        return self.part.pages or (self.required.pages if self.required else None)

    @property
    def stem(self) -> str:
        """The name of its file without suffix: ``1-cover-letter``."""
        return f"{self.number}-{self.part.name or identifier(self.title, set())}"
