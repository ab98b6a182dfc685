"""The options that several commands share, and the project that a command is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers

if TYPE_CHECKING:
    from cvgen.project import Project


class FilePath(click.Path):
    """A path. The file is found in whichever way the system stores the accents of its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as the system stores it."""
        from cvgen.paths import stored_path

        plain = os.fspath(value).isascii()
        return super().convert(value if plain else stored_path(Path(value)), param, ctx)


class Once(click.Option):
    """An option that takes one value; UsageError if it is given twice."""

    def __init__(self, *names: Any, **options: Any) -> None:
        self._default = options.pop("default", None)
        options["multiple"] = True
        super().__init__(*names, **options)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The given value, or the default."""
        given = super().process_value(ctx, value)
        if len(given) > 1:
            message = f"{self.opts[-1]} is given {len(given)} times and takes one value"
            raise click.UsageError(f"{message}; run the command once for each", ctx)
        return given[0] if given else self._default


def names_of(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Names given in several options or parted by commas, each once."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("a name is empty")
    return tuple(dict.fromkeys(names))


in_project = click.option(
    "--project", cls=Once, type=FilePath(exists=True, file_okay=False), metavar="FOLDER",
    help="The project folder; by default the CV's project, or the nearest one above this folder.",
)  # fmt: skip
with_timeout = click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True,
    envvar="CVGEN_TIMEOUT", metavar="SECONDS", help="How long one document may take.",
)  # fmt: skip
with_variant = click.option(
    "-V", "--variant", cls=Once, default="full", metavar="NAME",
    shell_complete=completers.variants, help="The variant of the CV; full by default.",
)  # fmt: skip
as_text_or_json = click.option(
    "-f", "--format", "form", cls=Once, type=click.Choice(["text", "json"]), default="text",
    help="How to print the result; text by default.",
)  # fmt: skip


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
    """The root of the project of the CVs ``names``, or ``folder``; UsageError (E311) if several."""
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
