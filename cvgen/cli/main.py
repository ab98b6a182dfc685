"""The program ``cvgen``: its commands, how it starts and how it ends."""

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

from cvgen.cli.audience import explain, variants
from cvgen.cli.check import check
from cvgen.cli.compare import audit, diff
from cvgen.cli.render import render
from cvgen.cli.serve import serve
from cvgen.cli.setup import completion, doctor, new, schema
from cvgen.cli.tailor import match, timeline
from cvgen.cli.themes import themes


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"cvgen {version('cvgen')}")
        except PackageNotFoundError:
            click.echo("cvgen (not installed)")
        context.exit()


_MEANT = {
    "render": "build make generate compile export convert pdf html",
    "render --watch": "watch",
    "serve": "preview view open live server start",
    "check": "validate lint verify test",
    "new": "init create setup quickstart",
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
"""Commands, and what other programs call the like of each."""


class _Program(click.Group):
    """The commands; an interrupt ends with the code that shells know it by."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; one that goes by another name here is named."""
        asked = args[0].casefold()
        for name, words in _MEANT.items():
            if asked in words.split() and not ctx.resilient_parsing:
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{name}'?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(130)


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Show the version.",
)  # fmt: skip
def cli() -> None:
    """One YAML file per person, every version of the CV: PDF, HTML and Markdown."""


for _command in (
    render, serve, check, explain, audit, diff, match, timeline,
    new, themes, variants, schema, doctor, completion,
):  # fmt: skip
    cli.add_command(_command)

_DEVICE_ERRORS = (errno.ENOSPC, errno.EIO, errno.EBADF)


def main() -> NoReturn:
    """The entry point: runs the command and ends the process with its exit code.

    The process is short and makes many objects that live to its end. So the garbage collector
    looks after them more seldom, and at the end they are left to the system instead of being
    freed one by one: together a tenth of the time of a render.
    """
    gc.set_threshold(100_000, 50, 50)
    _open_streams()
    _leave_out_plugins()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # those of libraries, which are for programmers
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


def _open_streams() -> None:
    """Open standard streams that are closed: the next files to be opened would take their place,
    and what is printed would go into these.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def _leave_out_plugins() -> None:
    """Keep pydantic from looking for plugins in the metadata of every installed package.

    They watch programs that run for long; the search takes longer than reading a CV.
    """
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


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
