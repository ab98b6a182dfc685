"""The commands around a project: a starter, the schema, what is missing, completion."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click

from cvgen.cli.places import FilePath, in_project, project_of
from cvgen.cli.report import reports_errors


@click.command()
@click.argument("folder", type=FilePath(file_okay=False), default=".")
@reports_errors
def new(folder: Path) -> None:
    """Write a starter project into FOLDER (here if not given)."""
    from cvgen.new.project import new_project
    from cvgen.project.files import shown

    for path in new_project(folder):
        click.echo(shown(path))
    where = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"Now run: {where}{_this_command()} render")


def _this_command() -> str:
    """How this program is called from any folder: by its name, if the shell finds it."""
    if shutil.which("cvgen"):
        return "cvgen"
    path = Path(sys.argv[0]).absolute()
    if path.name in ("__main__.py", "-c"):
        return f"{shlex.quote(sys.executable)} -m cvgen"
    return shlex.quote(str(path))


@click.command()
@in_project
@reports_errors
def schema(project: Path | None) -> None:
    """Print the JSON Schema of a CV, for editors. It knows the project's own themes."""
    from cvgen.new.project import schema_text

    click.echo(schema_text(project_of((), project).theme_folders), nl=False)


@click.command()
@reports_errors
def doctor() -> None:
    """Say what is there, what is missing, what to do."""
    from cvgen.doctor import examine, report

    checks = examine()
    click.echo(report(checks))
    sys.exit(0 if all(check.ok or not check.required for check in checks) else 4)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: eval "$(cvgen completion bash)"   in ~/.bashrc
    zsh:  eval "$(cvgen completion zsh)"    in ~/.zshrc
    fish: cvgen completion fish > ~/.config/fish/completions/cvgen.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    program = click.get_current_context().find_root().command
    click.echo(kind(program, {}, "cvgen", "_CVGEN_COMPLETE").source())
