"""`cvgen schema`: print the JSON Schema of a CV, an application or an opening."""

from __future__ import annotations

from pathlib import Path

import click

from cvgen.cli.options import Once, in_project, project_of


@click.command()
@click.option(
    "--for", "name", cls=Once, type=click.Choice(["cv", "application", "opening"]), default="cv",
    help="The kind of file; cv by default.",
)  # fmt: skip
@in_project
def schema(name: str, project: Path | None) -> None:
    """Print the JSON Schema of a CV, an application or an opening, for editors.

    It includes the options of the project's own themes.

    \b
    cvgen schema > cv_data/cv.schema.json
    cvgen schema --for application > applications/application.schema.json
    """
    folders = project_of((), project).theme_folders
    if name == "cv":
        from cvgen.schema import schema_text

        click.echo(schema_text(folders), nl=False)
    else:
        from cvgen.applications.schema import schema_text as text_of

        click.echo(text_of(name, folders), nl=False)
