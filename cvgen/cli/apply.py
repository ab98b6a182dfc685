"""`cvgen apply`: build the documents of applications."""

from __future__ import annotations

import contextlib
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, in_project, names_of, root_of, with_timeout
from cvgen.cli.report import json_text, show_changes, show_problems
from cvgen.counting import counted

if TYPE_CHECKING:
    from cvgen.applications.apply import Applied
    from cvgen.applications.request import ApplyRequest
    from cvgen.errors import Problem


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completers.applications)
@click.option("-f", "--format", "formats", multiple=True, callback=names_of, metavar="NAME",
              shell_complete=completers.formats,
              help="Such as html, text, png, beside PDF; repeatable, or with commas.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(file_okay=False), metavar="FOLDER",
              help="Write to FOLDER instead of the project's output folder.")  # fmt: skip
@click.option("--force", is_flag=True, help="Render every document again.")
@click.option("--check", is_flag=True,
              help="Write nothing; print the checklist, and exit with 1 if "
                   "something fails.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the checklist as JSON.")
@click.option("--fail-on-change", "strict", is_flag=True,
              help="Exit with 1 if files changed, and git does not ignore them.")  # fmt: skip
@click.option("--new", "new", is_flag=True,
              help="Write the file of a new application NAME, and a letter.")  # fmt: skip
@click.option("--opening", cls=Once, metavar="FILE", shell_complete=completers.openings,
              help="With --new: the opening, by name or file.")  # fmt: skip
@click.option("--cv", cls=Once, metavar="CV", shell_complete=completers.cvs,
              help="With --new: the CV; by default the only one.")  # fmt: skip
@in_project
@with_timeout
@click.option("-q", "--quiet", is_flag=True, help="Print only problems.")
def apply(names: tuple[str, ...], project: Path | None, strict: bool, **options: Any) -> None:
    """Build applications: letter, CV and everything else, and one PDF of it all.

    Reads applications/NAME.yaml, and checks the documents against what the opening asks for.

    \b
    cvgen apply                            every application
    cvgen apply aalto                      only this one
    cvgen apply aalto --check              only the checklist
    cvgen apply --new aalto --opening postdoc
                                           write a new application, and a letter
    """
    new, opening, cv = (options.pop(name) for name in ("new", "opening", "cv"))
    if new or opening or cv:
        _new(names, new, opening, cv, root_of((), project))
        return
    quiet, as_json = options.pop("quiet"), options.pop("as_json")
    from cvgen.applications.request import ApplyRequest, unchanged_since

    request = ApplyRequest(root_of((), project), names, **options, day=_today())
    is_whole = request.force or request.check or as_json
    if not is_whole and (before := unchanged_since(request)):
        if not quiet:
            click.echo(f"{counted(len(before.outputs), 'file')} up to date")
        show_problems(before.warnings)
        return
    done = _run(request, quiet=quiet or as_json)
    if as_json:
        from cvgen.applications.checklist.texts import as_data

        click.echo(json_text([{"name": one.name, "checklist": as_data(one.items)} for one in done]))
    code = next((one.exit_code for one in done if one.exit_code), 0)
    changed = [path for one in done for path in one.changed]
    sys.exit(show_changes(changed, (), code) if strict else code)


def _run(request: ApplyRequest, quiet: bool) -> list[Applied]:
    """Build what is asked for, and print what was done as soon as it is."""
    from cvgen.applications.apply import apply as run
    from cvgen.processes.limits import Limits
    from cvgen.project import find_project
    from cvgen.rendering.pool import Workers

    done: list[Applied] = []
    told: dict[Problem, None] = {}  # a problem of the CV is one of each application
    with contextlib.closing(Workers.start(limits=Limits(request.timeout))) as workers:
        for one in run(find_project(request.project), request, workers):
            done.append(one)
            _show(one, quiet, request.check)
            show_problems([problem for problem in one.problems if problem not in told])
            told |= dict.fromkeys(one.problems)
    return done


def _new(
    names: tuple[str, ...], new: bool, opening: str | None, cv: str | None, root: Path
) -> None:
    """Write the files of a new application."""
    if not new or len(names) != 1 or opening is None:
        raise click.UsageError("a new application needs: --new NAME --opening FILE")
    from cvgen.applications.new import new_application
    from cvgen.paths import display_path
    from cvgen.project import find_project

    for path in new_application(find_project(root), names[0], opening, cv, _today()):
        click.echo(display_path(path))


def _today() -> str:
    """The day as in 2026-11-29."""
    from cvgen.loading.clock import source_date

    return str(source_date() or datetime.date.today())


def _show(one: Applied, quiet: bool, check: bool) -> None:
    """Print what was done for an application."""
    from cvgen.paths import display_path

    if quiet:
        return
    failed = sum(item.state == "fail" for item in one.items)
    passed = sum(item.state == "pass" for item in one.items)
    if check:
        for item in one.items:
            mark = {"pass": "✓", "fail": "✗", "not checked": "–"}[item.state]
            click.echo(f"{mark} {item.demand} – {item.found}")
    for path in one.changed:
        pages = one.pages.get(path.name)
        size = f"  {counted(pages, 'page')}" if pages else "" if path.is_file() else "  removed"
        click.echo(f"{display_path(path)}{size}")
        for note in one.notes.get(path.name, ()):
            click.echo(f"  {note}")
    if not one.items and not one.exit_code:
        click.echo(f"{one.name}: as it was sent")
    elif not one.items and one.has_earlier_files and not check:
        where = display_path(one.folder)
        click.echo(f"{one.name}: not built; the files in {where} are those of an earlier run")
    elif one.items:
        click.echo(f"{one.name}: {passed} passed, {failed} failed")
