"""The commands. Each parses, calls one function of `app`, and reports."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import io
import os
import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from cvgen.cli import complete
from cvgen.cli.report import (
    Progress,
    as_github,
    as_json,
    reports_errors,
    show_documents,
    show_problems,
)


def _names(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Names given in several options or parted by commas, each once."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("a name is empty")
    return tuple(dict.fromkeys(names))


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"cvgen {version('cvgen')}")
        except PackageNotFoundError:
            click.echo("cvgen (not installed)")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Show the version.",
)  # fmt: skip
def cli() -> None:
    """One YAML file per person, every version of the CV: PDF, HTML and Markdown."""


@cli.command()
@click.argument("cvs", nargs=-1, metavar="[CV]...", shell_complete=complete.cvs)
@click.option("-t", "--theme", shell_complete=complete.themes, metavar="NAME",
              help="How it looks: a theme's name or folder.")  # fmt: skip
@click.option("-V", "--variant", "variants", multiple=True, callback=_names, metavar="NAME",
              shell_complete=complete.variants,
              help="Whom it is for; several may be given.")  # fmt: skip
@click.option("-f", "--format", "formats", multiple=True, callback=_names, metavar="NAME",
              shell_complete=complete.formats,
              help="pdf, html, markdown; all if not given.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Where to write, instead of the project's output folder.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@reports_errors
def render(
    cvs: tuple[str, ...], theme: str | None, variants: tuple[str, ...],
    formats: tuple[str, ...], output: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Render CVs by name or file, all if none is given.

    \b
    cvgen render                         every CV, in all formats
    cvgen render ada --theme academic    the academic version of ada
    cvgen render -V public -f html       every CV for the web
    """
    from cvgen.app.workers import IN_WORKERS, Workers

    workers = Workers.start() if not formats or IN_WORKERS & set(formats) else Workers(0)
    from cvgen.app.clock import source_date
    from cvgen.app.render import Request
    from cvgen.app.render import render as run
    from cvgen.project import find_project, working_folder

    request = Request(cvs, variants, formats, theme, output, source_date())
    with contextlib.closing(workers):
        report = run(find_project(working_folder()), request, workers, Progress(not quiet))
    if not quiet and report.done:
        show_documents(report.done)
    show_problems(report.problems)
    sys.exit(report.exit_code)


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete.cvs)
@click.option("-f", "--format", "form", type=click.Choice(["text", "json", "github"]),
              default="text", help="How to print the problems.")  # fmt: skip
@reports_errors
def check(files: tuple[str, ...], form: str) -> None:
    """Print every problem of CVs with line and column."""
    from cvgen.app.load import check_project
    from cvgen.errors import CvgenError
    from cvgen.project import find_project, working_folder

    exit_code, number = 0, 0
    try:
        number, problems = check_project(find_project(working_folder()), files)
    except CvgenError as error:
        problems, exit_code = error.problems, error.exit_code
    errors = sum(problem.severity == "error" for problem in problems)
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    else:
        show_problems(problems)
        if number:
            click.echo(
                f"{_count(number, 'CV')} checked: {_outcome(errors, len(problems) - errors)}"
            )
    sys.exit(exit_code or (1 if errors else 0))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _outcome(errors: int, warnings: int) -> str:
    parts = [_count(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(parts) or "no problems"


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@reports_errors
def new(folder: Path) -> None:
    """Write a starter project into FOLDER (here if not given)."""
    from cvgen.app.new import new_project
    from cvgen.project.files import shown

    for path in new_project(folder):
        click.echo(shown(path))
    where = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Now run: {where}cvgen render")


@cli.command()
@reports_errors
def themes() -> None:
    """List the themes."""
    from cvgen.project import find_project, working_folder
    from cvgen.themes import load_theme, theme_names

    folders = find_project(working_folder()).theme_folders
    rows = [(theme.name, theme.description) for theme in
            (load_theme(name, folders) for name in theme_names(folders))]  # fmt: skip
    _table(rows)


@cli.command()
@click.argument("cv", required=False, shell_complete=complete.cvs)
@reports_errors
def variants(cv: str | None) -> None:
    """List the variants of the project, or those of CV."""
    from cvgen.app.load import load_cv
    from cvgen.project import find_project, working_folder
    from cvgen.selection import builtin_variants, resolve

    project = find_project(working_folder())
    layers = [builtin_variants(), project.variants]
    if cv is not None:
        layers.append(load_cv(project.find_cv(cv), project).cv.variants)
    names = dict.fromkeys(variant.name for layer in layers for variant in layer)
    _table([(name, resolve(name, layers).description) for name in names])


@cli.command()
@reports_errors
def schema() -> None:
    """Print the JSON Schema of a CV, for editors."""
    from cvgen.app.new import schema_text

    click.echo(schema_text(), nl=False)


@cli.command()
@reports_errors
def doctor() -> None:
    """Say what is there, what is missing, what to do."""
    from cvgen.doctor import examine, report

    checks = examine()
    click.echo(report(checks))
    sys.exit(0 if all(check.ok or not check.required for check in checks) else 4)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: eval "$(cvgen completion bash)"   in ~/.bashrc
    zsh:  eval "$(cvgen completion zsh)"    in ~/.zshrc
    fish: cvgen completion fish > ~/.config/fish/completions/cvgen.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "cvgen", "_CVGEN_COMPLETE").source())


def _table(rows: list[tuple[str, str]]) -> None:
    width = max((len(name) for name, _ in rows), default=0)
    for name, text in rows:
        click.echo(f"{name:<{width}}  {text}".rstrip())


_DEVICE_ERRORS = (errno.ENOSPC, errno.EIO, errno.EBADF)


def main() -> NoReturn:
    """The entry point: runs the command and ends the process with its exit code.

    The process is short and makes many objects that live to its end. So the garbage collector
    looks after them more seldom, and at the end they are left to the system instead of being
    freed one by one: together a tenth of the time of a render.
    """
    gc.set_threshold(100_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show
    code = 0
    try:
        cli(prog_name="cvgen")
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except OSError as error:
        if error.errno not in _DEVICE_ERRORS:
            raise
        code = _not_printed(error)
    atexit._run_exitfuncs()
    os._exit(_flushed(code))


def _flushed(code: int) -> int:
    """``code``, or 5 where what was printed cannot be written (a full disk, say)."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError as error:
        return _not_printed(error)
    return code


def _not_printed(error: OSError) -> int:
    os.write(2, f"cvgen: the output cannot be written: {error.strerror}\n".encode())
    return 5
