"""Plans the documents to render: CVs × variants × formats, each with its theme and file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError, UsageError
from cvgen.loading.load import (
    LoadedCv,
    all_cvs,
    find_cvs,
    load_cv,
    names_in,
    names_of_others,
    undated_spans,
    usual_variants,
)
from cvgen.loading.names import known_names
from cvgen.loading.options import command_options, parse_settings, with_options
from cvgen.loading.references import project_problems
from cvgen.model.cv import Cv
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.rendering.job import Job
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.selection import Rules
from cvgen.selection.anonymous import FILE
from cvgen.themes import Theme, load_theme
from cvgen.writers import WRITERS, format_names

DEFAULT_FORMATS = ("pdf", "html", "markdown")
_MAX_KEPT = 24  # CVs


def plan(project: Project, request: Request, report: Report) -> Iterator[list[Job]]:
    """The documents to render, a list for each CV, which is read then; errors go to ``report``."""
    theme = cache(partial(load_theme, folders=project.theme_folders))
    chosen: Theme | None = None
    try:
        chosen = theme(request.theme) if request.theme else None
        report.add_warnings(chosen.warnings if chosen else ())
    except CvgenError as error:
        report.add_error(error)
    paths = _paths(project, request, report)
    cvs = _Cvs(project, report)
    if project.source is not None and not _are_settings_valid(cvs, paths, request, chosen):
        return
    taken: dict[Path, Path] = {}
    for number, one in enumerate(cvs.loaded(paths)):
        report.add_warnings(one.source.warnings)
        try:
            jobs = _distinct(jobs_of(one, request, theme), taken, report)
        except CvgenError as error:
            report.add_error(error)
            continue
        report.add_warnings(_warnings_of_options(jobs))
        each = sum(len(job.targets) for job in jobs)
        report.expected = len(taken) + (len(paths) - number - 1) * each
        yield jobs


def _are_settings_valid(
    cvs: _Cvs, paths: Sequence[Path], request: Request, theme: Theme | None
) -> bool:
    """True if the project's settings name only what exists; problems go to the report."""
    rendered: set[str] = set()

    def noted() -> Iterator[Cv]:
        for one in cvs.loaded(paths):
            for name in _variants(one, request, theme):
                rendered.update(one.lineage(name))
            cvs.report.add_warnings(one.source.warnings)
            yield one.cv

    names = known_names(noted())
    for path in cvs.failed:
        names = names.merge(names_in(path, cvs.project))
    others = names_of_others(cvs.project, paths)
    found = project_problems(cvs.project, names, others, rendered)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        cvs.report.add_error(InputError(found))
    else:
        cvs.report.add_warnings(found)
    return not errors


class _Cvs:
    """Reads CVs, reports each broken one once, and keeps only the first 24 in memory."""

    def __init__(self, project: Project, report: Report) -> None:
        self.project = project
        self.report = report
        self._kept: dict[Path, LoadedCv] = {}
        self.failed: set[Path] = set()

    def loaded(self, paths: Sequence[Path]) -> Iterator[LoadedCv]:
        """The CVs that can be read, one after another."""
        for path in paths:
            if path in self._kept:
                yield self._kept.pop(path)
            elif path not in self.failed and (one := self._load(path)):
                if len(self._kept) < _MAX_KEPT:
                    self._kept[path] = one
                yield one

    def _load(self, path: Path) -> LoadedCv | None:
        try:
            return load_cv(path, self.project)
        except CvgenError as error:
            self.report.add_error(error)
            self.failed.add(path)
            return None


def _warnings_of_options(jobs: list[Job]) -> list[Problem]:
    """The warnings of themes about the values of their options, each once."""
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
            report.add_error(UnknownNameError(unknown))
        return paths
    try:
        return all_cvs(project)
    except CvgenError as error:
        report.add_error(error)
        return []


def jobs_of(loaded: LoadedCv, request: Request, load: Callable[[str], Theme]) -> Iterator[Job]:
    """The documents of one CV: a job for each variant, with all formats."""
    config = loaded.project.config
    theme = load(request.theme) if request.theme else None
    for name in _variants(loaded, request, theme):
        rules = loaded.rules(name)
        if request.as_of is None and (undated := undated_spans(loaded, rules)):
            raise InputError(undated)
        own = rules.theme or loaded.cv.settings.theme or config.theme
        used = _with_options(theme or load(own), loaded, rules, request)
        forms = format_names(request.formats or config.formats or DEFAULT_FORMATS)
        stem = name if theme is None else _with_theme(loaded, name, own, theme.name)
        called = FILE if rules.is_anonymous else ""
        target = partial(
            loaded.project.output_path, loaded.path, stem, folder=request.output, called=called
        )
        targets = {form: target(WRITERS[form].suffix) for form in forms}
        yield Job(loaded, rules, used, targets, request.as_of)


def job_of(loaded: LoadedCv, variant: str, form: str, as_of: PartialDate | None) -> Job:
    """The document of one ``variant`` of a CV in the format ``form``."""
    request = Request(variants=(variant,), formats=(form,), as_of=as_of)
    return next(jobs_of(loaded, request, partial(load_theme, folders=loaded.project.theme_folders)))


def _variants(loaded: LoadedCv, request: Request, theme: Theme | None) -> tuple[str, ...]:
    """The variants to render: those of the request, else of its ``theme``, else of the settings."""
    if request.variants:
        return request.variants
    if theme is not None and theme.variant in loaded.variant_names():
        return (theme.variant,)
    return usual_variants(loaded.project)


def _with_theme(loaded: LoadedCv, variant: str, own: str, theme: str) -> str:
    """The name of ``variant`` in a ``theme`` that is not its ``own``; no other output has it."""
    if Path(own).name == theme:
        return variant
    name = f"{variant}-{theme}"
    return f"{variant}--{theme}" if name in loaded.variant_names() else name


def _with_options(theme: Theme, loaded: LoadedCv, rules: Rules, request: Request) -> Theme:
    """``theme`` with the options of settings, CV, variant and command; the last one wins."""
    project = loaded.project
    own = command_options(theme, project, parse_settings(request.settings))
    layers = (project.config.options, loaded.cv.settings.options, dict(rules.options), own)
    return with_options(theme, project, layers)


def _distinct(jobs: Iterable[Job], taken: dict[Path, Path], report: Report) -> list[Job]:
    """``jobs`` without the outputs that another CV of the same name has ``taken``."""
    made: list[Job] = []
    for job in jobs:
        targets = {}
        for form, target in job.targets.items():
            other = taken.setdefault(target, job.cv.path)
            if other == job.cv.path:
                targets[form] = target
                continue
            names = f"'{display_path(other)}' and '{display_path(job.cv.path)}'"
            message = f"{names} would both write '{target.name}'"
            hint = "rename one of the files"
            report.add_error(UsageError(Problem("E503", message, hint=hint)))
        made.append(job if len(targets) == len(job.targets) else replace(job, targets=targets))
    return made
