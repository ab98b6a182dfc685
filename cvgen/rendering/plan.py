"""Plans the documents of a CV: variants × formats, each with its theme and file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial, reduce
from itertools import islice
from pathlib import Path

from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError
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
from cvgen.loading.names import KnownNames, known_names
from cvgen.loading.options import command_options, parse_settings, with_options
from cvgen.loading.references import has_unknown_names, project_problems
from cvgen.project import Project
from cvgen.rendering.job import Job
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.selection import Rules
from cvgen.selection.anonymous import FILE
from cvgen.themes import Theme, load_theme
from cvgen.writers import WRITERS, format_names

DEFAULT_FORMATS = ("pdf", "html", "markdown")


def plan_one(path: Path, project: Project, request: Request, report: Report) -> list[Job]:
    """The jobs of one CV; errors, also those of the project's settings, go to ``report``."""
    load = cache(partial(load_theme, folders=project.theme_folders))
    try:
        theme = load(request.theme) if request.theme else None
        used = UsedNames(project, request, [path], theme)
        loaded = used.loaded(path)
        report.add_warnings([*(theme.warnings if theme else ()), *loaded.source.warnings])
        if not are_settings_valid(used, report):
            return []
        jobs = list(jobs_of(loaded, request, load))
    except CvgenError as error:
        report.add_error(error)
        return []
    report.add_warnings(warnings_of_options(jobs))
    return jobs


class UsedNames:
    """The names that the CVs ``paths`` of a project use, each CV read when it is asked for.

    ``known`` gives what a record has of a CV: its names, and those of the rendered variants.
    """

    def __init__(
        self,
        project: Project,
        request: Request,
        paths: Sequence[Path],
        theme: Theme | None,
        known: Callable[[Path], tuple[KnownNames, Sequence[str]] | None] = lambda _path: None,
    ) -> None:
        self.project = project
        self.request = request
        self.paths = paths
        self.rendered: set[str] = set()
        self.errors: list[CvgenError] = []
        self._theme = theme
        self._known = known
        self._last: LoadedCv | None = None

    def loaded(self, path: Path) -> LoadedCv:
        """The CV; not read again if it is the last one. InputError."""
        if self._last is None or self._last.path != path:
            self._last = load_cv(path, self.project)
        return self._last

    def each(self) -> Iterator[KnownNames]:
        """The names of one CV after another; ``rendered`` and ``errors`` are those so far."""
        for path in self.paths:
            if known := self._known(path):
                names, rendered = known
                self.rendered.update(rendered)
                yield names
                continue
            try:
                one = self.loaded(path)
            except CvgenError as error:
                self.errors.append(error)
                yield names_in(path, self.project)
            else:
                self.rendered.update(rendered_names(one, _variants(one, self.request, self._theme)))
                yield known_names([one.cv])


def are_settings_valid(used: UsedNames, report: Report) -> bool:
    """True if the project's settings name only what exists; problems go to ``report``.

    CVs are read only until every name in the settings is found in one.
    """
    project = used.project
    if project.source is None:
        return True
    names, each = known_names(()), used.each()
    number = 1
    while has_unknown_names(project, names):  # asked ever less often: it takes a while
        more = list(islice(each, number))
        if not more:
            break
        number *= 2
        names = reduce(KnownNames.merge, more, names)
    found = _problems_of(used, names)
    if any(one.severity == "error" or one.code == "W311" for one in found):
        # Which of these are errors depends on the variants that are rendered, so on every CV.
        found = _problems_of(used, reduce(KnownNames.merge, each, names))
    if not any(problem.severity == "error" for problem in found):
        report.add_warnings(found)
        return True
    report.add_error(InputError(found))
    for error in used.errors:
        report.add_error(error)
    return False


def _problems_of(used: UsedNames, names: KnownNames) -> list[Problem]:
    others = names_of_others(used.project, used.paths)
    return project_problems(used.project, names, others, used.rendered)


def rendered_names(loaded: LoadedCv, variants: Iterable[str]) -> tuple[str, ...]:
    """The names of ``variants`` and of those that they extend, sorted."""
    return tuple(sorted({name for variant in variants for name in loaded.lineage(variant)}))


def warnings_of_options(jobs: Iterable[Job]) -> list[Problem]:
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


def paths_of(project: Project, request: Request, report: Report) -> list[Path]:
    """The files of the CVs that ``request`` asks for; errors go to ``report``."""
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
