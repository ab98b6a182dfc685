"""The page limit of a variant: the least change with which a document keeps to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cvgen.assets.files import Assets
from cvgen.dates import PartialDate
from cvgen.document import Measure
from cvgen.errors import Problem, RenderError
from cvgen.fitting.cuts import cuts
from cvgen.fitting.fit import fit
from cvgen.fitting.layouts import Ladders
from cvgen.fitting.notes import cuts_notes, layout_note
from cvgen.fitting.steps import Attempt, Cut, Outcome, run
from cvgen.rendering.document import Prepared, lowered
from cvgen.rendering.pool import Measuring, Workers
from cvgen.rendering.request import Job
from cvgen.themes import MIN_SIZE, layout_of


def within_limit(
    job: Job, limit: int, whole: Prepared, as_of: PartialDate | None, workers: Workers
) -> Prepared:
    """``whole`` as it keeps to ``limit`` pages. RenderError where it cannot."""
    left_out = cuts(whole.selection, job.rules)
    attempted = partial(_attempted, job, left_out, as_of)
    layout = layout_of(job.theme.settings)
    assets = Assets(job.cv.path.parent, job.pdf)

    def measuring(made: Prepared) -> Measuring:
        return Measuring("pdf", made.document, made.theme, assets, replace(job, format="pdf").name)

    def measure(attempt: Attempt) -> Measure:
        made = attempted(attempt)
        found: Measure = workers.submit(measuring(made))()
        return found

    outcome = run(fit(limit, Ladders.of(layout, MIN_SIZE), left_out), measure)
    if outcome.too_many:
        raise RenderError(_unmet(job, outcome))
    note = layout_note(layout, outcome.attempt.layout)
    notes = filter(None, (note, *cuts_notes(left_out[: outcome.attempt.cuts])))
    return replace(attempted(outcome.attempt), notes=tuple(notes), remarks=whole.remarks)


def _attempted(
    job: Job, left_out: list[Cut], as_of: PartialDate | None, attempt: Attempt
) -> Prepared:
    made = left_out[: attempt.cuts]
    shortened = frozenset(cut.path for cut in made if cut.shortened)
    cut = frozenset(cut.path for cut in made if not cut.shortened)
    theme = replace(job.theme, layout=attempt.layout)
    return lowered(job, replace(job.rules, cut=cut, shortened=shortened), theme, as_of)


def _unmet(job: Job, outcome: Outcome) -> Problem:
    limit, lines = job.rules.pages, outcome.too_many
    pages = "1 page" if limit == 1 else f"{limit} pages"
    what = f"{job.cv.path.stem} as '{job.rules.name}' does not fit {pages}"
    message = f"{what}: {lines} line{'' if lines == 1 else 's'} too many"
    hint = "all that may be left out is; lower the priority of what is 5, or raise `pages`"
    return Problem("E427", message, hint=hint)
