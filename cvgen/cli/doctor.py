"""`cvgen doctor`: report what works on this machine, and what is missing.

The command exits with 4 (rendering) where something that cvgen cannot do without is missing.
"""

from __future__ import annotations

import sys

import click


@click.command()
def doctor() -> None:
    """Check this installation: fonts, libraries, cache.

    Prints what works, what is missing and how to fix it. Exits with 4 if something that cvgen
    needs is missing.
    """
    from cvgen.doctor import examine, report

    checks = examine()
    click.echo(report(checks))
    sys.exit(0 if all(check.ok or not check.required for check in checks) else 4)
