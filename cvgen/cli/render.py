"""The command that makes documents."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import click

from cvgen.cli import complete
from cvgen.cli.report import Progress, reports_errors, show_documents, show_problems


def _names(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Names given in several options or parted by commas, each once."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("a name is empty")
    return tuple(dict.fromkeys(names))


@click.command()
@click.argument("cvs", nargs=-1, metavar="[CV]...", shell_complete=complete.cvs)
@click.option("-t", "--theme", shell_complete=complete.themes, metavar="NAME",
              help="How it looks: a theme's name or folder.")  # fmt: skip
@click.option("-V", "--variant", "variants", multiple=True, callback=_names, metavar="NAME",
              shell_complete=complete.variants,
              help="Whom it is for; several may be given.")  # fmt: skip
@click.option("-f", "--format", "formats", multiple=True, callback=_names, metavar="NAME",
              shell_complete=complete.formats,
              help="pdf, html, markdown, png; all but png if not given.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Where to write, instead of the project's output folder.")  # fmt: skip
@click.option("-s", "--set", "settings", multiple=True, metavar="OPTION=VALUE",
              shell_complete=complete.options,
              help="An option of the theme, as in accent=teal; repeatable.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@reports_errors
def render(cvs: tuple[str, ...], output: Path | None, quiet: bool, **names: Any) -> None:
    """Render CVs by name or file, all if none is given.

    \b
    cvgen render                         every CV, in all formats
    cvgen render ada --theme academic    the academic version of ada
    cvgen render -V public -f html       every CV for the web
    """
    from cvgen.app.workers import IN_WORKERS, Workers

    formats = names["formats"]
    workers = Workers.start() if not formats or IN_WORKERS & set(formats) else Workers(0)
    from cvgen.app.clock import source_date
    from cvgen.app.jobs import Request
    from cvgen.app.options import parse_settings
    from cvgen.app.render import render as run
    from cvgen.project import find_project, working_folder

    with contextlib.closing(workers):
        settings = parse_settings(names.pop("settings"))
        request = Request(cvs, output=output, as_of=source_date(), settings=settings, **names)
        report = run(find_project(working_folder()), request, workers, Progress(not quiet))
    if not quiet and report.done:
        show_documents(report.done)
    show_problems(report.problems)
    sys.exit(report.exit_code)
