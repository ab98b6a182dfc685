"""The layouts in which a document keeps to its limit of pages, within what the opening demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvgen.applications.limits import POINTS, Range
from cvgen.applications.opening import Rules
from cvgen.counting import counted
from cvgen.document import Measure
from cvgen.errors import Problem, RenderError
from cvgen.fitting.fit import fit, use_room
from cvgen.fitting.layouts import LayoutSteps, layout_note, slightly_tighter
from cvgen.fitting.steps import Attempt, Outcome, Search, run
from cvgen.rendering.excess import excess
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task, measure
from cvgen.themes import Layout, Theme, keeps_own, layout_of, text_sizes

ANY = Range(1, 1_000)
"""The limit of a document without one."""


def allowed_steps(theme: Theme, rules: Rules) -> LayoutSteps:
    """The layouts of ``theme`` that keep to the size of text and the margins of ``rules``."""
    layout = layout_of(theme.settings)
    smallest, largest = text_sizes(theme.settings)
    steps = LayoutSteps.of(layout, (max(smallest, rules.type or 0), largest))
    narrowest = (rules.margins or 0) / POINTS["mm"]
    tighter, roomier = (
        [one for one in row if one == layout or min(one.top, one.side, one.bottom) >= narrowest]
        for row in (steps.tighter, steps.roomier)
    )
    return LayoutSteps(tighter, roomier)


def fitted(
    task: Task, theme: Theme, limit: Range, rules: Rules, workers: Workers
) -> tuple[Task, tuple[str, ...]]:
    """``task`` in the layout that keeps to the ``limit`` of pages, and what was changed.

    The words never change; RenderError (E427) if they do not fit. A letter whose last page is
    nearly empty, as with the enclosures alone, takes a page less if a slightly tighter layout does.
    """
    layout, steps = layout_of(theme.settings), allowed_steps(theme, rules)
    # The address stays in the window of an envelope, and lines keep their length.
    tighter, roomier = (
        [one for one in row if one.side == layout.side] for row in (steps.tighter, steps.roomier)
    )

    def of(attempt: Attempt) -> Task:
        return replace(task, theme=replace(theme, layout=attempt.layout))

    def measured(attempt: Attempt) -> Measure:
        found: Measure = workers.submit(replace(of(attempt), make=measure))()
        return found

    slightly = _slightly(theme, rules)
    is_letter = task.document.layout != "statement"
    search = _search(limit, LayoutSteps(tighter, roomier), slightly if is_letter else ())
    outcome = run(search, measured)
    note = layout_note(layout, outcome.attempt.layout)
    if outcome.too_many:
        lines = counted(excess(of(Attempt(tighter[-1])), limit.most, workers), "line")
        message = f"{task.name} does not fit {counted(limit.most, 'page')}: {lines} too many"
        hint = "shorten the text: only the layout may change, and it cannot be tighter"
        raise RenderError(Problem("E427", message, hint=hint))
    return of(outcome.attempt), (note,) if note else ()


def _slightly(theme: Theme, rules: Rules) -> list[Layout]:
    """Layouts that are barely tighter, within what the opening demands and the user gives."""
    layout, narrowest = layout_of(theme.settings), (rules.margins or 0) / POINTS["mm"]
    smallest = max(text_sizes(theme.settings)[0], rules.type or 0)
    return [
        one
        for one in slightly_tighter(layout, smallest)
        if keeps_own(theme.settings, layout, one)
        and (one == layout or min(one.top, one.bottom) >= narrowest)
    ]


def _search(limit: Range, steps: LayoutSteps, slightly: Sequence[Layout]) -> Search:
    """The search for a layout within ``limit``.

    A text that fits keeps the usual one, unless one of ``slightly`` saves a nearly empty page.
    """
    whole = Attempt(steps.tighter[0])
    first = yield whole
    if first.pages > limit.most:
        return (yield from fit(limit.most, steps, ()))
    if slightly and first.pages > limit.least:
        return (yield from use_room(slightly, ()))
    return Outcome(whole, first)
