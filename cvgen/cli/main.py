"""The program ``cvgen``: its commands, its start and its end."""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
import warnings
from types import ModuleType
from typing import Any, NoReturn

import click

from cvgen import __version__
from cvgen.cli.applications import applications
from cvgen.cli.apply import apply
from cvgen.cli.audit import audit
from cvgen.cli.check import check
from cvgen.cli.completion import completion
from cvgen.cli.diff import diff
from cvgen.cli.doctor import doctor
from cvgen.cli.explain import explain
from cvgen.cli.import_ import import_
from cvgen.cli.match import match
from cvgen.cli.new import new
from cvgen.cli.read import read
from cvgen.cli.render import render
from cvgen.cli.report import show_problems
from cvgen.cli.schema import schema
from cvgen.cli.serve import serve
from cvgen.cli.themes import themes
from cvgen.cli.timeline import timeline
from cvgen.cli.variants import variants

_OTHER_NAMES = {
    "render": "build make generate compile export convert pdf html",
    "render --watch": "watch",
    "serve": "preview view open live server start",
    "check": "validate lint verify test",
    "new": "init create setup quickstart",
    "import": "from read-from migrate load",
    "themes": "list ls styles templates gallery theme",
    "variants": "audiences audience variant",
    "explain": "why",
    "diff": "compare",
    "match": "tailor",
    "audit": "scan",
    "schema": "json-schema",
    "--help": "help",
    "--version": "version",
}
"""Commands, each with the names that other programs use for it."""


class _Program(click.Group):
    """The commands; exits with 130 on an interrupt, as shells expect."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; UsageError that names it where ``args`` use the name of another program."""
        word = args[0].casefold()
        for name, words in _OTHER_NAMES.items():
            if word in words.split() and not ctx.resilient_parsing:
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{name}'?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print the problems of a CvgenError, and exit with its code."""
        from cvgen.errors import CvgenError

        try:
            return super().invoke(ctx)
        except CvgenError as error:
            show_problems(error.problems)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(130)


@click.group(
    cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="cvgen %(version)s", help="Show the version.")
def cli() -> None:
    """One YAML file per person, every version of the CV.

    As PDF, web page (HTML), Markdown, Word (DOCX), plain text, PNG, JSON Resume, BibTeX and
    CSL-JSON.
    """


for _command in (
    render, apply, applications, serve, check, explain, audit, read, diff, match, timeline,
    new, import_, themes, variants, schema, doctor, completion,
):  # fmt: skip
    cli.add_command(_command)

_DEVICE_ERRORS = (errno.ENOSPC, errno.EIO, errno.EBADF)


def main() -> NoReturn:
    """Run the command, and end the process with its exit code.

    The garbage collector runs less often, and no object is freed at the end: together this saves a
    tenth of a render.
    """
    gc.set_threshold(100_000, 50, 50)
    _open_streams()
    _leave_out_plugins()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # warnings of libraries are for programmers
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for names that the terminal cannot show
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
    os._exit(_flush(code))


def _open_streams() -> None:
    """Open standard streams that are closed: the next file opened would get their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def _leave_out_plugins() -> None:
    """Stop pydantic from searching packages for plugins: it takes longer than reading a CV."""
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


def _flush(code: int) -> int:
    """``code``, or 5 if the output cannot be written, as on a full disk."""
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
