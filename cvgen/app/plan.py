"""Which documents are asked for: CVs x variants x formats, each with its theme and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from cvgen.app.jobs import Job, Request
from cvgen.app.load import LoadedCv, all_cvs, find_cvs, load_cv
from cvgen.app.options import commanded, themed
from cvgen.app.references import project_problems
from cvgen.app.report import Report
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError, UsageError
from cvgen.project import Project
from cvgen.project.files import shown
from cvgen.selection import Rules
from cvgen.themes import Theme, load_theme
from cvgen.writers import WRITERS, format_names

DEFAULT_VARIANT = "full"
DEFAULT_FORMATS = ("pdf", "html", "markdown")


def plan(project: Project, request: Request, report: Report) -> list[Job]:
    """The documents to make; CVs and names that cannot be used are noted in ``report``."""
    theme = cache(partial(load_theme, folders=project.theme_folders))
    loaded: list[LoadedCv] = []
    try:
        if request.theme:
            theme(request.theme)
    except CvgenError as error:
        report.failed(error)
    for path in _paths(project, request, report):
        try:
            loaded.append(load_cv(path, project))
        except CvgenError as error:
            report.failed(error)
    cvs = [one.cv for one in loaded]
    if wrong := project_problems(project, cvs, complete=not request.cvs and not report.exit_code):
        report.failed(InputError(wrong))
        return []
    jobs: list[Job] = []
    for one in loaded:
        try:
            jobs += jobs_of(one, request, theme)
            report.problems += one.source.warnings
        except CvgenError as error:
            report.failed(error)
    report.problems += _warnings_of_options(jobs)
    return _distinct(jobs, report)


def _warnings_of_options(jobs: list[Job]) -> list[Problem]:
    """What themes say against the values that their options have, each remark once."""
    found = {
        (job.theme.name, option.name, value): dict(option.warnings).get(str(value))
        for job in jobs
        for option in job.theme.options
        if option.warnings and (value := job.theme.settings[option.name])
    }
    return [
        Problem("W404", f"'{name}: {value}' in the theme '{theme}': {text}", severity="warning")
        for (theme, name, value), text in found.items()
        if text
    ]


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


def jobs_of(loaded: LoadedCv, request: Request, load: Callable[[str], Theme]) -> Iterator[Job]:
    """The documents of one CV: each variant in each format."""
    config = loaded.project.config
    theme = load(request.theme) if request.theme else None
    variants = request.variants or _own_variant(theme, loaded) or config.variant
    for name in variants or (DEFAULT_VARIANT,):
        rules = loaded.rules(name)
        own = rules.theme or loaded.cv.settings.theme or config.theme
        used = _with_options(theme or load(own), loaded, rules, request)
        forms = format_names(request.formats or config.formats or DEFAULT_FORMATS)
        target = partial(loaded.project.output_path, loaded.path, name, folder=request.output)
        pdf = target(WRITERS["pdf"].suffix).name if "pdf" in forms else ""
        for form in forms:
            yield Job(loaded, rules, used, form, target(WRITERS[form].suffix), pdf)


def _with_options(theme: Theme, loaded: LoadedCv, rules: Rules, request: Request) -> Theme:
    """``theme`` with what settings, CV, variant and command set, the last one first."""
    project = loaded.project
    own = commanded(theme, project, request.settings)
    layers = (project.config.options, loaded.cv.settings.options, dict(rules.options), own)
    return themed(theme, project, layers)


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
