"""Loading CVs and checking what one file alone cannot tell: whom its marks are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cvgen.building import build_cv
from cvgen.errors import CvgenError, InputError, Problem, did_you_mean
from cvgen.model.cv import Cv
from cvgen.model.variant import Variant
from cvgen.model.walk import marked_items
from cvgen.project import Project
from cvgen.project.project import load_source
from cvgen.selection import Rules, builtin_variants, resolve
from cvgen.source.tree import Source


@dataclass(frozen=True)
class LoadedCv:
    """A CV with its file, the source for positions, and the variants that hold for it."""

    path: Path
    source: Source
    cv: Cv
    project: Project

    @property
    def layers(self) -> tuple[Sequence[Variant], ...]:
        """The variants of cvgen, of the project and of the CV, each refining those before."""
        return builtin_variants(), self.project.variants, self.cv.variants

    def rules(self, variant: str) -> Rules:
        """What ``variant`` means for this CV; UnknownNameError where there is none."""
        return resolve(variant, self.layers)

    def variant_names(self) -> list[str]:
        """All variants, the built-in ones first."""
        return list(dict.fromkeys(v.name for layer in self.layers for v in layer))


def load_cv(path: Path, project: Project) -> LoadedCv:
    """The checked CV; InputError with every problem of the file."""
    source = load_source(path)
    loaded = LoadedCv(path, source, build_cv(source), project)
    if problems := [*_unknown_audiences(loaded), *_broken_variants(loaded)]:
        raise InputError(problems)
    return loaded


def check(paths: Sequence[Path], project: Project) -> list[Problem]:
    """Every problem and warning of the CVs, file by file, in the order of their places."""
    found: list[Problem] = []
    for path in paths:
        try:
            found += load_cv(path, project).source.warnings
        except CvgenError as error:
            found += error.problems
    return found


def _unknown_audiences(loaded: LoadedCv) -> list[Problem]:
    """A problem for each audience in a mark that no variant is for."""
    known = {v.audience or v.name for layer in loaded.layers for v in layer}
    known |= set(loaded.variant_names())
    found = []
    for path, marks in marked_items(loaded.cv):
        for key, names in (("for", marks.for_), ("not_for", marks.not_for)):
            for number, name in enumerate(names or ()):
                if name in known:
                    continue
                span = loaded.source.span_of((*path, key, number))
                hint = did_you_mean(name, known) or f"there are: {', '.join(sorted(known))}"
                message = f"no variant is for the audience '{name}'"
                found.append(loaded.source.problem("E302", message, span, hint))
    return found


def _broken_variants(loaded: LoadedCv) -> list[Problem]:
    """The problems of variants of the CV that extend what there is not."""
    found = []
    for variant in loaded.cv.variants:
        try:
            loaded.rules(variant.name)
        except CvgenError as error:
            span = loaded.source.span_of(("variants", variant.name, "extends"))
            for problem in error.problems:
                found.append(loaded.source.problem(problem.code, problem.message, span, problem.hint))
    return found
