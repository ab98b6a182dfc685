"""Rendering: which documents are asked for, and making them one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from cvgen.app.load import LoadedCv, all_cvs, find_cvs, load_cv
from cvgen.app.references import project_problems
from cvgen.app.workers import IN_WORKERS, Result, Task, Workers
from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError, UsageError
from cvgen.lowering import lower
from cvgen.model.cv import Cv
from cvgen.project import Project, write_atomic
from cvgen.project.files import shown
from cvgen.selection import Rules, select
from cvgen.themes import Theme, load_theme
from cvgen.writers import WRITERS, Assets, format_names

DEFAULT_VARIANT = "full"
DEFAULT_FORMATS = ("pdf", "html", "markdown")


@dataclass(frozen=True)
class Request:
    """What to render: names as the user gave them; what is empty follows from the project."""

    cvs: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    theme: str | None = None
    output: Path | None = None
    as_of: PartialDate | None = None


@dataclass(frozen=True)
class Job:
    """One document to make."""

    cv: LoadedCv
    rules: Rules
    theme: Theme
    format: str
    target: Path


@dataclass(frozen=True)
class Done:
    """A document that was made; ``changed`` is false where the file held it already."""

    job: Job
    pages: int | None
    size: int
    changed: bool


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


def render(
    project: Project,
    request: Request,
    workers: Workers | None = None,
    progress: Callable[[int, int], None] = lambda _n, _all: None,
) -> Report:
    """Make every document that ``request`` asks for; one that fails does not stop the others.

    ``workers`` make the PDFs where there are some. ``progress`` is called with how many of how
    many documents are made.
    """
    report = Report()
    workers = workers or Workers(0)
    jobs = plan(project, request, report)
    pending: deque[tuple[Job, Result]] = deque()

    def finish(submitted: int, leave: int) -> None:
        while len(pending) > leave:
            _finish(*pending.popleft(), report)
            progress(submitted - len(pending), len(jobs))

    for submitted, job in enumerate(_slowest_first(jobs), 1):
        try:
            pending.append((job, workers.submit(_task(job, request.as_of))))
        except CvgenError as error:
            report.failed(error)
        finish(submitted, leave=2 * workers.most)
    finish(len(jobs), leave=0)
    progress(len(jobs), len(jobs))
    report.done.sort(key=lambda done: jobs.index(done.job))
    return report


def plan(project: Project, request: Request, report: Report) -> list[Job]:
    """The documents to make; CVs and names that cannot be used are noted in ``report``."""
    jobs: list[Job] = []
    cvs: list[Cv] = []
    theme = cache(partial(load_theme, folders=project.theme_folders))
    for path in _paths(project, request, report):
        try:
            loaded = load_cv(path, project)
            cvs.append(loaded.cv)
            jobs += _jobs(loaded, request, theme)
            report.problems += loaded.source.warnings
        except CvgenError as error:
            report.failed(error)
    if wrong := project_problems(project, cvs, complete=not request.cvs and not report.exit_code):
        report.failed(InputError(wrong))
        return []
    return _distinct(jobs, report)


def _slowest_first(jobs: list[Job]) -> list[Job]:
    """``jobs`` with those for workers first within each CV, so that these begin at once."""
    return sorted(jobs, key=lambda job: (job.cv.path, job.format not in IN_WORKERS))


def _task(job: Job, as_of: PartialDate | None) -> Task:
    selection = select(job.cv.cv, job.rules, as_of)
    return Task(job.format, lower(selection.cv), job.theme, Assets(job.cv.path.parent))


def _finish(job: Job, result: Result, report: Report) -> None:
    """Wait for a document and write it; what goes wrong is noted."""
    try:
        written = result()
        changed = write_atomic(job.target, written.data)
    except CvgenError as error:
        report.failed(error)
        return
    report.problems += [w for w in written.warnings if w not in report.problems]
    report.done.append(Done(job, written.pages, len(written.data), changed))


def _paths(project: Project, request: Request, report: Report) -> list[Path]:
    if request.cvs:
        paths, unknown = find_cvs(project, request.cvs)
        if unknown:
            report.failed(UnknownNameError(unknown))
        return paths
    try:
        return all_cvs(project)
    except CvgenError as error:
        report.failed(error)
        return []


def _jobs(loaded: LoadedCv, request: Request, load: Callable[[str], Theme]) -> Iterator[Job]:
    """The documents of one CV: each variant in each format."""
    config = loaded.project.config
    theme = load(request.theme) if request.theme else None
    variants = request.variants or _own_variant(theme, loaded) or config.variant
    for name in variants or (DEFAULT_VARIANT,):
        rules = loaded.rules(name)
        own = rules.theme or loaded.cv.settings.theme or config.theme
        used = theme or load(own)
        for form in format_names(request.formats or config.formats or DEFAULT_FORMATS):
            suffix = WRITERS[form].suffix
            target = loaded.project.output_path(loaded.path, name, suffix, request.output)
            yield Job(loaded, rules, used, form, target)


def _own_variant(theme: Theme | None, loaded: LoadedCv) -> tuple[str, ...]:
    """The variant that the theme asked for is made for."""
    if theme is None or theme.variant not in loaded.variant_names():
        return ()
    return (theme.variant,)


def _distinct(jobs: list[Job], report: Report) -> list[Job]:
    """``jobs`` without those whose output another CV of the same name has taken."""
    taken: dict[Path, Job] = {}
    for job in jobs:
        other = taken.setdefault(job.target, job)
        if other is not job:
            names = f"'{shown(other.cv.path)}' and '{shown(job.cv.path)}'"
            message = f"{names} would both write '{job.target.name}'"
            hint = "rename one of the files"
            report.failed(UsageError(Problem("E503", message, hint=hint)))
    return list(taken.values())
