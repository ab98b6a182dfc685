"""`cvgen schema`: print the JSON Schema of a CV."""

from __future__ import annotations

from pathlib import Path

import click

from cvgen.cli.options import in_project, project_of


@click.command()
@in_project
def schema(project: Path | None) -> None:
    """Print the JSON Schema of a CV, for editors.

    It includes the options of the project's own themes.

    \b
    cvgen schema > cv_data/cv.schema.json
    """
    from cvgen.schema import schema_text

    click.echo(schema_text(project_of((), project).theme_folders), nl=False)
