"""Loads CVs, and checks what needs more than one file: the names that they use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cvgen.building.build import build_cv, readable_variants
from cvgen.building.validate import keys_of, readable_part
from cvgen.errors import CvgenError, InputError, Problem, UnknownNameError, UsageError
from cvgen.loading.audiences import known_audiences, unknown_audiences, unknown_in_text
from cvgen.loading.clock import source_date
from cvgen.loading.names import KnownNames, known_names, possible_names
from cvgen.loading.references import Rulebook, project_problems, theme_problems, variant_problems
from cvgen.model.cv import Cv, Settings
from cvgen.model.person import Person
from cvgen.model.variant import Variant
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.project.project import projects_below
from cvgen.project.sources import load_whole
from cvgen.remarks.contents import warn_of_contents, warn_of_language, warn_of_photo
from cvgen.selection import Rules, builtin_variants, resolve
from cvgen.selection.resolve import layer_of, lineage
from cvgen.selection.sections import rule_of
from cvgen.source.tree import Source, to_plain

DEFAULT_VARIANT = "full"


@dataclass(frozen=True)
class LoadedCv:
    """A CV, its file, its source, its project, and all ``files`` read for it, its own first."""

    path: Path
    source: Source
    cv: Cv
    project: Project
    files: tuple[Path, ...] = ()

    @property
    def layers(self) -> tuple[Sequence[Variant], ...]:
        """The variants of cvgen, of the project and of the CV, each refining those before."""
        return builtin_variants(), self.project.variants, self.cv.variants

    @cached_property
    def names(self) -> KnownNames:
        """The names that its sections, tags and audiences define."""
        return known_names([self.cv])

    def rules(self, variant: str) -> Rules:
        """The rules of ``variant`` for this CV; UnknownNameError if it does not exist."""
        return resolve(variant, self.layers)

    def lineage(self, variant: str) -> frozenset[str]:
        """The names of ``variant`` and of the variants that it extends."""
        return lineage(variant, self.layers)

    def variant_names(self) -> list[str]:
        """All variants, the built-in ones first."""
        return list(dict.fromkeys(v.name for layer in self.layers for v in layer))


def load_cv(path: Path, project: Project) -> LoadedCv:
    """The checked CV; InputError with every problem of the file and of the files it includes.

    ``files`` of the error are those that were read or looked for, its own first.
    """
    source, files = load_whole(path, project.bounds(path))
    try:
        return _check_names(LoadedCv(path, source, _build(source, project, path), project, files))
    except CvgenError as error:
        error.files = files
        error.add(source.warnings)
        raise


def _build(source: Source, project: Project, path: Path) -> Cv:
    """The CV of ``source``; InputError with all of its problems, also those of names."""
    try:
        return build_cv(source)
    except InputError as error:
        error.add(_problems_of_names(source, project, path.parent))
        raise


def _problems_of_names(source: Source, project: Project, folder: Path) -> list[Problem]:
    """The problems of names (audiences, themes, variants) in a CV that has errors.

    Adds warnings about its photo, in ``folder``, and about its language to those of ``source``.
    """
    plain = to_plain(source.root)
    if not isinstance(plain, dict):
        return []
    variants = readable_variants(source)
    layers = (builtin_variants(), project.variants, variants)
    possible = possible_names(source)
    known = known_audiences(variant for layer in layers for variant in layer)
    found = variant_problems(Rulebook(source), variants, layers, possible)
    found += unknown_in_text(source, known | possible.audiences)
    own = {key: plain[key] for key in keys_of(Settings) if key in plain}
    if settings := readable_part(Settings, own, source):
        found += theme_problems(source, settings, variants, project)
        warn_of_language(source, settings.language)
    person = {"name": "-", "photo": plain.get("photo")}
    warn_of_photo(source, readable_part(Person, person, source), folder)
    return found


def _check_names(loaded: LoadedCv) -> LoadedCv:
    """``loaded``, if its marks, variants and themes use known names; InputError otherwise."""
    source, project, cv = loaded.source, loaded.project, loaded.cv
    own = variant_problems(Rulebook(source), cv.variants, loaded.layers, loaded.names)
    own += theme_problems(source, cv.settings, cv.variants, project)
    own += unknown_audiences(source, cv, known_audiences(v for one in loaded.layers for v in one))
    warn_of_language(source, cv.settings.language)
    warn_of_contents(source, cv, loaded.path.parent)
    if any(problem.severity == "error" for problem in own):
        raise InputError(own)
    source.warnings += own
    return loaded


def all_cvs(project: Project) -> list[Path]:
    """All CVs of the project; UsageError (E101) if it has none."""
    paths = project.cv_paths()
    if not paths:
        hint = projects_below(project.root) or "`cvgen new` writes a starter project"
        message = f"the folder '{project.config.cvs}' contains no CVs"
        raise UsageError(Problem("E101", message, hint=hint))
    return paths


def find_cvs(project: Project, names: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """The files of the CVs ``names``, each once, and a problem for each that does not exist."""
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            path = project.find_cv(name)
            found.setdefault(path.resolve(), path)
        except CvgenError as error:
            problems += (_with_option(project, name, one) for one in error.problems)
    return list(found.values()), problems


def _with_option(project: Project, name: str, problem: Problem) -> Problem:
    """``problem``, with the option to use as hint if ``name`` is a variant or a theme."""
    from cvgen.themes import theme_names  # slow, and only needed for wrong names

    variants = {rules.name for rules in (*project.variants, *builtin_variants())}
    asked = [f"-V {name}"] if name in variants else []
    asked += [f"-t {name}"] if name in theme_names(project.theme_folders) else []
    return replace(problem, hint=f"for that one, write {' or '.join(asked)}") if asked else problem


def wanted_cvs(project: Project, names: Sequence[str]) -> list[Path]:
    """The files of ``names``, or of all CVs; UnknownNameError or UsageError if there are none."""
    paths, unknown = find_cvs(project, names) if names else (all_cvs(project), [])
    if unknown:
        raise UnknownNameError(unknown)
    return paths


def usual_variants(project: Project) -> tuple[str, ...]:
    """The variants that a command renders by default."""
    return project.config.variant or (DEFAULT_VARIANT,)


def check_settings(loaded: LoadedCv, variant: str) -> None:
    """InputError for unknown names in the settings, if ``variant`` or all variants use them."""
    project = loaded.project
    others = names_of_others(project, [loaded.path])
    found = project_problems(project, loaded.names, others, loaded.lineage(variant))
    if errors := [problem for problem in found if problem.severity == "error"]:
        raise InputError(errors)


def names_of_others(project: Project, paths: Sequence[Path]) -> Iterator[KnownNames]:
    """What each CV of the project knows, except ``paths``; reads each CV when asked for it."""
    at_hand = {path.resolve() for path in paths}
    for path in project.cv_paths():
        if path.resolve() not in at_hand:
            yield names_in(path, project)


def names_in(path: Path, project: Project) -> KnownNames:
    """What a CV knows, or may know if it has errors."""
    try:
        source, _ = load_whole(path, project.bounds(path))
    except CvgenError:
        return known_names((), complete=False)
    try:
        return known_names([build_cv(source)])
    except CvgenError:
        return possible_names(source)


def undated_spans(loaded: LoadedCv, rules: Rules) -> list[Problem]:
    """A problem for each `since` of ``rules`` that has no date to count from."""
    order = rules.sections or ()
    spans = [n for n, rule in enumerate(order) if rule.counts_back]
    if not spans or loaded.cv.settings.updated or source_date():
        return []
    used = [rule_of(section, order) for section in loaded.cv.sections]
    given = layer_of("sections", rules.name, loaded.layers)
    if given is None:
        return []
    layer, variant = given
    source = (None, loaded.project.source, loaded.source)[layer]
    if source is None:
        return []
    found = []
    for number in (n for n in spans if order[n] in used):
        span = source.span_of(("variants", variant, "sections", number, "since"))
        since, file = order[number].since, display_path(loaded.path)
        message = f"'since: {since}' has no date to count from: '{file}' has no `updated`"
        hint = "add `updated:` to the CV, or set SOURCE_DATE_EPOCH"
        found.append(source.problem("E304", message, span, hint))
    return found
