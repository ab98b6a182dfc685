"""The outcome of a job: a document or problems, and the files that it depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cvgen.errors import Problem
from cvgen.serve.menu import Menu


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
    """The dependencies of a document.

    These are ``files``, all files below ``folders``, and the names of the files in ``names_in``.
    """

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
    """The outcome of a preview; ``data`` is None if it failed.

    ``look`` is equal for documents that share fonts and styles. ``seconds`` is the time it took.
    """

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


@dataclass
class Crash:
    """The process of a job ended without an outcome.

    The job ``may_be_tried_again`` unless it took too long.
    """

    problems: tuple[Problem, ...] = field(
        default=(
            Problem(
                "E425",
                "the process that renders stopped",
                hint="the next save tries again; the terminal may say more",
            ),
        )
    )
    may_be_tried_again: bool = True
