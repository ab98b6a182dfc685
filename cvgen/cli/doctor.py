"""`cvgen doctor`: report what works on this machine, and what is missing."""

from __future__ import annotations

import sys

import click


@click.command()
def doctor() -> None:
    """Check this installation: fonts, libraries, cache.

    Prints what works, what is missing and how to fix it. Exits with 4 if something that cvgen
    needs is missing.
    """
    from cvgen.doctor import examine, is_healthy, report

    checks = examine()
    click.echo(report(checks))
    sys.exit(0 if is_healthy(checks) else 4)
