"""The command that checks CVs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli import completers
from cvgen.cli.options import Once, in_project
from cvgen.cli.projects import roots
from cvgen.cli.report import as_github, as_json, reports_errors, show_problems

if TYPE_CHECKING:
    from cvgen.errors import Problem


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=completers.cvs)
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["text", "json", "github"]),
              default="text", help="How to print the problems.")  # fmt: skip
@in_project
@reports_errors
def check(files: tuple[str, ...], form: str, project: Path | None) -> None:
    """Print every problem of CVs with line and column."""
    from cvgen.check.contents import check_contents
    from cvgen.errors import CvgenError
    from cvgen.loading.load import check_project
    from cvgen.project import find_project

    exit_code, number = 0, 0
    problems: list[Problem] = []
    for root, names in roots(files, project):
        try:
            found_project = find_project(root)
        except CvgenError as error:
            problems, exit_code = problems + error.problems, exit_code or error.exit_code
            checked, found = check_contents(root, names)
        else:
            try:
                checked, found = check_project(found_project, names)
            except CvgenError as error:
                checked, found, exit_code = 0, error.problems, exit_code or error.exit_code
        number, problems = number + checked, problems + found
    errors = sum(problem.severity == "error" for problem in problems)
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    else:
        show_problems(problems)
        if number:
            click.echo(
                f"{_count(number, 'CV')} checked: {_outcome(errors, len(problems) - errors)}"
            )
    sys.exit(exit_code or (1 if errors else 0))


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _outcome(errors: int, warnings: int) -> str:
    parts = [_count(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(parts) or "no problems"
