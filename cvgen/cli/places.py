"""The option that says where the project is."""

from __future__ import annotations

from pathlib import Path

import click

in_project = click.option(
    "--project", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="FOLDER",
    help="The project, where it is not this folder or above it.",
)  # fmt: skip
