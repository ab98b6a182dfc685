"""What a run did: the documents it made and the problems it met."""

from __future__ import annotations

from dataclasses import dataclass, field

from cvgen.app.jobs import Job
from cvgen.app.output import Saved
from cvgen.errors import CvgenError, Problem


@dataclass(frozen=True)
class Done:
    """A document that was made, and where it is."""

    job: Job
    pages: int | None
    saved: Saved
    notes: tuple[str, ...] = ()


@dataclass
class Report:
    """What a run did: documents, problems of every severity, and the exit code they call for."""

    done: list[Done] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: int = 0

    def failed(self, error: CvgenError) -> None:
        """Note an error; the exit code of the first one stays."""
        self.problems += error.problems
        self.exit_code = self.exit_code or error.exit_code
