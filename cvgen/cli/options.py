"""Types of options, and the options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from cvgen.cli import completers


class FilePath(click.Path):
    """A path. The file is found in whichever way the system stores the accents of its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path as the system stores it."""
        from cvgen.paths import stored

        plain = os.fspath(value).isascii()
        return super().convert(value if plain else stored(Path(value)), param, ctx)


class Once(click.Option):
    """An option that takes one value; UsageError where it is given twice."""

    def __init__(self, *names: Any, **options: Any) -> None:
        self._default = options.pop("default", None)
        options["multiple"] = True
        super().__init__(*names, **options)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The given value, or the default."""
        given = super().process_value(ctx, value)
        if len(given) > 1:
            message = f"{self.opts[-1]} is given {len(given)} times and takes one value"
            raise click.UsageError(f"{message}; run the command once for each", ctx)
        return given[0] if given else self._default


in_project = click.option(
    "--project", cls=Once, type=FilePath(exists=True, file_okay=False), metavar="FOLDER",
    help="The project folder; by default that of the CV, else the nearest one upwards from here.",
)  # fmt: skip
with_timeout = click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True,
    envvar="CVGEN_TIMEOUT", metavar="SECONDS", help="How long one document may take.",
)  # fmt: skip
with_variant = click.option(
    "-V", "--variant", cls=Once, default="full", metavar="NAME",
    shell_complete=completers.variants, help="The variant of the CV; full by default.",
)  # fmt: skip
as_text_or_json = click.option(
    "-f", "--format", "form", cls=Once, type=click.Choice(["text", "json"]), default="text",
    help="How to print the result; text by default.",
)  # fmt: skip
