"""The commands that look at finished files: what is in one, and what differs between two."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.cli import complete
from cvgen.cli.places import FilePath, Once, in_project, project_of
from cvgen.cli.report import json_text, reports_errors, show_problems

if TYPE_CHECKING:
    from cvgen.audit.audit import Audited
    from cvgen.dates import PartialDate
    from cvgen.diff.compare import Compared, Comparison, Found
    from cvgen.project import Project
    from cvgen.rendering.pool import Workers

_KINDS = ("public", "personal")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FilePath())
@click.option("--cv", "cvs", multiple=True, metavar="CV", shell_complete=complete.cvs,
              help="Look for values of this CV only; repeatable.")  # fmt: skip
@click.option(
    "--visibility",
    cls=Once,
    type=click.Choice(_KINDS),
    help="What may be seen; public if not given.",
)
@click.option("-V", "--variant", cls=Once, metavar="NAME", shell_complete=complete.variants,
              help="What may be seen: what this variant shows.")  # fmt: skip
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["text", "json"]),
              default="text", help="How to print what is found.")  # fmt: skip
@in_project
@reports_errors
def audit(
    files: tuple[Path, ...], cvs: tuple[str, ...], visibility: str | None, variant: str | None,
    form: str, project: Path | None,
) -> None:  # fmt: skip
    """Look into finished files for what may not be seen.

    PDF, HTML, Markdown, DOCX, ODT, pictures and others are searched for every value of the
    project's CVs that is not public, and for what files tell without being asked: names, paths,
    places, comments, hidden text, scripts, attachments. Ends with 1 where something is found.

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
                continue  # a problem of its own
            more = f"; and {finding.more} more place" if finding.more else ""
            more += "s" if finding.more > 1 else ""
            source = f" ({finding.source}:{finding.line})" if finding.source else ""
            click.echo(f"{one.file}: {_KIND_WORDS[finding.kind]}{finding.text}{source}{more}")
        if one.is_clean:
            click.echo(f"{one.file}: nothing that {what}")


_KIND_WORDS = {"value": "", "surprise": "", "note": "note: ", "unread": "not searched: "}


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="A [B] [CV]",
                shell_complete=complete.variants)  # fmt: skip
@click.option("-V", "--variant", cls=Once, metavar="NAME", shell_complete=complete.variants,
              help="Compare two git revisions of this variant.")  # fmt: skip
@click.option("-f", "--format", "form", cls=Once, type=click.Choice(["text", "json"]),
              default="text", help="How to print what changed.")  # fmt: skip
@click.option("--visual", is_flag=True, help="Write a page with the pages side by side.")
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="Where to write that page.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="End with 1 where something changed.")
@in_project
@reports_errors
def diff(
    names: tuple[str, ...], variant: str | None, form: str, output: Path | None,
    project: Path | None, **flags: bool,
) -> None:  # fmt: skip
    """Show what differs between two variants, or two revisions of one.

    \b
    cvgen diff academic industry            every CV, as two audiences see it
    cvgen diff academic industry ada        one CV
    cvgen diff -V academic HEAD~3           since three commits ago
    cvgen diff -V academic v1 v2 ada        between two tags
    """
    from cvgen.rendering.pool import Workers

    if output and not flags["visual"]:
        raise click.UsageError("--output is for --visual")
    with contextlib.closing(Workers.start()) as workers:
        from cvgen.diff.compare import as_data, compare
        from cvgen.loading.clock import source_date

        own = project_of([name for name in names if _is_cv_file(name)], project)
        wanted = _wanted(own, names, variant, source_date())
        found = compare(own, wanted, workers)
        if flags["visual"]:
            _write_pages(own, found.compared, workers, output)
        elif form == "json":
            click.echo(json_text(as_data(found, wanted)))
        else:
            from cvgen.cli.changes import show_changes

            show_changes(found.compared)
        if flags["visual"] or form == "text":
            _show_one_sided(found)
    show_problems(found.problems)
    sys.exit(1 if found.problems or (flags["exit_code"] and found.is_changed) else 0)


def _is_cv_file(name: str) -> bool:
    """Whether ``name`` is the path of a CV, and not a variant or a revision."""
    from cvgen.project.sources import suffixes

    return Path(name).suffix.lower() in suffixes()


def _show_one_sided(found: Found) -> None:
    """A line for each CV that is new or gone."""
    if found.one_sided and found.compared:
        click.echo()
    for one in found.one_sided:
        click.echo(f"{one.what}: {one.path.stem}")


def _wanted(
    project: Project, names: tuple[str, ...], variant: str | None, as_of: PartialDate | None
) -> Comparison:
    """What the words of the command mean; a CV comes last."""
    from cvgen.diff.compare import Comparison

    first, second, *cvs = [*names, None] if len(names) < 2 else names
    assert first is not None
    is_cv = second in {path.stem for path in project.cv_paths()} or _is_cv_file(second or "")
    if variant and is_cv:
        second, cvs = None, [second, *cvs]
    if second is None and not variant:
        hint = "name two variants, or a variant and a revision: `-V academic HEAD~3`"
        raise click.UsageError(f"there is nothing to compare '{first}' with; {hint}")
    return Comparison(first, second, variant, tuple(filter(None, cvs)), as_of)


def _write_pages(
    project: Project, done: Sequence[Compared], workers: Workers, output: Path | None
) -> None:
    from cvgen.diff.page import page_path, visual_page
    from cvgen.project.files import shown

    if output and len(done) > 1:
        raise click.UsageError("--output is for one CV; name it")
    for one in done:
        target = output or page_path(project, one)
        project.write(target, visual_page(one, workers).encode())
        click.echo(shown(target))
