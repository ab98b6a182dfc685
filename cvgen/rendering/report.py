"""The report of a run: the documents it wrote and the problems it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cvgen.errors import CvgenError, Problem
from cvgen.rendering.save import Saved

State = Literal["up to date", "missing", "edited", "stale", "left over"]
"""The state of an output compared with what it should be."""


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

    def failed(self, error: CvgenError) -> None:
        """Note an error; the exit code of the first one stays."""
        self.problems += error.problems
        self.exit_code = self.exit_code or error.exit_code

    def remark(self, warnings: Iterable[Problem]) -> None:
        """Note warnings, each once."""
        known = set(self.problems)
        self.problems += [problem for problem in warnings if problem not in known]

    def changed(self) -> list[Path]:
        """The files that the run wrote or removed."""
        changed = (one for one in self.saved if one.changed or one.removed)
        return [*(path for one in changed for path in one.files), *self.removed]

    def checked(self, state: State, files: Iterable[Path]) -> None:
        """Note the state of a document; any but "up to date" makes the check fail."""
        files = list(files)
        if state == "up to date":
            self.up_to_date += 1
        elif files:
            self.wrong += [(state, path) for path in files]
            self.exit_code = self.exit_code or 1
