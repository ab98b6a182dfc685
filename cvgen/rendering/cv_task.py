"""The unit of work: one CV with all of its variants and formats, as plain data for any process.

The caller plans, writes files and keeps the records. Whoever makes a CV loads, selects and lowers
it, keeps its page limits, and answers with bytes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen.errors import CvgenError, Problem, RenderError
from cvgen.paths import nfc

if TYPE_CHECKING:
    from cvgen.loading.names import KnownNames
    from cvgen.rendering.request import Request
    from cvgen.rendering.tasks import Task
    from cvgen.writers import Written


@dataclass(frozen=True)
class CvTask:
    """A CV to be made as ``request`` says; ``cv`` is its name in the project.

    The run ``begun`` at that time (ns). ``known`` has the digests of the inputs of outputs that
    need not be made if they are made from the same, by name. Another CV has ``taken`` some names of
    outputs. An earlier attempt ``failed`` with some documents; with ``apart``, each document that
    takes long is made in a process of its own.
    """

    cv: str
    request: Request
    begun: int
    known: Mapping[str, str] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, RenderError] = field(default_factory=dict)
    apart: bool = False

    @property
    def path(self) -> Path:
        """The file of the CV."""
        return self.request.project / self.cv

    @property
    def name(self) -> str:
        """What problems call it."""
        return f"'{self.path.stem}'"


@dataclass(frozen=True)
class MadeDocument:
    """A document of a CV: its name in the output folder, and its bytes unless it is up to date.

    ``made_from`` is the digest of its inputs; ``notes`` say what a page limit changed.
    """

    name: str
    format: str
    variant: str
    made_from: str
    written: Written | None = None
    warnings: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """An error of a CV. If ``task`` is set, its theme may be the cause, which can be searched."""

    error: CvgenError
    task: Task | None = None


@dataclass
class CvResult:
    """What became of a CV. It was not read if ``variants`` is None; these are all its variants.

    ``rendered`` are the names of variants that were rendered and that these extend, ``names`` what
    it uses. ``inputs`` are the digests of its own files; None if one changed meanwhile. An attempt
    ended early if a document was too ``slow`` (name → error), after which the process is unsafe.
    """

    documents: list[MadeDocument] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    variants: tuple[str, ...] | None = None
    rendered: tuple[str, ...] = ()
    names: KnownNames | None = None
    inputs: dict[str, str] | None = None
    slow: dict[str, RenderError] = field(default_factory=dict)

    def fail(self, error: CvgenError, task: Task | None = None) -> None:
        """Note an error."""
        self.failures.append(Failure(error, task))


def cv_name(path: Path, root: Path) -> str:
    """The name of a CV in its project, in which links are kept; its path if it is outside."""
    whole, folder = os.path.abspath(path), f"{root}{os.sep}"  # noqa: PTH100  # it follows no links
    return whole.removeprefix(folder).replace(os.sep, "/") if whole.startswith(folder) else whole


def output_name(path: Path, folder: Path) -> str:
    """The name of an output in the records of the output ``folder``."""
    return Path(os.path.relpath(path, folder)).as_posix()


def is_in_shard(stem: str, shard: tuple[int, int] | None) -> bool:
    """True if CVs of the name ``stem`` are in that part (its number, of how many) of all CVs.

    That depends on nothing but the name, so neither other CVs nor the machine matter.
    """
    if shard is None:
        return True
    number, count = shard
    digest = sha256(nfc(stem).encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count == number - 1
