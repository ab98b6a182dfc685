"""`cvgen import`: write a CV from files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, as_text_or_json
from cvgen.cli.report import json_text, show_problems
from cvgen.counting import counted

if TYPE_CHECKING:
    from cvgen.importing.run import Import

_MOST = 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=FilePath(exists=True, dir_okay=False))  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False, allow_dash=True),
              metavar="FILE", help="The CV to write, or - to print it; by default a new CV of the "
                                   "project, named after the person.")  # fmt: skip
@click.option("--from", "kind", cls=Once, metavar="KIND", shell_complete=completers.importers,
              help="The kind of the files, such as jsonresume, rendercv or linkedin; by "
                   "default it is found by their content.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the CV if it exists.")
@as_text_or_json
def import_(
    files: tuple[Path, ...], output: Path | None, kind: str | None, force: bool, form: str
) -> None:
    """Write a CV from files of JSON Resume, RenderCV, LinkedIn, ORCID and others.

    Several files become one CV. Every value is in the CV or in the list of those that have no
    place there.
    """
    from cvgen.importing.run import import_files, output_path, read_files, write
    from cvgen.paths import display_path

    made = import_files(read_files(files), kind)
    show_problems(made.warnings)
    if output == Path("-"):
        click.echo(made.text, nl=False)
        _report("", made, form, err=True)
        return
    path = output_path(output, made.name, files, force)
    write(path, made)
    _report(display_path(path), made, form)


def _report(path: str, made: Import, form: str, err: bool = False) -> None:
    """Print what was placed, and what was not."""
    unplaced = made.account.unplaced
    if form == "json":
        data = {
            "output": path or None,
            "placed": made.account.placed,
            "not_placed": [one.as_data() for one in unplaced],
            "warnings": [problem.as_data() for problem in made.warnings],
        }
        click.echo(json_text(data), err=err)
        return
    rest = f", {len(unplaced)} not placed" if unplaced else ""
    head = f"{path}  " if path else ""
    click.echo(f"{head}{counted(made.account.placed, 'value')} placed{rest}", err=err)
    lines = list(made.account.lines())
    for line in lines[:_MOST]:
        click.echo(f"  {line}", err=err)
    if len(lines) > _MOST:
        click.echo(f"  … and {len(lines) - _MOST} more; the CV lists them all", err=err)
