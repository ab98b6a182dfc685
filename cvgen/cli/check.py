"""`cvgen check`: print every problem in CVs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cvgen.cli import completers
from cvgen.cli.options import Once, in_project, roots
from cvgen.cli.report import as_github, json_text, show_problems
from cvgen.counting import counted


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=completers.cvs)
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["text", "json", "github"]),
              default="text", help="How to print the problems.")  # fmt: skip
@in_project
def check(files: tuple[str, ...], form: str, project: Path | None) -> None:
    """Print every problem in CVs, with line and column."""
    from cvgen.check.check import Checked

    checked = Checked()
    for root, names in roots(files, project):
        checked.add(root, names)
    problems = checked.problems
    errors = sum(problem.severity == "error" for problem in problems)
    if form == "json":
        click.echo(json_text([problem.as_data() for problem in problems]))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    else:
        show_problems(problems)
        if checked.number:
            numbers = ((errors, "error"), (len(problems) - errors, "warning"))
            outcome = ", ".join(counted(number, word) for number, word in numbers if number)
            click.echo(f"{counted(checked.number, 'CV')} checked: {outcome or 'no problems'}")
    sys.exit(checked.exit_code or (1 if errors else 0))
