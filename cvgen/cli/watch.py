"""`cvgen render --watch`: a line for every run."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from typing import TYPE_CHECKING

import click

from cvgen.cli.report import count, show_problems
from cvgen.cli.serve import on_termination

if TYPE_CHECKING:
    from cvgen.rendering.request import Request
    from cvgen.serve.rerender import RerenderResult

_MOST_NAMES = 3


def watch(request: Request, quiet: bool) -> None:
    """Re-render what changes until Ctrl-C, which is not an error."""
    from cvgen.loading.options import parse_settings
    from cvgen.serve.watch_loop import WatchLoop

    if request.check or request.prune:
        raise click.UsageError("--watch goes with neither --check nor --prune")
    parse_settings(request.settings)  # no save can fix an error on the command line
    fine = threading.Event()

    def say(made: RerenderResult) -> None:
        if not quiet and (text := _line(made, was_fine=fine.is_set())):
            click.echo(text)
        show_problems(made.report.problems)
        if made.report.exit_code:
            fine.clear()
        else:
            fine.set()

    loop = WatchLoop(request, say)
    on_termination(loop.end)
    loop.run()


def _line(made: RerenderResult, was_fine: bool) -> str:
    """What a run did, in one line; empty if it did nothing."""
    from cvgen.paths import shown

    report, written = made.report, defaultdict(list)
    for saved in made.report.saved:
        if saved.changed:
            name, suffix = shown(saved.target.with_suffix("")), saved.target.suffix
            written[name].append(suffix.removeprefix("."))
    names = [
        f"{name}.{ends[0]}" if len(ends) == 1 else f"{name}.{{{','.join(ends)}}}"
        for name, ends in written.items()
    ]
    if len(names) > _MOST_NAMES:
        names = [f"{sum(map(len, written.values()))} files"]
    if not names and report.exit_code == 0 and not was_fine:
        names = ["up to date"]
    errors = sum(problem.severity == "error" for problem in report.problems)
    if errors:
        names.append(count(errors, "error"))
    if not names:
        return ""
    return f"{time.strftime('%H:%M:%S')}  {', '.join(names)}  {made.seconds:.2f} s"
