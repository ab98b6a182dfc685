"""`cvgen applications`: list the applications of a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.options import Once, in_project, project_of
from cvgen.cli.report import json_text, show_problems

if TYPE_CHECKING:
    from cvgen.applications.overview import Row


@click.command()
@click.option(
    "-f", "--format", "form", cls=Once, type=click.Choice(["text", "json", "ics"]), default="text",
    help="How to print them; ics is a calendar of the deadlines.",
)  # fmt: skip
@in_project
def applications(form: str, project: Path | None) -> None:
    """List applications with position, deadline, status and open points.

    The open points are those of the checklist that `cvgen apply` wrote last.

    \b
    cvgen applications                          those to be sent first
    cvgen applications --format ics > jobs.ics  the deadlines for a calendar
    """
    from cvgen.applications.overview import calendar, rows

    found = list(rows(project_of((), project)))
    if form == "json":
        click.echo(json_text([row.as_data() for row in found]))
    elif form == "ics":
        click.echo(calendar(found), nl=False)
    else:
        _show(found)
    if form != "json":
        show_problems([problem for row in found for problem in row.problems])
    sys.exit(int(any(row.problems for row in found)))


def _show(found: list[Row]) -> None:
    """Print the applications as a table."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from cvgen.locales import load_locale

    if not found:
        click.echo("no applications; `cvgen apply --new NAME --opening FILE` writes one")
        return
    locale = load_locale("en")
    titles = ("Name", "Position", "Deadline", "Status", "Checklist")
    table = Table(*titles, box=SIMPLE_HEAD, pad_edge=False)
    for row in found:
        deadline = locale.full_date(row.deadline) if row.deadline else ""
        position = ", ".join(filter(None, (row.position, row.organization)))
        status = row.status or "has errors"
        table.add_row(row.name, position, deadline, status, _points(row) if row.is_open else "")
    Console().print(table)


def _points(row: Row) -> str:
    """``1 failed, 3 not checked``, or empty before the first `cvgen apply`."""
    if row.failed is None:
        return ""
    parts = [f"{row.failed} failed"] if row.failed else []
    parts += [f"{row.unchecked} not checked"] if row.unchecked else []
    return ", ".join(parts) or "all passed"
