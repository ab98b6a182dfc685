"""The command that makes documents."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, in_project, with_timeout
from cvgen.cli.projects import root_of, roots
from cvgen.cli.report import (
    Progress,
    reports_errors,
    show_changes,
    show_documents,
    show_nothing_to_do,
    show_problems,
    show_wrong,
)

if TYPE_CHECKING:
    from cvgen.rendering.asked import Asked, Mode
    from cvgen.rendering.report import Report


def _names(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Names given in several options or parted by commas, each once."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("a name is empty")
    return tuple(dict.fromkeys(names))


@click.command()
@click.argument("cvs", nargs=-1, metavar="[CV]...", shell_complete=completers.cvs)
@click.option("-t", "--theme", cls=Once, shell_complete=completers.themes, metavar="NAME",
              help="How it looks: a theme's name or folder.")  # fmt: skip
@click.option("-V", "--variant", "variants", multiple=True, callback=_names, metavar="NAME",
              shell_complete=completers.variants,
              help="Whom it is for; several may be given.")  # fmt: skip
@click.option("-f", "--format", "formats", multiple=True, callback=_names, metavar="NAME",
              shell_complete=completers.formats,
              help="pdf, html, markdown, png; all but png if not given.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(file_okay=False), metavar="FOLDER",
              help="Where to write, instead of the project's output folder.")  # fmt: skip
@click.option("-s", "--set", "settings", multiple=True, metavar="OPTION=VALUE",
              shell_complete=completers.options,
              help="An option of the theme, as in accent=teal; repeatable.")  # fmt: skip
@click.option("--force", is_flag=True, help="Make all again, also what is up to date.")
@click.option("--check", is_flag=True,
              help="Write nothing; list what is stale, missing or edited, and exit 1.")  # fmt: skip
@click.option("--prune", is_flag=True,
              help="Remove the outputs of CVs and variants that are gone.")  # fmt: skip
@click.option("--fail-on-change", "strict", is_flag=True,
              help="Exit 1 if a file was written or is left over that git takes.")  # fmt: skip
@click.option("-w", "--watch", "watching", is_flag=True,
              help="Stay, and render again at every save.")  # fmt: skip
@in_project
@with_timeout
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@reports_errors
def render(
    cvs: tuple[str, ...], project: Path | None, quiet: bool, strict: bool, **options: Any
) -> None:
    """Render CVs by name or file, all if none is given. What is up to date is left alone.

    \b
    cvgen render                         every CV, in all formats
    cvgen render ada --theme academic    the academic version of ada
    cvgen render -V public -f html       every CV for the web
    cvgen render --check                 is every output as it should be?
    """
    from cvgen.rendering.asked import Asked, Mode

    mode = Mode(**{name: options.pop(name) for name in ("force", "check", "prune", "timeout")})
    watching = options.pop("watching")
    if watching:
        from cvgen.cli.watch import watch

        watch(Asked(cvs, **options, project=root_of(cvs, project)), mode, quiet)
        sys.exit(0)
    code = 0
    for root, names in roots(cvs, project, quiet):
        code = _render(Asked(names, **options, project=root), mode, quiet, strict) or code
    sys.exit(code)


def _render(asked: Asked, mode: Mode, quiet: bool, strict: bool) -> int:
    """Render what is asked of one project; the exit code."""
    from cvgen.rendering.incremental.unchanged import done_before

    before = None if mode.force else done_before(asked)
    if before and not (mode.prune and before.leftovers):
        show_nothing_to_do(before, mode.check, quiet)
        code = 1 if mode.check and before.leftovers else 0
        return show_changes((), before.leftovers, code) if strict else code
    report = _run(asked, replace(mode, asked=asked), Progress(not quiet))
    if not quiet:
        show_documents(report)
    show_wrong(report.wrong)
    show_problems(report.problems)
    code = report.exit_code
    return show_changes(report.changed(), report.left_over, code) if strict else code


def _run(asked: Asked, mode: Mode, progress: Progress) -> Report:
    """The long way: read the CVs, and make what is not up to date."""
    from cvgen.processes.limits import Limits
    from cvgen.rendering.pool import IN_WORKERS, Workers

    forms = asked.formats
    in_workers = not forms or bool(IN_WORKERS & set(forms))
    workers = Workers.start(asked.theme, limits=Limits(mode.timeout), ahead=in_workers)
    from cvgen.loading.clock import source_date
    from cvgen.loading.options import parse_settings
    from cvgen.project import find_project
    from cvgen.rendering.make import render as run
    from cvgen.rendering.request import Request

    with contextlib.closing(workers):
        request = Request(
            asked.cvs, asked.variants, forms, asked.theme, asked.output,
            source_date(), parse_settings(asked.settings), mode,
        )  # fmt: skip
        return run(find_project(asked.project), request, workers, progress)
