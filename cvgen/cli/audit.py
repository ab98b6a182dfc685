"""`cvgen audit`: search finished files for private data."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, as_text_or_json, in_project, project_of
from cvgen.cli.report import json_text, show_problems

if TYPE_CHECKING:
    from cvgen.audit.audit import Audited

_KIND_WORDS = {"value": "", "surprise": "", "note": "note: ", "unread": "not searched: "}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FilePath())
@click.option("--cv", "cvs", multiple=True, metavar="CV", shell_complete=completers.cvs,
              help="Search for values of this CV only; repeatable.")  # fmt: skip
@click.option("--visibility", cls=Once, type=click.Choice(["public", "personal"]),
              help="Allow values of this visibility; public by default.")  # fmt: skip
@click.option("-V", "--variant", cls=Once, metavar="NAME", shell_complete=completers.variants,
              help="Allow what this variant shows.")  # fmt: skip
@as_text_or_json
@in_project
def audit(
    files: tuple[Path, ...], cvs: tuple[str, ...], visibility: str | None, variant: str | None,
    form: str, project: Path | None,
) -> None:  # fmt: skip
    """Search finished files for private data.

    Looks in PDF, HTML, Markdown, DOCX, ODT, pictures and other files for every value of the
    project's CVs that is not public, and for names, paths, places, comments, hidden text, scripts
    and attachments in the file itself. Exits with 1 if it finds anything.

    \b
    cvgen audit output/ada/ada-public.pdf
    cvgen audit letter.docx --cv ada --visibility personal
    """
    from cvgen.audit.audit import as_data
    from cvgen.audit.audit import audit as run
    from cvgen.model.marks import Visibility

    if visibility and variant:
        raise click.UsageError("--visibility and --variant cannot be used together")
    allowed = Visibility(visibility or "public")
    own = project_of(cvs or [str(file) for file in files], project)
    done, problems = run(own, files, cvs, visibility=allowed, variant=variant)
    if form == "json":
        click.echo(json_text(as_data(done)))
    else:
        _show(done, f"'{variant}' may not show" if variant else f"is not {allowed.value}")
    show_problems(problems)
    sys.exit(1 if problems or not all(one.is_clean for one in done) else 0)


def _show(done: Sequence[Audited], what: str) -> None:
    for one in done:
        for finding in one.findings:
            if finding.limit:
                continue  # reported separately
            more = f"; and {finding.more} more place" if finding.more else ""
            more += "s" if finding.more > 1 else ""
            source = f" ({finding.source}:{finding.line})" if finding.source else ""
            click.echo(f"{one.file}: {_KIND_WORDS[finding.kind]}{finding.text}{source}{more}")
        if one.is_clean:
            click.echo(f"{one.file}: nothing that {what}")
