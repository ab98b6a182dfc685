"""The layouts in which a document keeps to its limit of pages, within what the opening demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvgen.applications.limits import POINTS, Range
from cvgen.applications.opening import Rules
from cvgen.applications.planned import Planned
from cvgen.counting import counted
from cvgen.document import Measure
from cvgen.errors import Problem, RenderError
from cvgen.fitting.fit import HALF, fit
from cvgen.fitting.layouts import LayoutSteps, layout_note, slightly_tighter
from cvgen.fitting.steps import Attempt, Outcome, Search, run
from cvgen.rendering.excess import excess
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task, measure
from cvgen.themes import Layout, Theme, keeps_own, layout_of, text_sizes

_ANY = Range(1, 1_000)  # pages of a document without a limit


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
    task: Task, plan: Planned, theme: Theme, rules: Rules, workers: Workers
) -> tuple[Task, tuple[str, ...]]:
    """``task`` in the layout that keeps to the limit of ``plan``, and what was changed.

    The words never change; RenderError (E427) if they do not fit. A letter whose last page is
    less than half full takes a page less if a slightly tighter layout does.
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

    limit = plan.pages or _ANY
    slightly = _slightly(theme, rules, plan.given) if plan.part.letter is not None else ()
    search = _search(limit, LayoutSteps(tighter, roomier), slightly)
    outcome = run(search, measured)
    note = layout_note(layout, outcome.attempt.layout)
    if outcome.too_many:
        lines = counted(excess(of(Attempt(tighter[-1])), limit.most, workers), "line")
        message = f"{task.name} does not fit {counted(limit.most, 'page')}: {lines} too many"
        hint = "shorten the text: only the layout may change, and it cannot be tighter"
        raise RenderError(Problem("E427", message, hint=hint))
    return of(outcome.attempt), (note,) if note else ()


def _slightly(theme: Theme, rules: Rules, given: frozenset[str]) -> list[Layout]:
    """Layouts that are barely tighter, within what the opening demands.

    The options that are ``given`` by the user stay as they are.
    """
    own = replace(theme.settings, given=given)
    layout, narrowest = layout_of(theme.settings), (rules.margins or 0) / POINTS["mm"]
    smallest = max(text_sizes(theme.settings)[0], rules.type or 0)
    return [
        one
        for one in slightly_tighter(layout, smallest)
        if keeps_own(own, layout, one) and (one == layout or min(one.top, one.bottom) >= narrowest)
    ]


def _search(limit: Range, steps: LayoutSteps, slightly: Sequence[Layout]) -> Search:
    """The search for a layout within ``limit``.

    A text that fits keeps the usual one, unless one of ``slightly`` saves the last page.
    """
    whole = Attempt(steps.tighter[0])
    first = yield whole
    if first.pages > limit.most:
        return (yield from fit(limit.most, steps, ()))
    if slightly and first.pages > limit.least and first.fill < HALF:
        return (yield from _page_less(Outcome(whole, first), slightly))
    return Outcome(whole, first)


def _page_less(whole: Outcome, slightly: Sequence[Layout]) -> Search:
    """The search for the loosest of ``slightly`` that saves the last page of ``whole``.

    What is kept together at the end of a letter leaves a hole on the page before, so that lengths
    tell little. Letters are short, and laid out in a moment.
    """
    low, high, found = 0, len(slightly) - 1, whole
    while high > low:
        number = high if found is whole else (low + high) // 2
        attempt = Attempt(slightly[number])
        measure = yield attempt
        if measure.pages < whole.measure.pages:
            found = Outcome(attempt, measure)
            high = number
        elif found is whole:
            break
        else:
            low = number + 1
    return found
