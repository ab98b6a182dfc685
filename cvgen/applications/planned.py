"""A document of an application, before it is rendered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cvgen.applications.application import Part
from cvgen.applications.limits import Range
from cvgen.applications.opening import Required
from cvgen.document import Document
from cvgen.lowering.lower import identifier
from cvgen.rendering.job import Job
from cvgen.source.tree import Path as Place
from cvgen.themes import Theme


@dataclass(frozen=True)
class Planned:
    """A document of an application: number and place in its file, title, and what it contains.

    A CV or a section has a ``job``, a letter or statement a ``document`` and ``theme``, and a file
    its ``path``. ``required`` is what the opening asks for, ``pages`` the limit, and ``length`` how
    many words and characters its text has.
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

    @property
    def pages(self) -> Range | None:
        """The limit of its pages: its own, or the opening's."""
        return self.part.pages or (self.required.pages if self.required else None)

    @property
    def stem(self) -> str:
        """The name of its file without suffix: ``1-cover-letter``."""
        return f"{self.number}-{self.part.name or identifier(self.title, set())}"


@dataclass(frozen=True)
class SectionJob(Job):
    """One section of a CV as a document of its own; ``heading`` replaces the section's title."""

    heading: str = ""

    @cached_property
    def document(self) -> Document:
        """The section, with its title below the person's name."""
        whole = super().document
        parts = tuple(replace(one, title=self.heading or one.title) for one in whole.sections[:1])
        label = next((one.title for one in parts), whole.label)
        header = replace(whole.header, affiliation=(), photo=None, summary=())
        name = f"{header.name} – {label}"
        return replace(whole, header=header, sections=parts, title=name, label=label)
