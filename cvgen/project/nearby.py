"""Projects one folder further down, for those who call a command above them."""

from __future__ import annotations

from pathlib import Path

from cvgen.paths import DATA_FOLDER, composed, is_project
from cvgen.project.files import entries, is_folder, shown
from cvgen.project.sources import suffixes

_MOST = 3


def projects_below(folder: Path) -> str | None:
    """A hint with the projects in ``folder``, if there are any."""
    found = [shown(path) for path in entries(folder) if is_folder(path) and is_project(path)]
    if not found:
        return None
    if len(found) == 1:
        return f"there is a project in '{found[0]}': run this there, or with --project {found[0]}"
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    named = ", ".join(f"'{name}'" for name in found[:_MOST])
    return f"there are projects in {named}{more}: add one, as in --project {found[0]}"


def cv_below(folder: Path, name: str) -> str | None:
    """A hint with the CVs called ``name`` of the projects in ``folder``, if there are any."""
    found = [
        shown(path)
        for project in entries(folder)
        if is_folder(project) and is_project(project)
        for path in entries(project / DATA_FOLDER)
        if composed(path.stem) == composed(name) and path.suffix.lower() in suffixes()
    ]
    return f"name its file: {' or '.join(found[:_MOST])}" if found else None
