"""What is asked for, and the single documents that it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cvgen.dates import PartialDate
from cvgen.loading.load import LoadedCv
from cvgen.loading.options import Setting
from cvgen.rendering.asked import Mode
from cvgen.selection import Rules
from cvgen.themes import Theme


@dataclass(frozen=True)
class Request:
    """What to render: names as the user gave them; what is empty follows from the project."""

    cvs: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    theme: str | None = None
    output: Path | None = None
    as_of: PartialDate | None = None
    settings: tuple[Setting, ...] = ()
    mode: Mode = field(default_factory=Mode)


@dataclass(frozen=True)
class Planned:
    """What is remembered of a document to its run's end: its file, its CV, and the variants that
    the CV has. The CV itself is let go of, as there may be a thousand of them.
    """

    target: Path
    cv: Path
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One document to make; ``pdf`` is the name of the PDF that is made beside it, if any."""

    cv: LoadedCv
    rules: Rules
    theme: Theme
    format: str
    target: Path
    pdf: str = ""

    @property
    def name(self) -> str:
        """What problems call it."""
        form = {"pdf": "PDF", "html": "HTML page", "png": "PNG"}.get(self.format, "Markdown")
        return f"the {form} of '{self.cv.path.stem}' as '{self.rules.name}'"

    @property
    def planned(self) -> Planned:
        """What is remembered of it."""
        return Planned(self.target, self.cv.path, tuple(self.cv.variant_names()))
