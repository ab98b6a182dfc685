"""Finds every problem in a project's CVs and settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cvgen.building.build import build_cv
from cvgen.errors import CvgenError, Problem, in_order
from cvgen.loading.clock import source_date
from cvgen.loading.load import (
    LoadedCv,
    load_cv,
    names_in,
    names_of_others,
    undated_spans,
    usual_variants,
    wanted_cvs,
)
from cvgen.loading.names import known_names
from cvgen.loading.references import project_problems
from cvgen.model.marks import Visibility
from cvgen.project import Project, find_project
from cvgen.project.sources import load_whole
from cvgen.remarks.contents import remarks_on, warn_of_contents
from cvgen.selection import Rules, select


@dataclass
class Checked:
    """The number of CVs checked, their problems, and the exit code of the first error, or 0."""

    number: int = 0
    problems: list[Problem] = field(default_factory=list)
    exit_code: int = 0

    def add(self, root: Path, names: Sequence[str] = ()) -> None:
        """Check the CVs ``names`` of the project at ``root``; all of its CVs if none is named."""
        try:
            try:
                project = find_project(root)
            except CvgenError as error:
                self._fail(error)
                number, found = check_contents(root, names)
            else:
                number, found = check_project(project, names)
        except CvgenError as error:
            self._fail(error)
        else:
            self.number += number
            self.problems += found

    def _fail(self, error: CvgenError) -> None:
        self.problems += error.problems
        self.exit_code = self.exit_code or error.exit_code


def check_project(project: Project, names: Sequence[str] = ()) -> tuple[int, list[Problem]]:
    """The number of CVs checked (all, or those of ``names``), and every problem and warning.

    UnknownNameError for a CV that does not exist, UsageError where the project has none.
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
    known = known_names(())
    for one in loaded:
        known = known.merge(one.names)
    for path in failed:
        known = known.merge(names_in(path, project))
    rendered = [name for one in loaded for v in project.config.variant for name in one.lineage(v)]
    found += project_problems(project, known, names_of_others(project, paths), rendered)
    for one in loaded:
        if one.cv.settings.updated is None:
            for rules in _rules_of(one, one.variant_names()):
                found += undated_spans(one, rules)
        found += _variant_remarks(one)
    return len(paths), in_order(found)


def check_contents(root: Path, names: Sequence[str] = ()) -> tuple[int, list[Problem]]:
    """Like :func:`check_project`, for the project at ``root`` whose settings cannot be read.

    Names that depend on the settings, such as variants and themes, are not checked. If only the
    settings can say where the CVs are, no CV is checked.
    """
    project = Project(root)
    try:
        paths = wanted_cvs(project, names)
    except CvgenError:
        return 0, []
    return len(paths), in_order(one for path in paths for one in _problems_of(path, project))


def _problems_of(path: Path, project: Project) -> Iterator[Problem]:
    try:
        source, _ = load_whole(path, project.bounds(path))
    except CvgenError as error:
        yield from error.problems
        return
    try:
        cv = build_cv(source)
    except CvgenError as error:
        yield from error.problems
    else:
        warn_of_contents(source, cv, path.parent)
    yield from source.warnings


def _rules_of(loaded: LoadedCv, names: Sequence[str]) -> Iterator[Rules]:
    """The rules of the variants ``names``; errors in a variant are reported where it is defined."""
    for name in dict.fromkeys(names):
        try:
            yield loaded.rules(name)
        except CvgenError:
            continue


def _variant_remarks(loaded: LoadedCv) -> Iterator[Problem]:
    """Every warning about what a variant shows, of the default ones, `public`, and all defined."""
    project = loaded.project
    named = (variant.name for variant in (*project.variants, *loaded.cv.variants))
    for rules in _rules_of(loaded, [*usual_variants(project), Visibility.PUBLIC.value, *named]):
        try:
            selection = select(loaded.cv, rules, source_date())
        except CvgenError:
            continue  # reported where the variant is defined
        yield from remarks_on(loaded.source, loaded.cv, rules, selection)
