"""One run of `cvgen render --watch`, in a child of the fork server."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from cvgen.errors import CvgenError, Problem
from cvgen.loading.clock import source_date
from cvgen.processes.limits import Limits
from cvgen.project import Project, find_project
from cvgen.project.files import shown
from cvgen.rendering.make import render
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request


@dataclass(frozen=True)
class Rerendered:
    """The result of a run: the files it wrote, by CV and variant, and the problems.

    Also the number of documents up to date, the output folder, and the seconds it took.
    """

    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    up_to_date: int = 0
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    output: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Rerender:
    """A run of ``request``.

    ``changed`` are the files that changed since the last run. If no other CV depends on them, only
    these CVs are read.
    """

    request: Request
    changed: frozenset[Path] = field(default_factory=frozenset)

    def run(self) -> Rerendered:
        """Render. Errors are in the outcome."""
        start = time.perf_counter()
        try:
            made = self._made()
        except CvgenError as error:
            made = Rerendered(problems=tuple(error.problems), exit_code=error.exit_code)
        return replace(made, seconds=time.perf_counter() - start)

    def _made(self) -> Rerendered:
        project = find_project(self.request.project)
        request = replace(self.request, cvs=self._cvs(project), as_of=source_date())
        workers = Workers.start(limits=Limits(request.timeout), ahead=False)
        with contextlib.closing(workers):
            report = render(project, request, workers)
        return Rerendered(
            _by_name(report), report.up_to_date, tuple(report.problems), report.exit_code,
            request.output or project.output,
        )  # fmt: skip

    def _cvs(self, project: Project) -> tuple[str, ...]:
        """The CVs to check, by path: all that the request names, or only the changed ones."""
        names = self.request.cvs
        asked = [project.find_cv(name).resolve() for name in names]
        known = {path.resolve() for path in project.cv_paths()} | set(asked)
        changed = {path.resolve() for path in self.changed}
        if not changed or not changed <= known:
            return names
        return tuple(str(path) for path in sorted(changed) if not asked or path in asked)


def _by_name(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The written files: each common name with its different suffixes."""
    found: dict[str, list[str]] = {}
    for saved in report.saved:
        if saved.changed:
            name = shown(saved.target.with_suffix(""))
            found.setdefault(name, []).append(saved.target.suffix.removeprefix("."))
    return tuple((name, tuple(ends)) for name, ends in found.items())
