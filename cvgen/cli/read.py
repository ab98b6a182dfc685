"""`cvgen read`: what programs see in a finished CV."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli.options import FilePath, Once
from cvgen.cli.report import json_text

if TYPE_CHECKING:
    from cvgen.reading.read import Read

_FORMATS = {".json": "json", ".html": "html", ".htm": "html"}
_MARKS = {True: "+", False: "-", None: "?"}


@click.command()
@click.argument("file", type=FilePath())
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["table", "json", "html"]),
              help="The output format; by default that of FILE's name, or a table.")  # fmt: skip
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Write to FILE instead: JSON if its name ends in .json, a page if it ends in "
                   ".html, else the table.")  # fmt: skip
def read(file: Path, form: str | None, output: Path | None) -> None:
    """Show what programs see in a finished CV.

    Reads a PDF or DOCX, also one that cvgen did not make, as application systems do: its text by
    two readers, the name, contacts, sections and dates in it, and whether each thing that such
    programs need is there. It gives no score. Exits with 1
    if something is missing.

    \b
    cvgen read output/ada/ada-full.pdf
    cvgen read resume.docx -o read.html
    """
    from cvgen.project.files import write_atomic
    from cvgen.reading.read import as_data, as_page
    from cvgen.reading.read import read as run

    form = form or _FORMATS.get(output.suffix.lower() if output else "", "table")
    found = run(file, pictures=form == "html")
    if form == "table":
        text = "".join(f"{line}\n" for line in _lines(found))
    else:
        text = as_page(found) if form == "html" else f"{json_text(as_data(found))}\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_atomic(output, text.encode())
    sys.exit(0 if found.passed else 1)


def _lines(found: Read) -> list[str]:
    """A line for each point, with the advice below, then the dated entries and the text."""
    lines: list[str] = []
    width = max(len(point.name) for point in found.points)
    for point in found.points:
        lines.append(f"{_MARKS[point.passed]} {point.name:<{width}}  {point.found}".rstrip())
        if point.advice:
            lines.append(f"  {'':<{width}}  = {point.advice}")
    if found.fields.dated:
        lines += ["", "Dated entries"]
        lines += [f"  {one.when}: {one.title} / {one.below}" for one in found.fields.dated]
    for name, pages in list(found.contents.readers.items())[:1]:
        lines += ["", f"Text ({name})"]
        lines += [f"  {line}".rstrip() for page in pages for line in page.split("\n")]
    return lines
