"""Finds the project that a command is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cvgen.project import Project


def roots(
    names: Sequence[str], folder: Path | None, quiet: bool = False
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The roots of the projects of the CVs ``names``, each with its CVs; that of ``folder`` if set.

    Prints each root that is not the working folder to stderr, just before yielding it.
    """
    from cvgen.paths import by_project, project_root, working_folder

    here = working_folder()
    found = {project_root(folder): list(names)} if folder else by_project(names, here)
    for root, own in found.items():
        if root != here and not quiet:
            click.echo(f"Project: {os.path.relpath(root, here)}", err=True)
        yield root, tuple(own)


def root_of(names: Sequence[str] = (), folder: Path | None = None) -> Path:
    """The root of the one project that the CVs ``names`` belong to, or that of ``folder``.

    UsageError (E311) where they belong to several.
    """
    from cvgen.errors import Problem, UsageError
    from cvgen.paths import by_project

    if not folder and len(found := by_project(names, Path())) > 1:
        places = " and ".join(f"'{os.path.relpath(root)}'" for root in found)
        hint = "name the CVs of one project at a time, or the project with --project"
        raise UsageError(
            Problem("E311", f"the files belong to several projects: {places}", hint=hint)
        )
    return next(roots(names, folder))[0]


def project_of(names: Sequence[str] = (), folder: Path | None = None) -> Project:
    """The one project that the CVs ``names`` belong to, or that of ``folder``."""
    from cvgen.project import find_project

    return find_project(root_of(names, folder))
