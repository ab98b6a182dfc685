"""What a run did: the documents it made and the problems it met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cvgen.errors import CvgenError, Problem
from cvgen.rendering.save import Saved


@dataclass(frozen=True)
class Done:
    """A document that was made, and where it is."""

    target: Path
    pages: int | None
    saved: Saved
    notes: tuple[str, ...] = ()


State = Literal["fresh", "missing", "edited", "stale", "left over"]
"""How an output is, as against how it should be."""


@dataclass
class Report:
    """What a run did: documents, problems of every severity, and the exit code they call for.

    ``expected`` is how many documents there will be, as far as is known, and ``fresh`` how many
    were up to date already. ``wrong`` are the files that a check found to be otherwise, ``removed``
    those that nothing made any more, ``left_over`` those that are still there.
    """

    done: list[Done] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: int = 0
    expected: int = 0
    fresh: int = 0
    wrong: list[tuple[State, Path]] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    left_over: list[Path] = field(default_factory=list)

    def failed(self, error: CvgenError) -> None:
        """Note an error; the exit code of the first one stays."""
        self.problems += error.problems
        self.exit_code = self.exit_code or error.exit_code

    def remark(self, warnings: Iterable[Problem]) -> None:
        """Note warnings, each once."""
        known = set(self.problems)
        self.problems += [problem for problem in warnings if problem not in known]

    def changed(self) -> list[Path]:
        """The files that are not as the run found them."""
        changed = (done.saved for done in self.done if done.saved.changed or done.saved.removed)
        return [*(path for saved in changed for path in saved.files), *self.removed]

    def found(self, state: State, files: Iterable[Path]) -> None:
        """Note how the files of a document are; any but a fresh one makes the check fail."""
        files = list(files)
        if state == "fresh":
            self.fresh += 1
        elif files:
            self.wrong += [(state, path) for path in files]
            self.exit_code = self.exit_code or 1
