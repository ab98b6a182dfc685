"""`cvgen new`: write a starter project."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from cvgen.cli.options import FilePath, Once


@click.command()
@click.argument("folder", type=FilePath(file_okay=False), default=".")
@click.option("--with", "sample", cls=Once, type=click.Choice(["application"]),
              help="Also write a sample application: an opening, a letter and "
                   "what to send.")  # fmt: skip
def new(folder: Path, sample: str | None) -> None:
    """Write a starter project to FOLDER, or here."""
    from cvgen.new.project import new_project
    from cvgen.paths import display_path

    more = {}
    if sample:
        from cvgen.applications.sample_files import sample_files

        more = sample_files()
    for path in new_project(folder, more):
        click.echo(display_path(path))
    where = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Now run: {where}{_this_command()} {'apply' if sample else 'render'}")


def _this_command() -> str:
    """The command that runs this program from any folder: ``cvgen`` if it is on the PATH."""
    if shutil.which("cvgen"):
        return "cvgen"
    path = Path(sys.argv[0]).absolute()
    if path.name in ("__main__.py", "-c"):
        return f"{shlex.quote(sys.executable)} -m cvgen"
    return shlex.quote(str(path))
