"""What is asked for, and the single documents that it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvgen.app.load import LoadedCv
from cvgen.app.options import Setting
from cvgen.dates import PartialDate
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


@dataclass(frozen=True)
class Job:
    """One document to make; ``pdf`` is the name of the PDF that is made beside it, if any."""

    cv: LoadedCv
    rules: Rules
    theme: Theme
    format: str
    target: Path
    pdf: str = ""
