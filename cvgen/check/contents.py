"""What CVs say by themselves, checked where the settings of their project cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cvgen.building import build_cv
from cvgen.errors import CvgenError, Problem, in_order
from cvgen.loading.load import wanted_cvs
from cvgen.project import Project
from cvgen.project.sources import load_whole
from cvgen.remarks.contents import warn_of_contents


def check_contents(root: Path, names: Sequence[str] = ()) -> tuple[int, list[Problem]]:
    """How many CVs of the project at ``root`` were checked, and their problems and warnings.

    Names that depend on the settings, as those of variants and themes, are left unchecked, and so
    are all CVs where only the settings can say where they are.
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
