"""`cvgen render --watch`: a line for every run."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import click

from cvgen.cli.report import show_problems
from cvgen.cli.serve import when_told_to_end

if TYPE_CHECKING:
    from cvgen.rendering.asked import Asked, Mode
    from cvgen.serve.render_run import Rewritten

_MOST_NAMES = 3


def watch(asked: Asked, mode: Mode, quiet: bool) -> None:
    """Render what changes until Ctrl-C, which is the usual end and no error."""
    from cvgen.loading.options import parse_settings
    from cvgen.serve.watch_loop import Loop

    if mode.check or mode.prune:
        raise click.UsageError("--watch goes with neither --check nor --prune")
    parse_settings(asked.settings)  # what is wrong on the command line stays wrong
    fine = threading.Event()

    def say(made: Rewritten) -> None:
        if not quiet and (text := _line(made, was_fine=fine.is_set())):
            click.echo(text)
        show_problems(made.problems)
        if made.exit_code:
            fine.clear()
        else:
            fine.set()

    loop = Loop(asked.project, asked, mode, say)
    when_told_to_end(loop.end)
    loop.run()


def _line(made: Rewritten, was_fine: bool) -> str:
    """What a run did, in one line; empty where there is nothing to say."""
    names = [f"{name}.{ends[0] if len(ends) == 1 else _braces(ends)}" for name, ends in made.files]
    count = sum(len(ends) for _, ends in made.files)
    if len(names) > _MOST_NAMES:
        names = [f"{count} files"]
    if not names and made.exit_code == 0 and not was_fine:
        names = ["up to date"]
    errors = sum(problem.severity == "error" for problem in made.problems)
    if errors:
        names.append(f"{errors} {'error' if errors == 1 else 'errors'}")
    if not names:
        return ""
    return f"{time.strftime('%H:%M:%S')}  {', '.join(names)}  {made.seconds:.2f} s"


def _braces(ends: tuple[str, ...]) -> str:
    return "{" + ",".join(ends) + "}"
