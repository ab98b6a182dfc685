"""`cvgen match`: compare a CV with a job advertisement."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, as_text_or_json, in_project, project_of, with_variant
from cvgen.cli.report import json_text
from cvgen.counting import counted

if TYPE_CHECKING:
    from cvgen.match.match import Match, TermPlace

_PLACES = 2
_WIDEST = 60


@click.command()
@click.argument("job", type=FilePath(allow_dash=True))
@click.argument("cv", required=False, shell_complete=completers.cvs)
@with_variant
@as_text_or_json
@in_project
def match(job: Path, cv: str | None, variant: str, form: str, project: Path | None) -> None:
    """Compare CVs with a job advertisement.

    Lists the terms of JOB that a CV shows, those that the variant leaves out, and those that are
    not in the CV. JOB is a text file, or - for standard input.

    \b
    cvgen match job.txt ada --variant industry
    """
    from cvgen.loading.clock import source_date
    from cvgen.match.match import as_data, read_job
    from cvgen.match.match import match as run

    data = sys.stdin.buffer.read() if str(job) == "-" else None
    text = read_job(str(job), data)
    found = run(project_of((cv,) if cv else (), project), text, cv, variant, source_date())
    if form == "json":
        click.echo(json_text(as_data(found)))
        return
    for number, one in enumerate(found):
        if number:
            click.echo()
        _show(one)


def _show(found: Match) -> None:
    """Print the three lists; on a terminal as tables."""
    shows = f"{len(found.shown)} of {counted(found.total, 'term')}"
    click.echo(f"{found.cv} as {found.variant}: shows {shows}")
    rows = [(item.term.text, _places(item.places)) for item in found.shown]
    _part("Shown", ("Term", "Where"), rows)
    left = [
        (item.term.text, _place(item.place), item.rule, _advice(item.change, item.variants))
        for item in found.left_out
    ]
    _part("Left out", ("Term", "Where", "Rule", "To show it"), left)
    if found.missing:
        click.echo(f"\nNot in the CV\n  {', '.join(term.text for term in found.missing)}")


def _part(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if not rows:
        return
    click.echo(f"\n{title}")
    if not sys.stdout.isatty():
        for row in rows:
            click.echo(f"  {row[0]}: {'; '.join(cell for cell in row[1:] if cell)}")
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in head:
        table.add_column(name, style="bold" if name == head[0] else None, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)


def _places(places: tuple[TermPlace, ...]) -> str:
    text = "; ".join(map(_place, places[:_PLACES]))
    rest = len(places) - _PLACES
    return f"{text} and {rest} more" if rest > 0 else text


def _place(place: TermPlace) -> str:
    text = place.text if len(place.text) <= _WIDEST else f"{place.text[:_WIDEST].rstrip(', ')}…"
    if place.line is None:
        return text
    return f"{text} ({place.file}:{place.line})" if place.file else f"{text} (line {place.line})"


def _advice(change: str | None, variants: tuple[str, ...]) -> str:
    """How to show a term: a change of the variant, or another variant."""
    parts = [f"`{change}`"] if change else []
    if variants:
        parts.append(f"shown by {', '.join(variants)}")
    return ", or ".join(parts)
