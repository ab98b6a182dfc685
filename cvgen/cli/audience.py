"""The commands about audiences: which there are, and what they see."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import click

from cvgen.cli import complete
from cvgen.cli.places import FilePath, Once, in_project, project_of
from cvgen.cli.report import json_text, reports_errors, table

if TYPE_CHECKING:
    from cvgen.explain.explain import Explained

_WIDTH = 120


@click.command()
@click.argument("cv", required=False, shell_complete=complete.cvs)
@in_project
@reports_errors
def variants(cv: str | None, project: Path | None) -> None:
    """List the variants of the project, or those of CV."""
    from cvgen.loading.load import load_cv
    from cvgen.selection import builtin_variants, resolve

    found = project_of((cv,) if cv else (), project)
    layers = [builtin_variants(), found.variants]
    if cv is not None:
        layers.append(load_cv(found.find_cv(cv), found).cv.variants)
    names = dict.fromkeys(variant.name for layer in layers for variant in layer)
    table([(name, resolve(name, layers).description) for name in names])


@click.command()
@click.argument("cv", shell_complete=complete.cvs)
@click.argument("item", required=False, default="")
@click.option("-V", "--variant", cls=Once, default="full", metavar="NAME",
              shell_complete=complete.variants,
              help="The variant to explain; full if not given.")  # fmt: skip
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["table", "json", "html"]),
              help="How to show it; a table if not given, or what FILE ends in.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Where to write it, instead of the terminal: JSON if its name ends in .json, a "
                   "page if in .html, else the table as plain text.")  # fmt: skip
@in_project
@reports_errors
def explain(
    cv: str, item: str, variant: str, form: str | None, output: Path | None, project: Path | None
) -> None:
    """Say of every item of CV whether a variant shows it, and why.

    ITEM is some of the words in it, a line that it takes up, or its path.

    \b
    cvgen explain ada -V industry                  the whole CV
    cvgen explain ada -V industry looms            items with that word
    cvgen explain ada -V industry 42               what stands in line 42
    cvgen explain ada -V industry -o why.html
    """
    from cvgen.explain.explain import as_data, as_page
    from cvgen.explain.explain import explain as run
    from cvgen.loading.clock import source_date

    own = project_of((cv,), project)
    found = run(own, cv, variant, item, source_date())
    form = form or _form_of(output)
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


def _form_of(output: Path | None) -> str:
    """The format that the name of a file tells."""
    suffix = output.suffix.lower() if output else ""
    return {".json": "json", ".html": "html", ".htm": "html"}.get(suffix, "table")


def _plain_table(found: Explained) -> str:
    """The table as text for a file."""
    file = StringIO()
    _show(found, file, _WIDTH)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _show(found: Explained, file: IO[str], width: int | None = None) -> None:
    """A table as wide as the terminal, or ``width``, and the sum; in a file without colours."""
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
