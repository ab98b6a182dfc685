"""Where a project's files may be: cvgen follows no link out of the project, and writes no output
where CVs, themes or settings are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cvgen.errors import InputError, Problem
from cvgen.paths import CONFIG, shown

THEMES = "themes"
_REPOSITORIES = frozenset({".git", ".hg", ".svn", ".jj"})


def real(path: Path) -> Path:
    """``path`` with links resolved; a link to itself only becomes absolute."""
    return Path(os.path.realpath(path))


def refuse_links(root: Path, names: Iterable[str]) -> None:
    """InputError (E401) if one of ``names`` in the project ``root`` is a link out of it."""
    bounds = real(root)
    wrong = [root / name for name in names if not real(root / name).is_relative_to(bounds)]
    if wrong:
        raise InputError([_leads_out(path) for path in wrong])


def refuse_link(path: Path, bounds: Path) -> None:
    """InputError (E401) if the file ``path`` is a link out of the folder ``bounds``."""
    if path.is_symlink() and path.is_file() and not real(path).is_relative_to(real(bounds)):
        raise InputError(_leads_out(path))


def _leads_out(path: Path) -> Problem:
    message = "this is a link that leads out of the project"
    named = path.parent / path.name
    place = f"{shown(named.parent)}/{named.name}" if shown(named.parent) != "." else named.name
    return Problem("E401", message, place, hint="put a copy in its place")


def not_for_outputs(folder: Path, root: Path, cvs: str) -> str:
    """Why ``folder`` may not hold outputs; empty if it may. ``cvs`` names the folder of the CVs.

    Ignores letter case, as some file systems do.
    """
    parts = _parts(folder)
    for name in parts:
        if name in _REPOSITORIES:
            return f"it is inside '{name}', which belongs to version control"
    for own, what in ((cvs, "the CVs are"), (THEMES, "the themes are"), (CONFIG, "settings are")):
        inside = _parts(root / own)
        if parts[: len(inside)] == inside and inside != _parts(root):
            return f"{what} in '{own}'"
    return ""


def _parts(path: Path) -> tuple[str, ...]:
    return tuple(part.casefold() for part in real(path).parts)
