"""Rendering: making the documents of a plan one by one, in this process and in workers."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cvgen.assets.files import Assets
from cvgen.dates import PartialDate
from cvgen.document import Document
from cvgen.errors import CvgenError, Problem
from cvgen.project import Project
from cvgen.project.files import shown
from cvgen.rendering.document import Prepared, whole_of
from cvgen.rendering.incremental.orphaned import left_over_warning, leftovers, prune
from cvgen.rendering.incremental.stale import Upkeep
from cvgen.rendering.leaks import Hidden, hidden_values
from cvgen.rendering.plan import plan
from cvgen.rendering.pool import IN_WORKERS, Result, Task, Workers
from cvgen.rendering.prepare import prepare
from cvgen.rendering.report import Done, Report
from cvgen.rendering.request import Job, Planned, Request
from cvgen.rendering.save import files_of, save
from cvgen.rendering.web_metadata import with_web
from cvgen.writers import WRITERS, Written

_OF_A_CV = frozenset({"E422", "E425", "E428", "E431", "E432", "E433"})


@dataclass(frozen=True)
class _Pending:
    """A document in the making: what the format shows of the ``whole``, what was changed to fit."""

    job: Job
    document: Document
    whole: Prepared
    notes: tuple[str, ...]
    result: Result


def render(
    project: Project,
    request: Request,
    workers: Workers | None = None,
    progress: Callable[[int, int], None] = lambda _n, _all: None,
) -> Report:
    """Make every document that ``request`` asks for and that is not up to date; one that fails
    does not stop the others.

    ``workers`` make the PDFs where there are some, and are told to end after the last. ``progress``
    is called with how many of how many documents are made.
    """
    begun = time.time_ns()
    report = Report()
    workers = workers or Workers(0)
    upkeep = Upkeep(project, request, begun)
    planned: list[Planned] = []
    pending: deque[_Pending] = deque()
    for jobs in plan(project, request, report):
        planned += [job.planned for job in jobs]
        preparing = _Preparing(request.as_of, workers)
        for job in _slowest_first(jobs):
            if (made := _begin(job, preparing, upkeep, report)) is not None:
                pending.append(made)
            while len(pending) > 2 * workers.most:
                _finish(pending.popleft(), upkeep, report)
            progress(len(report.done) + report.fresh, report.expected)
    while pending:
        _finish(pending.popleft(), upkeep, report)
        progress(len(planned) - len(pending), len(planned))
    workers.dismiss()  # they end while the record is written
    order = {one.target: number for number, one in enumerate(planned)}
    report.done.sort(key=lambda done: order[done.target])
    _close(upkeep, planned, report, complete=not request.cvs)
    return report


def _begin(job: Job, preparing: _Preparing, upkeep: Upkeep, report: Report) -> _Pending | None:
    """The output of ``job`` in the making; None where it is up to date, or cannot be made."""
    try:
        whole = preparing.whole(job)
        report.remark(whole.remarks)
        document = _document_of(job, whole)
        if upkeep.is_fresh(job, document, whole.selection.cv):
            report.fresh += 1
            report.remark(upkeep.warnings_of(job))
            return None
        prepared = preparing(job)
        result = preparing.workers.submit(task_of(job, prepared, preparing.hidden(job, prepared)))
        return _Pending(job, document, whole, prepared.notes, result)
    except CvgenError as error:
        report.failed(with_file(error, job))
        return None


def _finish(made: _Pending, upkeep: Upkeep, report: Report) -> None:
    """Wait for a document and write it, or compare it; what goes wrong is noted."""
    job = made.job
    made_from = upkeep.made_from(job, made.document, made.whole.selection.cv)  # while it is made
    try:
        written = made.result()
        remarks = _remarks(job, written)
        if upkeep.mode.check:
            state = upkeep.state_of(job, made_from, written)
            report.found(state, files_of(job.target, written, WRITERS[job.format].paged))
        else:
            saved = save(job.target, written, WRITERS[job.format].paged)
            upkeep.made(job, made_from, saved, remarks)
            report.done.append(
                Done(job.target, written.pages, saved, (*made.notes, *written.notes))
            )
        report.remark(remarks)
    except CvgenError as error:
        report.failed(with_file(error, job))


def with_file(error: CvgenError, job: Job) -> CvgenError:
    """``error`` with the file of the CV in problems that concern it and have no place."""
    name = job.cv.source.name
    problems = [
        replace(problem, file=name) if problem.code in _OF_A_CV and not problem.file else problem
        for problem in error.problems
    ]
    return type(error)(problems, error.files)


def _close(upkeep: Upkeep, planned: list[Planned], report: Report, complete: bool) -> None:
    """See to what nothing makes any more, and write the record."""
    left = leftovers(upkeep, planned) if complete else {}
    files = [path for paths in left.values() for path in paths]
    if upkeep.mode.check:
        report.found("left over", files)
        return
    try:
        if upkeep.mode.prune and planned:  # a run that finds no CV at all may look at a slip
            report.removed += prune(upkeep, left)
            files = []
        elif files:
            report.remark([left_over_warning([shown(path) for path in files])])
            report.left_over += files
        upkeep.close(planned, report, files)
    except CvgenError as error:
        report.failed(error)


def _remarks(job: Job, written: Written) -> list[Problem]:
    """What the writer remarks on, and the characters that no font has, with their places."""
    if not written.missing:
        return list(written.warnings)
    from cvgen.rendering.missing_glyphs import (
        missing_glyphs,  # with ctypes, which is hardly ever needed here
    )

    return [*written.warnings, *missing_glyphs(written.missing, job.cv.source)]


def _slowest_first(jobs: list[Job]) -> list[Job]:
    """``jobs`` of a CV with those for workers first, so that these begin at once."""
    return sorted(jobs, key=lambda job: job.format not in IN_WORKERS)


def task_of(job: Job, prepared: Prepared, hidden: tuple[Hidden, ...] = ()) -> Task:
    """What a writer is to do for ``job``. Nothing ``hidden`` may stand in the document."""
    document = _document_of(job, prepared)
    assets = Assets(job.cv.path.parent, job.pdf)
    return Task(job.format, document, prepared.theme, assets, job.name, hidden)


def _document_of(job: Job, prepared: Prepared) -> Document:
    """The document as the format of ``job`` shows it."""
    if job.format == "html":
        return with_web(prepared.document, prepared.selection.cv)
    return prepared.document


class _Preparing:
    """The documents that were prepared; the formats of a CV and variant share one."""

    def __init__(self, as_of: PartialDate | None, workers: Workers) -> None:
        self.as_of = as_of
        self.workers = workers
        self._whole: dict[tuple[Path, str], Prepared] = {}
        self._hidden: dict[tuple[Path, str], tuple[Hidden, ...]] = {}
        self._made: dict[tuple[Path, str], Prepared | CvgenError] = {}

    def whole(self, job: Job) -> Prepared:
        """What ``job`` shows without regard to a page limit."""
        key = (job.cv.path, job.rules.name)
        if key not in self._whole:
            self._whole[key] = whole_of(job, self.as_of)
        return self._whole[key]

    def hidden(self, job: Job, prepared: Prepared) -> tuple[Hidden, ...]:
        """What may not stand in any document of the CV and variant of ``job``."""
        key = (job.cv.path, job.rules.name)
        if key not in self._hidden:
            self._hidden[key] = hidden_values(job, prepared.document, self.whole(job).selection)
        return self._hidden[key]

    def __call__(self, job: Job) -> Prepared:
        """What to write for ``job``. Raises the same error for every format."""
        key = (job.cv.path, job.rules.name)
        if key not in self._made:
            try:
                self._made[key] = prepare(job, self.as_of, self.workers, self.whole(job))
            except CvgenError as error:
                self._made[key] = error
        found = self._made[key]
        if isinstance(found, CvgenError):
            raise found
        return found
