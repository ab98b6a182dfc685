"""`cvgen variants`: list the variants."""

from __future__ import annotations

from pathlib import Path

import click

from cvgen.cli import completers
from cvgen.cli.options import in_project, project_of
from cvgen.cli.report import table


@click.command()
@click.argument("cv", required=False, shell_complete=completers.cvs)
@in_project
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
