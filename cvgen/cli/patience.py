"""The option that says how long one document may take."""

from __future__ import annotations

import click

with_timeout = click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True,
    envvar="CVGEN_TIMEOUT", metavar="SECONDS", help="How long one document may take.",
)  # fmt: skip
