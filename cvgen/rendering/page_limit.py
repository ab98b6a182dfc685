"""Finds the smallest change that makes a document fit its variant's page limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cvgen.document import Measure
from cvgen.errors import Problem, RenderError
from cvgen.rendering.job import Job
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import measure
from cvgen.themes import MIN_SIZE, layout_of

if TYPE_CHECKING:
    from cvgen.fitting.steps import Attempt, Cut, Outcome


def within_limit(job: Job, workers: Workers) -> Job:
    """``job`` with a layout and rules that make it fit its page limit.

    ``workers`` lay out the attempts. RenderError (E427) if no change is enough.
    """
    if job.rules.pages is None:
        return job
    from cvgen.fitting.cuts import cuts, cuts_notes  # most documents have no limit
    from cvgen.fitting.fit import fit
    from cvgen.fitting.layouts import Ladders, layout_note
    from cvgen.fitting.steps import run

    left_out = cuts(job.selection, job.rules)
    layout = layout_of(job.theme.settings)

    def measured(attempt: Attempt) -> Measure:
        task = replace(_attempted(job, left_out, attempt).task("pdf"), make=measure)
        found: Measure = workers.submit(task)()
        return found

    outcome = run(fit(job.rules.pages, Ladders.of(layout, MIN_SIZE), left_out), measured)
    if outcome.too_many:
        raise RenderError(_unmet(job, outcome))
    note = layout_note(layout, outcome.attempt.layout)
    notes = filter(None, (note, *cuts_notes(left_out[: outcome.attempt.cuts])))
    return replace(_attempted(job, left_out, outcome.attempt), notes=tuple(notes))


def _attempted(job: Job, left_out: Sequence[Cut], attempt: Attempt) -> Job:
    made = left_out[: attempt.cuts]
    shortened = frozenset(cut.path for cut in made if cut.shortened)
    cut = frozenset(cut.path for cut in made if not cut.shortened)
    theme = replace(job.theme, layout=attempt.layout)
    return replace(job, rules=replace(job.rules, cut=cut, shortened=shortened), theme=theme)


def _unmet(job: Job, outcome: Outcome) -> Problem:
    limit, lines = job.rules.pages, outcome.too_many
    pages = "1 page" if limit == 1 else f"{limit} pages"
    what = f"{job.cv.path.stem} as '{job.rules.name}' does not fit {pages}"
    message = f"{what}: {lines} line{'' if lines == 1 else 's'} too many"
    hint = "nothing more may be left out; lower a priority of 5, or raise `pages`"
    return Problem("E427", message, hint=hint)
