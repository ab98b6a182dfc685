"""The command that shows themes: their names, their options, their looks."""

from __future__ import annotations

from pathlib import Path

import click

from cvgen.cli import complete
from cvgen.cli.patience import with_timeout
from cvgen.cli.places import FilePath, Once, in_project, project_of
from cvgen.cli.report import reports_errors, show_problems, table


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete.themes)
@click.option("--gallery", is_flag=True,
              help="Write a page with CVs in all themes; NAME is a CV then.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Where the gallery goes, if not into the outputs.")  # fmt: skip
@in_project
@with_timeout
@reports_errors
def themes(
    names: tuple[str, ...], gallery: bool, output: Path | None, project: Path | None,
    timeout: float,
) -> None:  # fmt: skip
    """List the themes, the options of some, or show them in pictures.

    \b
    cvgen themes                  what there is
    cvgen themes modern           the options of a theme and what they take
    cvgen themes --gallery        every CV in every theme, to choose by looking
    cvgen themes --gallery ada    one CV
    """
    if gallery:
        from cvgen.cli.gallery import write_gallery

        write_gallery(names, output, project, timeout)
    if output:
        raise click.UsageError("only --gallery takes an output")
    from cvgen.themes import load_theme, theme_names

    folders = project_of((), project).theme_folders
    loaded = [load_theme(name, folders) for name in names or theme_names(folders)]
    show_problems([problem for theme in loaded for problem in theme.warnings])
    if not names:
        table([(theme.name, theme.description) for theme in loaded])
    for theme in loaded if names else ():
        click.echo(f"{theme.name}: {theme.description}\n")
        for option in theme.options:
            click.echo(f"{option.name}: {theme.shown(option)}".rstrip())
            click.echo(f"    {option.about}.\n    It takes: {option.allowed}\n")
