"""Loading CVs and checking what one file alone cannot tell: whom its marks are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cvgen.building import build_cv
from cvgen.errors import (
    CvgenError,
    InputError,
    Problem,
    UnknownNameError,
    UsageError,
    in_order,
)
from cvgen.loading.audiences import known_audiences, unknown_audiences
from cvgen.loading.clock import source_date
from cvgen.loading.incomplete import problems_beside
from cvgen.loading.names import KnownNames, known_names, possible_names
from cvgen.loading.references import (
    Rulebook,
    project_problems,
    theme_problems,
    variant_problems,
)
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility
from cvgen.model.variant import Variant
from cvgen.paths import shown
from cvgen.project import Project
from cvgen.project.nearby import projects_below
from cvgen.project.sources import load_whole
from cvgen.remarks.contents import remarks_on, warn_of_contents
from cvgen.remarks.language import warn_of_language
from cvgen.selection import Rules, builtin_variants, resolve, select
from cvgen.selection.resolve import giver_of, lineage
from cvgen.selection.sections import rule_of
from cvgen.source.tree import Source

DEFAULT_VARIANT = "full"


@dataclass(frozen=True)
class LoadedCv:
    """A CV with its file, the source for positions, and the variants that hold for it.

    ``files`` are all files that were read for it, in that order, its own first.
    """

    path: Path
    source: Source
    cv: Cv
    project: Project
    files: tuple[Path, ...] = ()

    @property
    def layers(self) -> tuple[Sequence[Variant], ...]:
        """The variants of cvgen, of the project and of the CV, each refining those before."""
        return builtin_variants(), self.project.variants, self.cv.variants

    def rules(self, variant: str) -> Rules:
        """What ``variant`` means for this CV; UnknownNameError where there is none."""
        return resolve(variant, self.layers)

    def lineage(self, variant: str) -> frozenset[str]:
        """The names of ``variant`` and of those that it extends."""
        return lineage(variant, self.layers)

    def variant_names(self) -> list[str]:
        """All variants, the built-in ones first."""
        return list(dict.fromkeys(v.name for layer in self.layers for v in layer))


def load_cv(path: Path, project: Project) -> LoadedCv:
    """The checked CV; InputError with every problem of the file and of what it includes.

    The error's ``files`` are those that were read, or looked for, its own first.
    """
    source, files = load_whole(path, project.bounds(path))
    try:
        return _checked(LoadedCv(path, source, _built(source, project, path), project, files))
    except CvgenError as error:
        error.files = files
        error.add(source.warnings)
        raise


def _built(source: Source, project: Project, path: Path) -> Cv:
    """The CV of ``source``; InputError with all of its problems, those with names among them."""
    try:
        return build_cv(source)
    except InputError as error:
        error.add(problems_beside(source, project, path.parent))
        raise


def _checked(loaded: LoadedCv) -> LoadedCv:
    """``loaded``, whose marks and variants name only what there is; InputError otherwise."""
    source, project, cv = loaded.source, loaded.project, loaded.cv
    own = variant_problems(Rulebook(source), cv.variants, loaded.layers, known_names([cv]))
    own += theme_problems(source, cv.settings, cv.variants, project)
    own += unknown_audiences(source, cv, known_audiences(v for one in loaded.layers for v in one))
    warn_of_language(source, cv.settings.language)
    warn_of_contents(source, cv, loaded.path.parent)
    if any(problem.severity == "error" for problem in own):
        raise InputError(own)
    source.warnings += own
    return loaded


def all_cvs(project: Project) -> list[Path]:
    """All CVs of the project; UsageError where there are none."""
    paths = project.cv_paths()
    if not paths:
        hint = projects_below(project.root) or "`cvgen new` makes a starter project"
        message = f"there are no CVs in the folder '{project.config.cvs}'"
        raise UsageError(Problem("E101", message, hint=hint))
    return paths


def find_cvs(project: Project, names: Sequence[str]) -> tuple[list[Path], list[Problem]]:
    """The files of the CVs ``names``, each once, and a problem for each that there is not."""
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            path = project.find_cv(name)
            found.setdefault(path.resolve(), path)
        except CvgenError as error:
            problems += (_meant_otherwise(project, name, one) for one in error.problems)
    return list(found.values()), problems


def _meant_otherwise(project: Project, name: str, problem: Problem) -> Problem:
    """``problem`` with what to write where ``name``, which no CV has, is a variant or a theme."""
    from cvgen.themes import theme_names  # only where a name is wrong

    asked = [
        f"{option} {name}"
        for option, names in (
            ("-V", [rules.name for rules in (*project.variants, *builtin_variants())]),
            ("-t", theme_names(project.theme_folders)),
        )
        if name in names
    ]
    return replace(problem, hint=f"for that one, write {' or '.join(asked)}") if asked else problem


def wanted_cvs(project: Project, names: Sequence[str]) -> list[Path]:
    """The files of the CVs ``names``, all of the project where there are none.

    UnknownNameError for a CV that there is not, UsageError where there are none at all.
    """
    paths, unknown = find_cvs(project, names) if names else (all_cvs(project), [])
    if unknown:
        raise UnknownNameError(unknown)
    return paths


def check_project(project: Project, names: Sequence[str] = ()) -> tuple[int, list[Problem]]:
    """How many CVs were checked (all, or those of ``names``), and every problem and warning.

    UnknownNameError for a CV that there is not, UsageError where there are none at all.
    """
    paths = wanted_cvs(project, names)
    found: list[Problem] = []
    loaded: list[LoadedCv] = []
    failed: list[Path] = []
    for path in paths:
        try:
            loaded.append(load_cv(path, project))
            found += loaded[-1].source.warnings
        except CvgenError as error:
            found += error.problems
            failed.append(path)
    known = known_names(one.cv for one in loaded)
    for path in failed:
        known = known.joined(names_in(path, project))
    usual = [name for one in loaded for v in project.config.variant for name in one.lineage(v)]
    found += project_problems(project, known, names_of_others(project, paths), usual)
    for one in loaded:
        found += _spans_of_all(one)
        found += _remarks_on_shown(one)
    return len(paths), in_order(found)


def usual_variants(project: Project) -> tuple[str, ...]:
    """The variants that are made where none is asked for."""
    return project.config.variant or (DEFAULT_VARIANT,)


def _remarks_on_shown(loaded: LoadedCv) -> Iterator[Problem]:
    """Every warning about what a variant shows: each of the CV and of the project, those that are
    made where none is asked for, and what is public.
    """
    project = loaded.project
    named = (variant.name for variant in (*project.variants, *loaded.cv.variants))
    for name in dict.fromkeys((*usual_variants(project), Visibility.PUBLIC.value, *named)):
        try:
            rules = loaded.rules(name)
            selection = select(loaded.cv, rules, source_date())
        except CvgenError:
            continue  # reported where the variant stands
        yield from remarks_on(loaded.source, loaded.cv, rules, selection)


def check_settings(loaded: LoadedCv, variant: str) -> None:
    """InputError for names in the project's settings that neither ``loaded`` nor others know.

    A rule that no CV meets is one only where ``variant`` has it.
    """
    project = loaded.project
    others = names_of_others(project, [loaded.path])
    names = known_names([loaded.cv])
    found = project_problems(project, names, others, loaded.lineage(variant))
    if errors := [problem for problem in found if problem.severity == "error"]:
        raise InputError(errors)


def names_of_others(project: Project, paths: Sequence[Path]) -> Iterator[KnownNames]:
    """What each CV of the project but ``paths`` knows; it is read when its turn comes."""
    at_hand = {path.resolve() for path in paths}
    for path in project.cv_paths():
        if path.resolve() not in at_hand:
            yield names_in(path, project)


def names_in(path: Path, project: Project) -> KnownNames:
    """What a CV knows, or may know where it has errors."""
    try:
        source, _ = load_whole(path, project.bounds(path))
    except CvgenError:
        return known_names((), complete=False)
    try:
        return known_names([build_cv(source)])
    except CvgenError:
        return possible_names(source)


def _spans_of_all(loaded: LoadedCv) -> list[Problem]:
    """Every `since` of a variant that cannot be counted back in this CV."""
    found: list[Problem] = []
    for name in loaded.variant_names() if loaded.cv.settings.updated is None else ():
        try:
            rules = loaded.rules(name)
        except CvgenError:
            continue  # reported where the variant stands
        found += undated_spans(loaded, rules)
    return found


def undated_spans(loaded: LoadedCv, rules: Rules) -> list[Problem]:
    """Each `since` of ``rules`` that has no date to count from, as the CV says none."""
    order = rules.sections or ()
    spans = [n for n, rule in enumerate(order) if rule.counts_back]
    if not spans or loaded.cv.settings.updated or source_date():
        return []
    used = [rule_of(section, order) for section in loaded.cv.sections]
    given = giver_of("sections", rules.name, loaded.layers)
    if given is None:
        return []
    layer, variant = given
    source = (None, loaded.project.source, loaded.source)[layer]
    if source is None:
        return []
    found = []
    for number in (n for n in spans if order[n] in used):
        span = source.span_of(("variants", variant, "sections", number, "since"))
        since, file = order[number].since, shown(loaded.path)
        message = f"'since: {since}' has no date to count from: '{file}' has no `updated`"
        hint = "add `updated:` to the CV, or set SOURCE_DATE_EPOCH"
        found.append(source.problem("E304", message, span, hint))
    return found
