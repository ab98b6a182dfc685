"""The text of a document as a variant sees it, within the variant's page limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from cvgen.app.jobs import Job
from cvgen.app.options import choices_of
from cvgen.app.workers import Measuring, Workers
from cvgen.dates import PartialDate
from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.fitting.cuts import cuts
from cvgen.fitting.fit import Attempt, Cut, Outcome, fit
from cvgen.fitting.layouts import opener, tighter
from cvgen.fitting.notes import cuts_note, layout_note
from cvgen.lowering import lower
from cvgen.selection import Rules, Selection, select
from cvgen.themes import MIN_SIZE, Theme, layout_of
from cvgen.writers import Assets


@dataclass(frozen=True)
class Prepared:
    """A document ready to be written, and how it came about: ``rules`` with what the page limit
    left out, what they select, ``notes`` on what was changed.
    """

    document: Document
    theme: Theme
    rules: Rules
    selection: Selection
    notes: tuple[str, ...] = ()


def prepare(job: Job, as_of: PartialDate | None, workers: Workers) -> Prepared:
    """What to write for ``job``; all formats of a CV and variant share it.

    RenderError where the page limit cannot be met.
    """
    whole = _lowered(job, job.rules, job.theme, as_of)
    if job.rules.pages is None:
        return whole
    left_out = cuts(whole.selection, job.rules)
    attempted = partial(_attempted, job, left_out, as_of)
    layout = layout_of(job.theme.settings)
    search = fit(job.rules.pages, tighter(layout, MIN_SIZE), opener(layout), left_out)
    attempt = next(search)
    while True:
        made = attempted(attempt)
        assets = Assets(job.cv.path.parent, job.pdf)
        measure = workers.submit(Measuring("pdf", made.document, made.theme, assets))()
        try:
            attempt = search.send(measure)
        except StopIteration as end:
            outcome: Outcome = end.value
            break
    if outcome.too_many:
        raise RenderError(_unmet(job, outcome))
    notes = (
        layout_note(layout, outcome.attempt.layout),
        cuts_note(left_out[: outcome.attempt.cuts]),
    )
    return replace(attempted(outcome.attempt), notes=tuple(filter(None, notes)))


def _attempted(
    job: Job, left_out: list[Cut], as_of: PartialDate | None, attempt: Attempt
) -> Prepared:
    paths = frozenset(cut.path for cut in left_out[: attempt.cuts])
    theme = replace(job.theme, layout=attempt.layout)
    return _lowered(job, replace(job.rules, cut=paths), theme, as_of)


def _lowered(job: Job, rules: Rules, theme: Theme, as_of: PartialDate | None) -> Prepared:
    selection = select(job.cv.cv, rules, as_of)
    document = lower(selection.cv, choices_of(theme))
    return Prepared(document, theme, rules, selection)


def _unmet(job: Job, outcome: Outcome) -> Problem:
    limit, lines = job.rules.pages, outcome.too_many
    pages = "1 page" if limit == 1 else f"{limit} pages"
    what = f"{job.cv.path.stem} as '{job.rules.name}' does not fit {pages}"
    message = f"{what}: {lines} line{'' if lines == 1 else 's'} too many"
    hint = "all that may be left out is; lower the priority of what is 5, or raise `pages`"
    return Problem("E427", message, hint=hint)
