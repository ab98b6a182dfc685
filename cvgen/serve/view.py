"""What a page in the browser shows: a view, as in its address, and the outcome of a render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from cvgen.errors import Problem
from cvgen.serve.menu import Menu

FORMATS = ("html", "pdf", "markdown")
EXPLAIN = "explain"
MIN_WIDTH, MAX_WIDTH, WIDTH = 300, 2700, 900
_MAX_QUERY = 4000


@dataclass(frozen=True)
class View:
    """What a page shows; the project decides what is empty. ``width`` is in pixels."""

    cv: str = ""
    variant: str = ""
    theme: str = ""
    format: str = "html"
    settings: tuple[tuple[str, str], ...] = ()
    width: int = WIDTH

    @classmethod
    def parse(cls, query: str) -> View:
        """The view of ``cv=ada&format=pdf&set.accent=teal``; its names are checked later."""
        pairs = parse_qsl(query[:_MAX_QUERY])
        table = {name: value for name, value in pairs if "\0" not in value}
        settings = tuple(
            (name.removeprefix("set."), value)
            for name, value in table.items()
            if name.startswith("set.")
        )
        form = table.get("format", "")
        return cls(
            table.get("cv", ""), table.get("variant", ""), table.get("theme", ""),
            form if form in FORMATS else "html", settings, _width(table.get("width", "")),
        )  # fmt: skip


def _width(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else WIDTH
    return min(max(number, MIN_WIDTH), MAX_WIDTH)


class ViewJob(Protocol):
    """A job for another process; the job and its outcome can be pickled."""

    def run(self) -> object:
        """The outcome."""


@dataclass(frozen=True)
class Picture:
    """A page as PNG, and its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Needs:
    """The dependencies of a document; of ``names_in``, only the names of the files."""

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    names_in: frozenset[Path] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        """The union."""
        return Needs(
            self.files | other.files, self.folders | other.folders, self.names_in | other.names_in
        )

    @property
    def places(self) -> frozenset[Path]:
        """The folders to watch; one that ends in ``**`` includes its subfolders."""
        parents = {path.parent for path in self.files}
        return self.names_in | parents | {path / "**" for path in self.folders}


@dataclass(frozen=True)
class ViewOutcome:
    """The outcome of a preview, without ``data`` if it failed; ``look`` digests its styles."""

    problems: tuple[Problem, ...]
    menu: Menu
    needs: Needs
    data: bytes | None = None
    name: str = ""
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()
    look: str = ""
    seconds: float = 0.0
    command: str = ""
    source: str = ""


_STOPPED = Problem(
    "E425",
    "the process that renders stopped",
    hint="the next save tries again; the terminal may say more",
)


@dataclass
class Crash:
    """The process of a job ended without an outcome."""

    problems: tuple[Problem, ...] = (_STOPPED,)
    may_be_tried_again: bool = True
