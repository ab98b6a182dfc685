"""Renders the documents of a plan one by one, in this process and in workers."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from cvgen.errors import CvgenError, Problem
from cvgen.project import Project
from cvgen.rendering.incremental.orphaned import find_orphaned, orphaned_warning, prune
from cvgen.rendering.incremental.outputs import Outputs
from cvgen.rendering.job import Job, within_limit
from cvgen.rendering.plan import plan
from cvgen.rendering.pool import Result, Workers
from cvgen.rendering.report import Report, files_of, save
from cvgen.rendering.request import Request
from cvgen.rendering.tasks import IN_WORKERS, OF_A_DOCUMENT
from cvgen.writers import WRITERS, Written

Step = Callable[[], None]
"""Waits for one document, and writes it or compares it with the existing file."""


def render(
    project: Project,
    request: Request,
    workers: Workers | None = None,
    progress: Callable[[int, int], None] = lambda _n, _all: None,
) -> Report:
    """Render every document of ``request`` that is not up to date, even if another one fails.

    ``workers`` render the PDFs, and end after the last one. ``progress`` is called with the number
    of finished documents and of all documents.
    """
    run = _Run(request, Outputs(project, request, time.time_ns()), workers or Workers(0))
    report, pending = run.report, deque[Step]()
    for jobs in plan(project, request, report):
        run.outputs.plan(jobs)
        for step in run.begin(jobs):
            pending.append(step)
            while len(pending) > 2 * run.workers.most:
                pending.popleft()()
                progress(len(report.saved) + report.up_to_date, report.expected)
        progress(len(report.saved) + report.up_to_date, report.expected)
    total = len(run.outputs.targets)
    while pending:
        pending.popleft()()
        progress(total - len(pending), total)
    run.workers.dismiss()  # they end while the record is written
    run.close()
    return report


@dataclass
class _Run:
    """The state that all documents of a run share."""

    request: Request
    outputs: Outputs
    workers: Workers
    report: Report = field(default_factory=Report)

    def begin(self, jobs: Sequence[Job]) -> Iterator[Step]:
        """A step for each document of a CV that is not up to date, those for workers first."""
        later: list[Step] = []
        for job in jobs:
            try:
                self.report.add_warnings(job.remarks())
                stale = [format for format in job.targets if not self._is_up_to_date(job, format)]
                made = within_limit(job, self.workers) if stale else job
                hidden = job.hidden_in(made.document) if stale else ()
            except CvgenError as error:
                self.report.add_error(with_file(error, job))
                continue
            for format in stale:
                task = replace(made.task(format), hidden=hidden)
                result = self.workers.submit(task)
                step = partial(self._finish, job, format, made.notes, result)
                if format in IN_WORKERS:
                    yield step
                else:
                    later.append(step)
        yield from later

    def _is_up_to_date(self, job: Job, format: str) -> bool:
        """True if the document is up to date; then repeat the remarks of its last rendering."""
        known = None if self.request.force else self.outputs.up_to_date(job, format)
        if known is not None:
            self.report.up_to_date += 1
            self.report.add_warnings(known.warnings)
        return known is not None

    def _finish(self, job: Job, format: str, notes: tuple[str, ...], result: Result) -> None:
        """Wait for a document, and write it or compare it; errors go to the report."""
        outputs, target, paged = self.outputs, job.targets[format], WRITERS[format].paged
        outputs.input_digest(job, format)  # takes a while; meanwhile, a worker renders the document
        try:
            written = result()
            remarks = writer_remarks(job, written)
            if self.request.check:
                state = outputs.state(job, format, written)
                self.report.add_state(state, files_of(target, written, paged))
            else:
                saved = save(target, written, paged, notes)
                outputs.add(job, format, saved, remarks)
                self.report.saved.append(saved)
            self.report.add_warnings(remarks)
        except CvgenError as error:
            self.report.add_error(with_file(error, job))

    def close(self) -> None:
        """Report or remove orphaned outputs, and write the record."""
        request, report, outputs = self.request, self.report, self.outputs
        order = {target: number for number, target in enumerate(outputs.targets)}
        report.saved.sort(key=lambda saved: order[saved.target])
        found = {} if request.cvs else find_orphaned(outputs)
        files = [path for paths in found.values() for path in paths]
        if request.check:
            report.add_state("left over", files)
            return
        try:
            if request.prune and outputs.targets:  # a run without a CV may be in the wrong place
                report.removed += prune(outputs, found)
                files = []
            elif files:
                report.add_warnings([orphaned_warning(files)])
                report.orphaned += files
            outputs.close(report)
        except CvgenError as error:
            report.add_error(error)


def with_file(error: CvgenError, job: Job) -> CvgenError:
    """``error``, with the file of the CV in its problems that have no place."""
    name = job.cv.source.name
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
