"""`cvgen render`: write the documents."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, in_project, names_of, root_of, roots, with_timeout
from cvgen.cli.report import (
    Progress,
    show_changes,
    show_documents,
    show_nothing_to_do,
    show_problems,
    show_wrong,
)
from cvgen.cli.serve import on_termination
from cvgen.counting import counted

if TYPE_CHECKING:
    from cvgen.rendering.incremental.unchanged import Unchanged
    from cvgen.rendering.report import Report
    from cvgen.rendering.request import Request
    from cvgen.serve.rerender import RerenderResult

_MAX_NAMES = 3


def _shard_of(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """The number of a part and of all parts, from a text such as ``3/16``."""
    if value is None:
        return None
    number, _, count = value.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise click.BadParameter(f"'{value}' is not a part of all CVs, as in 3/16")
    return int(number), int(count)


@click.command()
@click.argument("cvs", nargs=-1, metavar="[CV]...", shell_complete=completers.cvs)
@click.option("-t", "--theme", cls=Once, shell_complete=completers.themes, metavar="NAME",
              help="The theme: its name or folder.")  # fmt: skip
@click.option("-V", "--variant", "variants", multiple=True, callback=names_of, metavar="NAME",
              shell_complete=completers.variants,
              help="The variant; repeatable, or with commas between names.")  # fmt: skip
@click.option("-f", "--format", "formats", multiple=True, callback=names_of, metavar="NAME",
              shell_complete=completers.formats,
              help="Such as pdf, html, markdown, text; the first three by default.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(file_okay=False), metavar="FOLDER",
              help="Write to FOLDER instead of the project's output folder.")  # fmt: skip
@click.option("-s", "--set", "settings", multiple=True, metavar="OPTION=VALUE",
              shell_complete=completers.options,
              help="An option of the theme, as in accent=teal; repeatable.")  # fmt: skip
@click.option("--force", is_flag=True, help="Render everything again, even if it is up to date.")
@click.option("--check", is_flag=True,
              help="Write nothing; exit with 1 if files are stale, missing or edited.")  # fmt: skip
@click.option("--prune", is_flag=True,
              help="Remove the outputs of deleted CVs and variants.")  # fmt: skip
@click.option("--fail-on-change", "strict", is_flag=True,
              help="Exit with 1 if files changed or are left over, and git does not "
                   "ignore them.")  # fmt: skip
@click.option("-w", "--watch", "watching", is_flag=True,
              help="Keep running, and render again on every save.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="NUMBER",
              help="How many processes make CVs; by default one a processor.")  # fmt: skip
@click.option("--shard", callback=_shard_of, metavar="PART/PARTS",
              help="Render only the CVs of this part, as in 3/16.")  # fmt: skip
@in_project
@with_timeout
@click.option("-q", "--quiet", is_flag=True, help="Print only problems.")
def render(
    cvs: tuple[str, ...],
    project: Path | None,
    quiet: bool,
    strict: bool,
    jobs: int | None,
    **options: Any,
) -> None:
    """Render CVs by name or file; all by default.

    Skips documents that are up to date.

    \b
    cvgen render                         every CV, in all formats
    cvgen render ada --theme academic    the academic version of ada
    cvgen render -V public -f html       every CV for the web
    cvgen render --check                 list what is out of date
    """
    from cvgen.rendering.request import Request

    if options.pop("watching"):
        _watch(Request(root_of(cvs, project), cvs, **options), quiet)
        sys.exit(0)
    code = 0
    for root, names in roots(cvs, project, quiet):
        request = Request(root, names, **options, remembered=True)
        code = _render(request, quiet, strict, jobs) or code
    sys.exit(code)


def _render(request: Request, quiet: bool, strict: bool, jobs: int | None) -> int:
    """Render what is asked of one project; the exit code."""
    from cvgen.rendering.incremental.unchanged import Unchanged

    unchanged = Unchanged(request)
    before = None if request.force else unchanged.run()
    if before and not (request.prune and before.orphaned):
        show_nothing_to_do(before, request.check, quiet)
        code = 1 if request.check and before.orphaned else 0
        return show_changes((), before.orphaned, code) if strict else code
    report = _run(request, Progress(not quiet), unchanged, jobs)
    if not quiet:
        show_documents(report)
    show_wrong(report.wrong)
    show_problems(report.problems)
    code = report.exit_code
    return show_changes(report.changed(), report.orphaned, code) if strict else code


def _run(request: Request, progress: Progress, unchanged: Unchanged, jobs: int | None) -> Report:
    """Read the CVs, and make what is not up to date."""
    from cvgen.processes.limits import Limits
    from cvgen.rendering.pool import Workers
    from cvgen.rendering.tasks import IN_WORKERS

    in_workers = not request.formats or bool(IN_WORKERS & set(request.formats))
    limits = Limits(request.timeout)
    workers = Workers.start(request.theme, limits, in_workers, jobs)
    from cvgen.loading.clock import source_date
    from cvgen.loading.options import parse_settings
    from cvgen.project import find_project
    from cvgen.rendering.make import render as run

    with contextlib.closing(workers):
        parse_settings(request.settings)  # an error here is about the command, not about a CV
        request = replace(request, as_of=source_date())
        return run(find_project(request.project), request, workers, progress, unchanged)


def _watch(request: Request, quiet: bool) -> None:
    """Re-render what changes until Ctrl-C, which is not an error."""
    from cvgen.loading.options import parse_settings
    from cvgen.serve.watch_loop import WatchLoop

    if request.check or request.prune:
        raise click.UsageError("--watch goes with neither --check nor --prune")
    parse_settings(request.settings)  # no save can fix an error on the command line
    was_fine = False

    def say(made: RerenderResult) -> None:
        nonlocal was_fine
        if not quiet and (text := _line(made, was_fine)):
            click.echo(text)
        show_problems(made.report.problems)
        was_fine = made.report.exit_code == 0

    loop = WatchLoop(request, say)
    on_termination(loop.end)
    loop.run()


def _line(made: RerenderResult, was_fine: bool) -> str:
    """What a run did, in one line; empty if it did nothing."""
    from cvgen.paths import display_path

    report, written = made.report, defaultdict(list)
    for saved in made.report.saved:
        if saved.changed:
            name, suffix = display_path(saved.target.with_suffix("")), saved.target.suffix
            written[name].append(suffix.removeprefix("."))
    names = [
        f"{name}.{ends[0]}" if len(ends) == 1 else f"{name}.{{{','.join(ends)}}}"
        for name, ends in written.items()
    ]
    if len(names) > _MAX_NAMES:
        names = [f"{sum(map(len, written.values()))} files"]
    if not names and report.exit_code == 0 and not was_fine:
        names = ["up to date"]
    errors = sum(problem.severity == "error" for problem in report.problems)
    if errors:
        names.append(counted(errors, "error"))
    if not names:
        return ""
    return f"{time.strftime('%H:%M:%S')}  {', '.join(names)}  {made.seconds:.2f} s"
