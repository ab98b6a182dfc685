"""`cvgen diff`: compare two variants, or two revisions of one."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cvgen.cli import completers
from cvgen.cli.options import FilePath, Once, as_text_or_json, in_project, project_of
from cvgen.cli.report import json_text, show_problems

if TYPE_CHECKING:
    from rich.text import Text

    from cvgen.dates import PartialDate
    from cvgen.diff.changes import Change
    from cvgen.diff.comparison import Compared, Comparison
    from cvgen.project import Project
    from cvgen.rendering.pool import Workers

_SIGNS = {"added": "+", "removed": "-", "moved": ">", "reworded": "~"}
_STYLES = {"added": "green", "removed": "red", "moved": "blue", "reworded": "yellow"}
_MARKS = {"=": ("", "", ""), "-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}


@click.command()
@click.argument("names", nargs=-1, metavar="A [B] [CV]",
                shell_complete=completers.variants)  # fmt: skip
@click.option("-V", "--variant", cls=Once, metavar="NAME", shell_complete=completers.variants,
              help="Compare two git revisions of this variant.")  # fmt: skip
@click.option("--sent", cls=Once, metavar="APPLICATION", shell_complete=completers.applications,
              help="Compare the CV of an application with the one that was sent.")  # fmt: skip
@as_text_or_json
@click.option("--visual", is_flag=True, help="Write an HTML page with both documents side by side.")
@click.option("-o", "--output", cls=Once, type=FilePath(dir_okay=False), metavar="FILE",
              help="The file for the page of --visual.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changed.")
@in_project
def diff(
    names: tuple[str, ...], variant: str | None, form: str, output: Path | None,
    project: Path | None, **more: Any,
) -> None:  # fmt: skip
    """Compare two variants of a CV, or two revisions of one variant.

    \b
    cvgen diff academic industry            every CV in two variants
    cvgen diff academic industry ada        one CV
    cvgen diff -V academic HEAD~3           since three commits ago
    cvgen diff -V academic v1 v2 ada        between two tags
    cvgen diff --sent aalto                 since the application was sent
    """
    from cvgen.rendering.pool import Workers

    sent = more["sent"]
    if output and not more["visual"]:
        raise click.UsageError("--output is for --visual")
    if bool(names or variant) == bool(sent):
        raise click.UsageError("name what to compare: two variants, or --sent APPLICATION")
    with contextlib.closing(Workers.start()) as workers:
        from cvgen.diff.comparison import as_data, compare
        from cvgen.loading.clock import source_date

        own = project_of([name for name in names if _is_cv_file(name)], project)
        if sent:
            wanted = _since_sent(own, sent, source_date())
        else:
            wanted = _comparison(own, names, variant, source_date())
        found = compare(own, wanted, workers)
        if more["visual"]:
            _write_pages(own, found.compared, workers, output)
        elif form == "json":
            click.echo(json_text(as_data(found, wanted)))
        else:
            _show_changes(found.compared)
        if more["visual"] or form == "text":
            if found.one_sided and found.compared:
                click.echo()
            for one in found.one_sided:
                click.echo(f"{one.what}: {one.path.stem}")
    show_problems(found.problems)
    sys.exit(1 if found.problems or (more["exit_code"] and found.is_changed) else 0)


def _is_cv_file(name: str) -> bool:
    """True if ``name`` is the path of a CV, and not a variant or a revision."""
    from cvgen.project.sources import suffixes

    return Path(name).suffix.lower() in suffixes()


def _comparison(
    project: Project, names: tuple[str, ...], variant: str | None, as_of: PartialDate | None
) -> Comparison:
    """What to compare, from the arguments of the command; a CV comes last."""
    from cvgen.diff.comparison import Comparison

    first, second, *cvs = [*names, None] if len(names) < 2 else names
    assert first is not None
    is_cv = second in {path.stem for path in project.cv_paths()} or _is_cv_file(second or "")
    if variant and is_cv:
        second, cvs = None, [second, *cvs]
    if second is None and not variant:
        hint = "name two variants, or a variant and a revision: `-V academic HEAD~3`"
        raise click.UsageError(f"there is nothing to compare '{first}' with; {hint}")
    return Comparison(first, second, variant, tuple(filter(None, cvs)), as_of)


def _since_sent(project: Project, name: str, as_of: PartialDate | None) -> Comparison:
    """The CV of the application ``name`` now, compared with the one that was sent."""
    from cvgen.applications import frozen
    from cvgen.diff.comparison import Comparison

    known = frozen.sent(project, name)
    return Comparison(known.revision, None, known.variant, (known.cv,), as_of)


def _write_pages(
    project: Project, done: Sequence[Compared], workers: Workers, output: Path | None
) -> None:
    from cvgen.diff.page import page_path, visual_page
    from cvgen.paths import display_path

    if output and len(done) > 1:
        raise click.UsageError("--output is for one CV; name it")
    for one in done:
        target = output or page_path(project, one)
        project.write(target, visual_page(one, workers).encode())
        click.echo(display_path(target))


def _show_changes(done: Sequence[Compared]) -> None:
    """Print the changes of each CV in the order of the document, in colour on a terminal."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True, file=sys.stdout)
    for number, one in enumerate(done):
        if number:
            console.print()
        console.print(f"{one.path.stem}: {one.before.label} → {one.after.label}", style="bold",
                      markup=False)  # fmt: skip
        above: tuple[str, ...] = ()
        for change, place in one.changes:
            for line in _heads(above, change.above):
                console.print(line)
            inside = change.what in ("moved", "reworded") and change.node.text
            above = (*change.above, change.node.text) if inside else change.above
            for line in _lines(change, place):
                console.print(line)
        console.print(_summary([change for change, _ in one.changes]), markup=False)


def _heads(before: tuple[str, ...], above: tuple[str, ...]) -> list[Text]:
    """The items around the next change that are not printed yet."""
    from rich.text import Text

    same = 0
    while same < min(len(before), len(above)) and before[same] == above[same]:
        same += 1
    return [
        Text("  " * depth + _short(text), style="dim" if depth else "bold")
        for depth, text in enumerate(above)
        if depth >= same
    ]


def _lines(change: Change, place: str) -> list[Text]:
    """A change: its sign, its text or the words that changed, and its place."""
    from rich.text import Text

    indent = "  " * len(change.above)
    style = _STYLES[change.what]
    line = Text(f"{indent}{_SIGNS[change.what]} ", style=style)
    if change.words:
        for mark, text in change.words:
            before, after, colour = _MARKS[mark]
            line.append(f"{before}{text}{after}", style=colour)
    else:
        line.append(change.node.text or change.node.kind, style=style)
    if change.origin:
        line.append(f" (from {' / '.join(map(_short, change.origin))})", style="dim")
    if place:
        line.append(f"  ({place})", style="dim")
    lines = [line]
    if change.what in ("added", "removed"):
        sign = _SIGNS[change.what]
        inner = list(change.node.walk())[1:]
        lines += [Text(f"{indent}{sign}   {node.text}", style=style) for node in inner]
    return lines


def _summary(changes: Sequence[Change]) -> str:
    """The number of changes of each kind, as in ``2 added, 1 moved``."""
    counts = Counter[str](change.what for change in changes)
    return ", ".join(f"{counts[what]} {what}" for what in _SIGNS if counts[what]) or "no difference"


def _short(text: str, most: int = 72) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
