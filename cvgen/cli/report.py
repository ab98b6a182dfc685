"""Prints what commands have to report: problems to stderr, results to stdout."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cvgen.counting import counted
from cvgen.patterns import pattern

if TYPE_CHECKING:
    from cvgen.errors import Problem
    from cvgen.rendering.incremental.unchanged import UnchangedRun
    from cvgen.rendering.report import Report, Saved

_BEYOND_ASCII = pattern(r"[^\x00-\x7e]")
MAX_PROBLEMS = 50
"""``show_problems`` and ``as_github`` only count the others."""


def show_problems(problems: Sequence[Problem]) -> None:
    """Print ``problems`` to stderr, each once, sorted by place; at most ``MAX_PROBLEMS``."""
    from cvgen.errors import format_problem, in_order

    shown, more = _first(in_order(problems))
    for problem in shown:
        text = format_problem(problem)
        if problem.where == "" and problem.severity == "error":
            text = f"cvgen: {text}"
        click.echo(text, err=True)
    if more:
        click.echo(f"… and {more} (`cvgen check --format json` prints all)", err=True)


def _first(problems: list[Problem]) -> tuple[list[Problem], str]:
    """The first of ``problems``, preferring errors, and the number of others in words."""
    rest = len(problems) - MAX_PROBLEMS
    if rest <= 0:
        return problems, ""
    order = sorted(range(len(problems)), key=lambda n: problems[n].severity != "error")
    chosen = [problems[number] for number in sorted(order[:MAX_PROBLEMS])]
    return chosen, counted(rest, "more problem")


def json_text(data: object) -> str:
    """``data`` as JSON for programs and people, with invisible characters escaped."""
    text = json.dumps(data, indent=2, ensure_ascii=False)

    def visible(match: re.Match[str]) -> str:
        return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]

    return _BEYOND_ASCII.sub(visible, text)


def as_github(problems: Sequence[Problem]) -> str:
    """Problems as GitHub workflow commands; at most ``MAX_PROBLEMS``."""
    shown, more = _first(list(problems))
    lines = [_annotation(problem) for problem in shown]
    return "\n".join([*lines, f"::notice::{more}"] if more else lines)


def _annotation(problem: Problem) -> str:
    values = {"file": problem.file or "", "title": problem.code}
    if problem.span is not None:
        values |= {
            "line": str(problem.span.line),
            "col": str(problem.span.column),
            "endLine": str(problem.span.end_line),
            "endColumn": str(problem.span.end_column),
        }
    fields = ",".join(f"{key}={_escaped(value, True)}" for key, value in values.items() if value)
    text = problem.message + (f" (hint: {problem.hint})" if problem.hint else "")
    return f"::{problem.severity} {fields}::{_escaped(text, False)}"


def _escaped(text: str, is_property: bool) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


def table(rows: Sequence[tuple[str, str]]) -> None:
    """Print names in one column and a text for each in another."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, text in rows:
        click.echo(f"{name:<{width}}  {text}".rstrip())


def show_documents(report: Report) -> None:
    """Print a line for each document that was rendered, and a summary."""
    from cvgen.paths import display_path

    done = report.saved
    paths = [display_path(document.files[0]) for document in done]
    width = max(map(len, paths), default=0)
    for path, document in zip(paths, done, strict=True):
        click.echo(f"{path:<{width}}  {_size(document)}")
        for note in document.notes:
            click.echo(f"  {note}")
    for file in report.removed:
        click.echo(f"{display_path(file):<{width}}  removed")
    written = sum(document.changed for document in done)
    same = sum(len(document.files) for document in done) - written
    parts = [f"{counted(written, 'file')} written"] if done else []
    parts += [f"{same} unchanged"] if same else []
    if fresh := report.up_to_date:
        parts.append(f"{fresh if parts else counted(fresh, 'document')} up to date")
    if parts:
        click.echo(", ".join(parts))


def show_wrong(wrong: Sequence[tuple[str, Path]]) -> None:
    """Print each stale, missing, edited or leftover file to stderr, and how to fix it."""
    if not wrong:
        return
    from cvgen.paths import display_path

    for state, path in sorted(wrong, key=lambda found: found[1]):
        click.echo(f"{state:<9} {display_path(path)}", err=True)
    states = {state for state, _ in wrong}
    if states - {"left over"}:
        click.echo("`cvgen render` renders them again", err=True)
    if "left over" in states:
        click.echo("`cvgen render --prune` removes what is left over", err=True)


def show_nothing_to_do(before: UnchangedRun, check: bool, quiet: bool) -> None:
    """Print that all documents are up to date, and the warnings of the last run."""
    if not quiet:
        click.echo(f"{counted(before.documents, 'document')} up to date")
    if check:
        show_wrong([("left over", path) for path in before.orphaned])
    else:
        show_problems(before.warnings)


def show_changes(changed: Sequence[Path], left_over: Sequence[Path], code: int) -> int:
    """``code``, or 1 if git does not ignore one of the files; prints what to do about changes."""
    if not changed and not left_over:
        return code
    taken = not_ignored([*changed, *left_over])
    number = len(set(taken) & set(changed))
    if number:
        click.echo(f"{counted(number, 'file')} changed: add the changes to the commit", err=True)
    return code or (1 if taken else 0)


def not_ignored(files: Sequence[Path]) -> list[Path]:
    """The ``files`` that git does not ignore; all of them outside of a repository."""
    import subprocess

    names = [os.fsencode(path.absolute()) for path in files]
    command = ["git", "check-ignore", "--stdin", "-z"]
    lines = b"".join(name + b"\0" for name in names)
    try:
        result = subprocess.run(command, input=lines, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return list(files)
    ignored = set(result.stdout.split(b"\0")) if result.returncode == 0 else set[bytes]()
    return [path for path, name in zip(files, names, strict=True) if name not in ignored]


def _size(document: Saved) -> str:
    size = f"{max(1, round(document.size / 1024))} kB"
    if document.pages is None:
        return size
    parts = [size, counted(document.pages, "page")]
    if len(document.files) > 1:
        parts.append(f"{len(document.files)} files")
    if document.removed:
        parts.append(f"{document.removed} of an earlier, longer one removed")
    return ", ".join(parts)


class Progress:
    """A progress bar on stderr, if that is a terminal and ``least`` documents are rendered."""

    def __init__(self, wanted: bool, least: int = 4) -> None:
        self.wanted = wanted and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.least = least
        self._bar: object | None = None

    def __call__(self, number: int, total: int) -> None:
        """Show that ``number`` of ``total`` are done."""
        if not self.wanted or total < self.least or (self._bar is None and number == total):
            return
        from rich.console import Console
        from rich.progress import Progress as Bar

        if self._bar is None:
            bar = Bar(console=Console(stderr=True), transient=True)
            bar.add_task("Rendering", total=total)
            bar.start()
            self._bar = bar
        assert isinstance(self._bar, Bar)
        self._bar.update(self._bar.task_ids[0], completed=number)
        if number == total:
            self._bar.stop()
