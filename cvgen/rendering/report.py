"""What a run did: the documents it saved, each in a file or a file a page, and its problems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cvgen.errors import CvgenError, Problem
from cvgen.project import write_atomic
from cvgen.project.files import entries, remove
from cvgen.writers import Written

State = Literal["up to date", "missing", "edited", "stale", "left over"]
"""The state of an output compared with what it should be."""


@dataclass(frozen=True)
class Saved:
    """A saved document: its files, their total size in bytes, and its number of pages, if any.

    ``changed`` is the number of files with new content, and ``removed`` the number of removed pages
    of an earlier, longer document. ``notes`` say what a page limit changed, or a format cannot say.
    """

    target: Path
    files: tuple[Path, ...]
    size: int
    changed: int
    removed: int = 0
    pages: int | None = None
    notes: tuple[str, ...] = ()


@dataclass
class Report:
    """The report of a run: documents, problems of every severity, and the resulting exit code.

    ``expected`` is the number of documents that the run will handle, as far as it knows, and
    ``up_to_date`` the number that it skipped. ``wrong`` are the files that a check reports,
    ``removed`` the orphaned files that were removed, and ``orphaned`` those that were not.
    """

    saved: list[Saved] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: int = 0
    expected: int = 0
    up_to_date: int = 0
    wrong: list[tuple[State, Path]] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    orphaned: list[Path] = field(default_factory=list)
    _known: set[Problem] = field(default_factory=set, repr=False)

    def add_error(self, error: CvgenError) -> None:
        """Note an error; the exit code of the first one stays."""
        self.problems += error.problems
        self._known.update(error.problems)
        self.exit_code = self.exit_code or error.exit_code

    def add_warnings(self, warnings: Iterable[Problem]) -> None:
        """Note warnings, each once."""
        for problem in warnings:
            if problem not in self._known:
                self._known.add(problem)
                self.problems.append(problem)

    def changed(self) -> list[Path]:
        """The files that the run wrote or removed."""
        changed = (one for one in self.saved if one.changed or one.removed)
        return [*(path for one in changed for path in one.files), *self.removed]

    def add_state(self, state: State, files: Iterable[Path]) -> None:
        """Note the state of a document; any but "up to date" makes the check fail."""
        files = list(files)
        if state == "up to date":
            self.up_to_date += 1
        elif files:
            self.wrong += [(state, path) for path in files]
            self.exit_code = self.exit_code or 1


def files_of(target: Path, written: Written, paged: bool) -> dict[Path, bytes]:
    """The files of ``written``: ``target``, or ``-1``, ``-2`` ... for each page if ``paged``."""
    if not paged:
        return {target: written.data}
    pages = enumerate((written.data, *written.more), 1)
    return {target.with_name(f"{target.stem}-{n}{target.suffix}"): data for n, data in pages}


def save(target: Path, written: Written, paged: bool, notes: tuple[str, ...] = ()) -> Saved:
    """Write the files, and remove pages of an earlier, longer document; or OutputError."""
    files = files_of(target, written, paged)
    changed = sum(write_atomic(path, data) for path, data in files.items())
    old = _pages_after(target, len(files)) if paged else []
    for path in old:
        remove(path)
    about_pages = notes if written.pages is not None else ()  # the same for each format
    notes, size = (*about_pages, *written.notes), sum(map(len, files.values()))
    return Saved(target, tuple(files), size, changed, len(old), written.pages, notes)


def _pages_after(target: Path, last: int) -> list[Path]:
    """The files of pages after the ``last`` one."""
    form = re.compile(rf"{re.escape(target.stem)}-([1-9]\d*){re.escape(target.suffix)}", re.ASCII)
    found = [(path, form.fullmatch(path.name)) for path in entries(target.parent)]
    return [path for path, match in found if match and int(match.group(1)) > last]
