"""One run of `cvgen render --watch`, in the warm process: what is not up to date is written."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from cvgen.errors import CvgenError, Problem
from cvgen.loading.clock import source_date
from cvgen.loading.options import parse_settings
from cvgen.processes.limits import Limits
from cvgen.project import Project, find_project
from cvgen.project.files import shown
from cvgen.rendering.asked import Asked, Mode
from cvgen.rendering.make import render
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request


@dataclass(frozen=True)
class Rewritten:
    """What a run did: the files that it wrote by CV and variant, how many were up to date, the
    problems, the folder of the outputs, and the seconds it took.
    """

    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fresh: int = 0
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    output: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Rewrite:
    """Render what is ``asked`` of the project in ``root``.

    ``changed`` are the files that changed since the last run; where these are CVs that nothing
    else hangs on, the other CVs are not even read.
    """

    root: Path
    asked: Asked
    mode: Mode
    changed: frozenset[Path] = field(default_factory=frozenset)

    def run(self) -> Rewritten:
        """Render. What is wrong is in the outcome."""
        start = time.perf_counter()
        try:
            made = self._made()
        except CvgenError as error:
            made = Rewritten(problems=tuple(error.problems), exit_code=error.exit_code)
        return replace(made, seconds=time.perf_counter() - start)

    def _made(self) -> Rewritten:
        project, asked = find_project(self.root), self.asked
        request = Request(
            self._cvs(project), asked.variants, asked.formats, asked.theme, asked.output,
            source_date(), parse_settings(asked.settings), self.mode,
        )  # fmt: skip
        processors = os.cpu_count() or 1
        limits = Limits(self.mode.timeout)
        workers = Workers(processors if hasattr(os, "fork") else 0, limits)
        try:
            report = render(project, request, workers)
        finally:
            workers.close()
        return Rewritten(
            _by_name(report), report.fresh, tuple(report.problems), report.exit_code,
            request.output or project.output,
        )  # fmt: skip

    def _cvs(self, project: Project) -> tuple[str, ...]:
        """The CVs to look at, by path: those that were asked for, or only those that changed."""
        asked = [project.find_cv(name).resolve() for name in self.asked.cvs]
        known = {path.resolve() for path in project.cv_paths()} | set(asked)
        changed = {path.resolve() for path in self.changed}
        if not changed or not changed <= known:
            return self.asked.cvs
        return tuple(str(path) for path in sorted(changed) if not asked or path in asked)


def _by_name(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files that were written: their common name, and the ends that tell them apart."""
    found: dict[str, list[str]] = {}
    for done in report.done:
        if done.saved.changed:
            name = shown(done.target.with_suffix(""))
            found.setdefault(name, []).append(done.target.suffix.removeprefix("."))
    return tuple((name, tuple(ends)) for name, ends in found.items())
