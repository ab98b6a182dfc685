"""Which project a command is about: the option that names it, and how it is found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cvgen.project import Project


class FilePath(click.Path):
    """A path on the command line; its file is found however accents are stored in its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as it is stored."""
        from cvgen.paths import stored

        plain = os.fspath(value).isascii()
        return super().convert(value if plain else stored(Path(value)), param, ctx)


class Once(click.Option):
    """An option that takes one value; UsageError where it is given twice, and one would be lost."""

    def __init__(self, *names: Any, **options: Any) -> None:
        self._usual = options.pop("default", None)
        options["multiple"] = True
        super().__init__(*names, **options)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The one value, or the default."""
        given = super().process_value(ctx, value)
        if len(given) > 1:
            message = f"{self.opts[-1]} is given {len(given)} times and takes one value"
            raise click.UsageError(f"{message}; run the command once for each", ctx)
        return given[0] if given else self._usual


in_project = click.option(
    "--project", cls=Once, type=FilePath(exists=True, file_okay=False), metavar="FOLDER",
    help="The project, where it is not that of the CV, nor this folder or above it.",
)  # fmt: skip


def roots(
    names: Sequence[str], folder: Path | None, quiet: bool = False
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The projects that the CVs ``names`` belong to, each with its CVs; that of ``folder`` if set.

    When its turn comes, a project in another folder than this one is named on stderr.
    """
    from cvgen.errors import InputError, Problem
    from cvgen.paths import by_project, project_root

    try:
        here = Path.cwd()
    except OSError as error:
        raise InputError(Problem("E101", "the working folder is not there any more")) from error
    found = {project_root(folder): list(names)} if folder else by_project(names, here)
    for root, own in found.items():
        if root != here and not quiet:
            click.echo(f"Project: {os.path.relpath(root, here)}", err=True)
        yield root, tuple(own)


def root_of(names: Sequence[str] = (), folder: Path | None = None) -> Path:
    """The root of the one project that the CVs ``names`` belong to, or that of ``folder``.

    UsageError where they belong to several.
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
