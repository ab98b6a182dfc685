"""`cvgen explain`: why a variant shows or hides each item."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, in_project, project_of, with_variant
from cvgen.cli.report import json_text

if TYPE_CHECKING:
    from cvgen.explain.explain import Explained

_WIDTH = 120
_FORMATS = {".json": "json", ".html": "html", ".htm": "html"}


@click.command()
@click.argument("cv", shell_complete=completers.cvs)
@click.argument("item", required=False, default="")
@with_variant
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["table", "json", "html"]),
              help="The output format; by default that of FILE's name, or a table.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Write to FILE instead: JSON if its name ends in .json, a page if it ends in "
                   ".html, else the table as plain text.")  # fmt: skip
@in_project
def explain(
    cv: str, item: str, variant: str, form: str | None, output: Path | None, project: Path | None
) -> None:
    """Explain why a variant shows or hides each item of CV.

    ITEM limits the list to items with these words, in this line or at this path.

    \b
    cvgen explain ada -V industry                  the whole CV
    cvgen explain ada -V industry looms            items with this word
    cvgen explain ada -V industry 42               items in line 42
    cvgen explain ada -V industry -o why.html
    """
    from cvgen.explain.explain import as_data, as_page
    from cvgen.explain.explain import explain as run
    from cvgen.loading.clock import source_date

    own = project_of((cv,), project)
    found = run(own, cv, variant, item, source_date())
    form = form or _FORMATS.get(output.suffix.lower() if output else "", "table")
    if form == "table" and output is None:
        _show(found, sys.stdout)
        return
    if form == "table":
        text = _plain_table(found)
    else:
        text = as_page(found) if form == "html" else json_text(as_data(found)) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        own.write(output, text.encode())


def _plain_table(found: Explained) -> str:
    """The table as text for a file."""
    file = StringIO()
    _show(found, file, _WIDTH)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _show(found: Explained, file: IO[str], width: int | None = None) -> None:
    """Print the table and the total to ``file``: a terminal, unless ``width`` is given."""
    from rich.console import Console
    from rich.table import Table

    columns = Table(box=None, pad_edge=False, show_header=False)
    columns.add_column(justify="right", style="dim")
    columns.add_column(width=1)
    columns.add_column(ratio=3)
    columns.add_column(ratio=2)
    for decision in found.decisions:
        mark, style = ("+", "") if decision.shown else ("-", "red")
        text = f"{'  ' * decision.depth}{decision.item.text}"
        columns.add_row(found.place(decision), mark, text, decision.rule, style=style)
    colours: Literal["auto"] | None = "auto" if width is None else None
    console = Console(
        file=file, width=width, color_system=colours, highlight=False, markup=False,
    )  # fmt: skip
    console.print(columns)
    console.print(
        f"{found.shown} of {len(found.decisions)} items are shown.", *found.notes, sep="\n"
    )
