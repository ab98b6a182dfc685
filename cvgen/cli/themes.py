"""`cvgen themes`: list themes and their options, or show CVs in every theme."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, in_project, project_of, with_timeout
from cvgen.cli.report import Progress, show_problems, table


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completers.themes)
@click.option("--gallery", is_flag=True,
              help="Write an HTML page with CVs in all themes; NAME is then a CV.")  # fmt: skip
@click.option("-t", "--theme", cls=Once, shell_complete=completers.themes, metavar="NAME",
              help="Show only this theme in the gallery: its name or folder.")  # fmt: skip
@click.option("--options", is_flag=True,
              help="Also show the values of each option of a theme side by side.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Where to write the gallery; by default to the output folder.")  # fmt: skip
@in_project
@with_timeout
def themes(
    names: tuple[str, ...], gallery: bool, output: Path | None, project: Path | None, **view: Any
) -> None:
    """List themes or their options, or show CVs in every theme.

    \b
    cvgen themes                       all themes
    cvgen themes modern                the options of one theme and their values
    cvgen themes --gallery             pictures of every CV in every theme
    cvgen themes --gallery ada         pictures of one CV
    cvgen themes --gallery --options -t modern
                                       and pictures of each value of its options
    """
    if gallery:
        _write_gallery(names, output, project, **view)
    for name, value in {"output": output, **view}.items():
        if value and name != "timeout":
            raise click.UsageError(f"--{name} is for --gallery")
    from cvgen.themes import load_theme, theme_names

    folders = project_of((), project).theme_folders
    loaded = [load_theme(name, folders) for name in names or theme_names(folders)]
    show_problems([problem for theme in loaded for problem in theme.warnings])
    if not names:
        table([(theme.name, theme.description) for theme in loaded])
    for theme in loaded if names else ():
        click.echo(f"{theme.name}: {theme.description}\n")
        for option in theme.options:
            click.echo(f"{option.name}: {theme.yaml_text(option)}".rstrip())
            click.echo(f"    {option.about}.\n    It takes: {option.allowed}\n")


def _write_gallery(
    cvs: tuple[str, ...], output: Path | None, folder: Path | None, theme: str | None,
    options: bool, timeout: float,
) -> NoReturn:  # fmt: skip
    """Write the page, print its path, and exit with the code of the first problem."""
    from cvgen.processes.limits import Limits
    from cvgen.rendering.pool import Workers

    workers = Workers.start(limits=Limits(timeout))  # they load the engine while this imports
    from cvgen.gallery.gallery import Gallery
    from cvgen.loading.clock import source_date
    from cvgen.paths import display_path

    with contextlib.closing(workers):
        project = project_of(cvs, folder)
        gallery = Gallery(project, workers, source_date(), Progress(True), options)
        page = gallery.make(cvs, (theme,) if theme else ())
    target = output or project.output / "gallery.html"
    project.write(target, page.encode())
    click.echo(display_path(target))
    show_problems(gallery.report.problems)
    sys.exit(gallery.report.exit_code)
