"""One variant of a CV, from its rules to the document that every format is written from.

With a page limit, it is the document with the smallest change that keeps to the limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen.assets.files import Assets
from cvgen.counting import counted
from cvgen.dates import PartialDate
from cvgen.document import Document, Measure
from cvgen.errors import CvgenError, Problem, RenderError
from cvgen.loading.load import LoadedCv
from cvgen.loading.options import choices_of
from cvgen.lowering.lower import lower
from cvgen.model.cv import Cv
from cvgen.model.marks import Visibility
from cvgen.remarks.contents import remarks_on
from cvgen.rendering.leaks import Hidden, hidden_values
from cvgen.rendering.tasks import OF_A_DOCUMENT, Desk, Task, measure
from cvgen.selection import Rules, Selection, select
from cvgen.selection.sections import NO_ROOM
from cvgen.themes import Theme, layout_of, text_sizes
from cvgen.writers import WRITERS, Written

if TYPE_CHECKING:
    from cvgen.fitting.layouts import LayoutSteps
    from cvgen.fitting.steps import Attempt, Cut


_EVERYBODY = Rules("public", visibility=Visibility.PUBLIC)


@dataclass(frozen=True)
class Job:
    """A variant of a CV to be written in the formats of ``targets`` (format → file).

    ``as_of`` replaces the date of the CV; ``notes`` say what a page limit changed.
    """

    cv: LoadedCv
    rules: Rules
    theme: Theme
    targets: Mapping[str, Path]
    as_of: PartialDate | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def selection(self) -> Selection:
        """The selection by the rules."""
        return select(self.cv.cv, self.rules, self.as_of)

    @property
    def dated_cv(self) -> Cv:
        """The selected CV, with the date that replaces its own."""
        cv = self.selection.cv
        if self.as_of is None:
            return cv
        settings = cv.settings.model_copy(update={"updated": self.as_of})
        return cv.model_copy(update={"settings": settings})

    @cached_property
    def document(self) -> Document:
        """The document of the selection, without metadata for the web."""
        return lower(self.dated_cv, choices_of(self.theme))

    @cached_property
    def web_document(self) -> Document:
        """The document with metadata for the web."""
        return with_web_metadata(self.document, self.selection.cv)

    def document_for(self, format: str) -> Document:
        """The document for the writer of ``format``."""
        return self.web_document if WRITERS[format].of == "web" else self.document

    def input_of(self, format: str) -> Document | Cv:
        """What the writer of ``format`` takes."""
        return self.dated_cv if WRITERS[format].of == "cv" else self.document_for(format)

    def task(self, format: str) -> Task:
        """The task for the writer of ``format``."""
        assets = Assets(self.cv.path.parent, self.pdf)
        cv = self.dated_cv if WRITERS[format].of == "cv" else None
        document = self.document_for(format)
        return Task(format, document, self.theme, assets, self.name(format), cv=cv)

    def hidden_in(self, document: Document) -> tuple[Hidden, ...]:
        """The values that must not appear in ``document``, this one within its page limit."""
        return hidden_values(self.cv, self.rules, self.selection, self.theme, document)

    @property
    def pdf(self) -> str:
        """The name of the PDF of the same run; empty if none is written."""
        return self.targets["pdf"].name if "pdf" in self.targets else ""

    def name(self, format: str) -> str:
        """The name of the document in problems."""
        return f"the {WRITERS[format].noun} of '{self.cv.path.stem}' as '{self.rules.name}'"

    def remarks(self) -> Iterator[Problem]:
        """Warnings about the selection, and about a photo that the theme does not show."""
        settings, source = self.theme.settings, self.cv.source
        yield from remarks_on(source, self.cv.cv, self.rules, self.selection)
        shows_photo = settings["photo"] or "photo" in settings.given
        if self.selection.cv.person.photo and not shows_photo:
            message = f"the theme '{self.theme.name}' does not show photos by default"
            hint = "`options: {photo: true}` shows it; `photo: false` silences this warning"
            yield source.problem("W406", message, source.span_of(("photo",)), hint, "warning")


def with_web_metadata(document: Document, cv: Cv) -> Document:
    """``document`` with metadata for search engines, from the public part of a selected ``cv``.

    The second selection has only one rule, so no variant and no `reveal` adds to it.
    """
    from cvgen.lowering.web import web_of  # only web pages need it

    return replace(document, web=web_of(cv, select(cv, _EVERYBODY).cv))


def within_limit(job: Job, workers: Desk, steps: LayoutSteps | None = None) -> Job:
    """``job`` with a layout and rules that fit its page limit; RenderError (E427) if none do.

    The layout is one of ``steps``; without them, one of those that the theme allows.
    """
    if job.rules.pages is None:
        return job
    from cvgen.fitting.cuts import cuts, cuts_notes  # most documents have no limit
    from cvgen.fitting.fit import fit
    from cvgen.fitting.layouts import LayoutSteps, layout_note
    from cvgen.fitting.steps import Attempt, run
    from cvgen.rendering.excess import excess

    left_out = cuts(job.selection, job.rules)
    layout = layout_of(job.theme.settings)

    def measure_attempt(attempt: Attempt) -> Measure:
        task = replace(_job_of_attempt(job, left_out, attempt).task("pdf"), make=measure)
        found: Measure = workers.submit(task)()
        return found

    steps = steps or LayoutSteps.of(layout, text_sizes(job.theme.settings))
    outcome = run(fit(job.rules.pages, steps, left_out), measure_attempt)
    if outcome.too_many:
        shortest = Attempt(steps.tighter[-1], len(left_out))
        task = _job_of_attempt(job, left_out, shortest).task("pdf")
        raise RenderError(_limit_problem(job, excess(task, job.rules.pages, workers)))
    note = layout_note(layout, outcome.attempt.layout)
    notes = filter(None, (note, *cuts_notes(left_out[: outcome.attempt.cuts])))
    return replace(_job_of_attempt(job, left_out, outcome.attempt), notes=tuple(notes))


def left_out(job: Job) -> tuple[str, ...]:
    """The names of the entries and highlights for which the page limit of ``job`` has no room."""
    from cvgen.selection.items import items_of

    gone = {one.path for one in job.selection.omissions if one.reason == NO_ROOM}
    return tuple(one.text for one in items_of(job.cv.cv) if one.path in gone) if gone else ()


def _job_of_attempt(job: Job, left_out: Sequence[Cut], attempt: Attempt) -> Job:
    made = left_out[: attempt.cuts]
    shortened = frozenset(cut.path for cut in made if cut.shortened)
    cut = frozenset(cut.path for cut in made if not cut.shortened)
    theme = replace(job.theme, layout=attempt.layout)
    return replace(job, rules=replace(job.rules, cut=cut, shortened=shortened), theme=theme)


def _limit_problem(job: Job, lines: int) -> Problem:
    limit = job.rules.pages or 0
    what = f"{job.cv.path.stem} as '{job.rules.name}' does not fit {counted(limit, 'page')}"
    message = f"{what}: {counted(lines, 'line')} too many"
    hint = "nothing more may be left out; lower a priority of 5, or raise `pages`"
    return Problem("E427", message, hint=hint)


def with_file(error: CvgenError, name: str) -> CvgenError:
    """``error``, with the file ``name`` of the CV in its problems that have no place."""
    problems = [
        replace(problem, file=name)
        if problem.code in OF_A_DOCUMENT and not problem.file
        else problem
        for problem in error.problems
    ]
    return type(error)(problems, error.files)


def writer_remarks(job: Job, written: Written) -> list[Problem]:
    """The writer's warnings, and the characters that no font has, with their places in the CV."""
    if not written.missing:
        return list(written.warnings)
    from cvgen.rendering.missing_glyphs import missing_glyphs  # with ctypes, hardly ever needed

    return [*written.warnings, *missing_glyphs(written.missing, job.cv.source)]
