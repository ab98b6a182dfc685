"""Finds the files of applications and openings in a project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvgen.applications.request import FOLDER, OPENINGS
from cvgen.errors import Problem, UsageError, unknown_name
from cvgen.paths import display_path, is_file, nfc, stored_path
from cvgen.project import Project
from cvgen.project.files import entries, refuse_links
from cvgen.project.sources import suffixes


def application_paths(project: Project) -> list[Path]:
    """All applications of the project, sorted by name."""
    refuse_links(project.root, (FOLDER, *OPENINGS))
    return _files_in(project.root / FOLDER)


def _files_in(folder: Path) -> list[Path]:
    found = (path for path in entries(folder) if is_file(path) and not path.name.startswith("."))
    return [path for path in found if path.suffix.lower() in suffixes()]


def find_applications(project: Project, names: Iterable[str]) -> list[Path]:
    """The files of the applications ``names``, or all; UnknownNameError or UsageError if none."""
    paths = application_paths(project)
    known = {nfc(path.stem): path for path in paths}
    found = []
    for name in names:
        here = stored_path(Path(name))
        if (wanted := nfc(name)) in known:
            found.append(known[wanted])
        elif here.suffix and is_file(here):
            found.append(here)
        else:
            raise unknown_name("application", name, known)
    if not paths and not found:
        message = f"the folder '{FOLDER}' contains no applications"
        hint = "`cvgen apply --new NAME --opening FILE` writes one"
        raise UsageError(Problem("E101", message, hint=hint))
    found = list(dict.fromkeys(found)) or paths
    _refuse_duplicates(found)
    return found


def _refuse_duplicates(paths: Iterable[Path]) -> None:
    """UsageError (E503) if two of ``paths`` would write to one folder on some system."""
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(nfc(path.stem).casefold(), path)
        if other != path:
            names = f"'{display_path(other)}' and '{display_path(path)}'"
            message = f"{names} would both write '{other.stem}'"
            raise UsageError(Problem("E503", message, hint="rename one of the files"))


def known_openings(project: Project) -> dict[str, Path]:
    """The files of the project's openings by name."""
    folders = [project.root / folder for folder in reversed(OPENINGS)]
    return {nfc(path.stem): path for folder in folders for path in _files_in(folder)}
