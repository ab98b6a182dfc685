"""One run of `cvgen render --watch`, in a child of the fork server."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from cvgen.errors import CvgenError
from cvgen.loading.clock import source_date
from cvgen.processes.limits import Limits
from cvgen.project import Project, find_project
from cvgen.rendering.make import render
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request


@dataclass(frozen=True)
class RerenderResult:
    """The report of a run, the folder of the outputs, and the seconds it took."""

    report: Report
    output: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Rerender:
    """A run of ``request``; if no other CV depends on those ``changed``, only these are read."""

    request: Request
    changed: frozenset[Path] = field(default_factory=frozenset)

    def run(self) -> RerenderResult:
        """Render. Errors are in the outcome."""
        start = time.perf_counter()
        try:
            made = self._render()
        except CvgenError as error:
            made = RerenderResult(Report())
            made.report.add_error(error)
        return replace(made, seconds=time.perf_counter() - start)

    def _render(self) -> RerenderResult:
        project = find_project(self.request.project)
        request = replace(self.request, cvs=self._cvs(project), as_of=source_date())
        workers = Workers.start(limits=Limits(request.timeout), ahead=False)
        with contextlib.closing(workers):
            report = render(project, request, workers)
        return RerenderResult(report, request.output or project.output)

    def _cvs(self, project: Project) -> tuple[str, ...]:
        """The CVs to check, by path: all that the request names, or only the changed ones."""
        names = self.request.cvs
        asked = [project.find_cv(name).resolve() for name in names]
        known = {path.resolve() for path in project.cv_paths()} | set(asked)
        changed = {path.resolve() for path in self.changed}
        if not changed or not changed <= known:
            return names
        return tuple(str(path) for path in sorted(changed) if not asked or path in asked)
