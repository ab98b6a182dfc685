"""`cvgen timeline`: draw the years of a CV, and list gaps and overlaps."""

from __future__ import annotations

from pathlib import Path

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, as_text_or_json, in_project, project_of, with_variant
from cvgen.cli.report import json_text


@click.command()
@click.argument("cv", shell_complete=completers.cvs)
@with_variant
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Where to write the picture, an SVG file.")  # fmt: skip
@as_text_or_json
@in_project
def timeline(cv: str, variant: str, output: Path | None, form: str, project: Path | None) -> None:
    """Draw a timeline of CV, and list its gaps and overlaps.

    Gaps and overlaps count work and study together.
    """
    from cvgen.loading.clock import source_date
    from cvgen.timeline.report import as_data, as_text
    from cvgen.timeline.report import timeline as run

    found = run(project_of((cv,), project), cv, variant, output, source_date())
    if form == "json":
        click.echo(json_text(as_data(found)))
        return
    for line in as_text(found):
        click.echo(line)
