"""`cvgen import`: write a CV from files of other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, as_text_or_json
from cvgen.cli.report import json_text, show_problems
from cvgen.counting import counted

if TYPE_CHECKING:
    from cvgen.importing.input_file import InputFile
    from cvgen.importing.placing import Account
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
@click.option("--into", cls=Once, type=FilePath(exists=True, dir_okay=False), metavar="FILE",
              help="Add what is new to this CV, and change nothing else in it.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="With --into: show the changes, and write nothing.")
@as_text_or_json
def import_(files: tuple[Path, ...], kind: str | None, form: str, **options: Any) -> None:
    """Write a CV from files of JSON Resume, RenderCV, LinkedIn, ORCID and others.

    Several files become one CV. Every value is in the CV or in the list of those that have no
    place there.

    \b
    cvgen import resume.json                      a new CV, named after the person
    cvgen import linkedin.zip works.bib           one CV from two files
    cvgen import works.bib --into cv_data/ada.yaml --dry-run
                                                  what is new in a bibliography
    """
    from cvgen.importing.run import import_files, output_path, read_files, write
    from cvgen.paths import display_path

    output, force, into = options["output"], options["force"], options["into"]
    _check_options(**options)
    inputs = read_files(files)
    if into is not None:
        _import_into(into, inputs, kind, form, options["dry_run"])
        return
    made = import_files(inputs, kind)
    show_problems(made.warnings)
    if output == Path("-"):
        click.echo(made.text, nl=False)
        _report("", made, form, err=True)
        return
    path = output_path(output, made.name, files, force)
    write(path, made)
    _report(display_path(path), made, form)


def _check_options(output: Path | None, force: bool, into: Path | None, dry_run: bool) -> None:
    """UsageError (E769) for options that do not go together."""
    from cvgen.errors import Problem, UsageError

    if into is not None and (output is not None or force):
        hint = "leave out --output and --force"
        raise UsageError(Problem("E769", "--into names the CV that is changed", hint=hint))
    if dry_run and into is None:
        hint = "print a new CV with -o - instead"
        raise UsageError(Problem("E769", "--dry-run belongs to --into", hint=hint))


def _import_into(
    path: Path, inputs: Sequence[InputFile], kind: str | None, form: str, dry: bool
) -> None:
    """Add what is new to the CV ``path``, or only show that, and report."""
    from cvgen.importing.into.run import import_into
    from cvgen.paths import display_path

    made = import_into(path, inputs, kind)
    show_problems(made.warnings)
    if not dry:
        made.write()
    if form == "json":
        data = {
            "output": None if dry else display_path(path), "added": list(made.added),
            "known": list(made.known), "diff": list(made.diff), **_values(made.account),
            "warnings": [problem.as_data() for problem in made.warnings],
        }  # fmt: skip
        click.echo(json_text(data))
        return
    if dry:
        click.echo("".join(f"{line}\n" for line in made.diff))
    left = made.left
    counts = [f"{len(made.added)} added", f"{len(made.known)} there already"]
    counts += [f"{counted(len(left.unplaced), 'value')} not placed"] * bool(left.unplaced)
    click.echo(f"{display_path(path)}  {', '.join(counts)}")
    lines = [*(f"+ {one}" for one in made.added), *(f"= {one}" for one in made.known)]
    for line in (*lines, *left.lines()):
        click.echo(f"  {line}")


def _values(found: Account) -> dict[str, object]:
    """The account as data for JSON."""
    return {"placed": found.placed, "not_placed": [one.as_data() for one in found.unplaced]}


def _report(path: str, made: Import, form: str, err: bool = False) -> None:
    """Print what was placed, and what was not."""
    unplaced = made.account.unplaced
    if form == "json":
        data = {
            "output": path or None,
            **_values(made.account),
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
