"""Searches for the line of a theme that makes rendering fail.

The engine does not say where it fails; it may crash, or never end. So a bisection renders the
document with parts of the stylesheets, each time in a separate process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cvgen.errors import InputError, Problem, RenderError, Span
from cvgen.paths import display_path, is_bundled
from cvgen.processes.child import CAN_FORK, Stopped, each_isolated
from cvgen.processes.limits import Limits
from cvgen.rendering.tasks import IN_WORKERS, OF_A_DOCUMENT, Task
from cvgen.themes import Theme
from cvgen.themes.css_problems import StyleText, sheet_sources
from cvgen.themes.css_text import declaration_spans
from cvgen.themes.files import TEMPLATES

_SLOW = frozenset({"E425", "E431", "E432"})
_LEAST, _TIMES = 2.0, 4.0
_IN_SHEET = "without it, {} renders: change it, or choose another theme"
_IN_TEMPLATE = "with the template of the theme that it extends, {} renders"


@dataclass(frozen=True, slots=True)
class _Cause:
    """A place in a theme, and a hint with a placeholder for the name of the document."""

    file: str
    span: Span | None = None
    excerpt: str | None = None
    hint: str = _IN_SHEET


Piece = tuple[StyleText, int, int]
"""A declaration: a stylesheet, and its start and end in that."""


class Causes:
    """Finds causes within ``limits``, and remembers them for other documents."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._found: dict[tuple[object, ...], _Cause | None] = {}

    def add_place(self, error: RenderError, task: Task) -> RenderError:
        """``error`` at the place of its cause in the theme, if the search finds one."""
        open_ones = [one for one in error.problems if one.code in OF_A_DOCUMENT and not one.file]
        if not open_ones or not CAN_FORK or not (task.theme.is_own or task.theme.extra_css):
            return error
        code, form = open_ones[0].code, "html" if task.format == "html" else "pdf"
        name = "" if code in _SLOW else task.name  # slow documents of one theme have the same cause
        key = (name, task.theme.folders, task.theme.extra_css, form, code)
        if key not in self._found:
            self._found[key] = self._cause(task)
        cause = self._found[key]
        if cause is None:
            return error
        rest = (one for one in error.problems if one not in open_ones)
        return RenderError([*_at_cause(open_ones, cause, task.name), *rest])

    def _cause(self, task: Task) -> _Cause | None:
        """The cause, searched for in a separate process, which may load the engine."""
        search = _Search(task, self.limits, time.monotonic() + self.limits.search)
        limits = Limits(self.limits.search, self.limits.memory)
        found = next(each_isolated(_Search.run, [search], limits))
        return found if isinstance(found, _Cause) else None


def _at_cause(problems: Sequence[Problem], cause: _Cause, name: str) -> Iterator[Problem]:
    """``problems`` of the document ``name`` at the place of ``cause``, with one hint for all."""
    first, *others = problems
    hint = first.hint if first.code == "E433" else cause.hint.format(name)
    yield replace(first, file=cause.file, span=cause.span, excerpt=cause.excerpt, hint=hint)
    yield from (replace(one, file=cause.file, span=cause.span, hint=None) for one in others)


@dataclass
class _Search:
    """A search for the cause in the theme of ``task``, until the system clock reaches ``until``."""

    task: Task
    limits: Limits
    until: float
    patience: float = 0.0

    def run(self) -> _Cause | None:
        """The cause; None if the search does not find it."""
        if self.task.format in IN_WORKERS:
            from cvgen.writers.pdf.writer import load_engine

            load_engine()
        try:
            parts = list(_pieces(self.task.theme))
        except InputError:
            return None
        self.patience, begun = self.limits.search / 4, time.monotonic()
        if self._fails(_with_first(self.task.theme, parts, 0)):
            return self._in_templates()
        self.patience = max(_LEAST, _TIMES * (time.monotonic() - begun))
        low, high = 0, len(parts)
        while high - low > 1:
            middle = (low + high) // 2
            if time.monotonic() > self.until:
                break
            if self._fails(_with_first(self.task.theme, parts, middle)):
                high = middle
            else:
                low = middle
        return _place_of_cause(parts[low:high]) if parts else None

    def _in_templates(self) -> _Cause | None:
        """The template, if the document renders with the bundled templates."""
        theme = self.task.theme
        own = [folder for folder in theme.folders if not is_bundled(folder)]
        names = [path for folder in own for path in sorted(folder.glob("*"))
                 if path.name.lower().endswith(TEMPLATES)]  # fmt: skip
        plain = _with_first(theme, list(_pieces(theme)), 0)
        plain = replace(plain, folders=tuple(f for f in theme.folders if f not in own))
        if not names or not plain.folders or self._fails(plain):
            return None
        return _Cause(display_path(names[0]), hint=_IN_TEMPLATE)

    def _fails(self, theme: Theme) -> bool:
        trial = replace(self.task, theme=theme)
        seconds = max(0.5, min(self.patience, self.until - time.monotonic()))
        limits = Limits(seconds, self.limits.memory)
        result = next(each_isolated(_renders, [trial], limits))
        return isinstance(result, Stopped) or result is not True


def _renders(task: Task) -> bool:
    """True if the document renders, or fails for a reason other than the theme."""
    try:
        task.run()
    except RenderError as error:
        return not any(problem.code in OF_A_DOCUMENT for problem in error.problems)
    return True


def _pieces(theme: Theme) -> Iterator[Piece]:
    """The declarations of all stylesheets that do not come with cvgen."""
    for sheet in sheet_sources(theme, on_screen=True):
        yield from ((sheet, *edges) for edges in declaration_spans(sheet.text))


def _with_first(theme: Theme, parts: Sequence[Piece], most: int) -> Theme:
    """``theme`` with only the first ``most`` of ``parts``."""
    ends = {sheet.path: end for sheet, _, end in parts[:most]}
    own = [sheet for sheet in sheet_sources(theme, on_screen=True) if sheet.path]
    texts = tuple(
        (sheet.path, sheet.text[: ends.get(sheet.path, 0)]) for sheet in own if sheet.path
    )
    return replace(theme, rewritten=texts, extra_css=theme.extra_css[: ends.get(None, 0)])


def _place_of_cause(parts: Sequence[Piece]) -> _Cause:
    """The place of ``parts``, one of which is the cause; several if time ran out."""
    sheet, left, right = parts[0]
    end = [right for other, _, right in parts if other.path == sheet.path][-1]
    # A declaration begins after the selectors of its rule, unless rules are nested.
    part = sheet.text[left:right]
    skipped = part.index("{") + 1 if part.count("{") == 1 and part.rstrip()[-1:] != "{" else 0
    rest = part[skipped:]
    line, column = sheet.place(left + skipped + len(rest) - len(rest.lstrip(" \t\r\n\f;}")))
    return _Cause(sheet.file, Span(line, column, *sheet.place(end)), sheet.excerpt(line))
