"""Rendering: making the documents of a plan one by one, in this process and in workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from cvgen.app.jobs import Job, Request
from cvgen.app.output import save
from cvgen.app.plan import plan
from cvgen.app.prepare import Prepared, prepare
from cvgen.app.publish import with_web
from cvgen.app.report import Done, Report
from cvgen.app.workers import IN_WORKERS, Result, Task, Workers
from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, Problem
from cvgen.project import Project
from cvgen.writers import WRITERS, Assets, Written


def render(
    project: Project,
    request: Request,
    workers: Workers | None = None,
    progress: Callable[[int, int], None] = lambda _n, _all: None,
) -> Report:
    """Make every document that ``request`` asks for; one that fails does not stop the others.

    ``workers`` make the PDFs where there are some. ``progress`` is called with how many of how
    many documents are made.
    """
    report = Report()
    workers = workers or Workers(0)
    jobs = plan(project, request, report)
    preparing = _Preparing(request.as_of, workers)
    pending: deque[tuple[Job, tuple[str, ...], Result]] = deque()

    def finish(submitted: int, leave: int) -> None:
        while len(pending) > leave:
            _finish(*pending.popleft(), report)
            progress(submitted - len(pending), len(jobs))

    for submitted, job in enumerate(_slowest_first(jobs), 1):
        try:
            prepared = preparing(job)
            pending.append((job, prepared.notes, workers.submit(task_of(job, prepared))))
        except CvgenError as error:
            report.failed(error)
        finish(submitted, leave=2 * workers.most)
    finish(len(jobs), leave=0)
    progress(len(jobs), len(jobs))
    report.done.sort(key=lambda done: jobs.index(done.job))
    return report


def _slowest_first(jobs: list[Job]) -> list[Job]:
    """``jobs`` with those for workers first within each CV, so that these begin at once."""
    return sorted(jobs, key=lambda job: (job.cv.path, job.format not in IN_WORKERS))


def task_of(job: Job, prepared: Prepared) -> Task:
    """What a writer is to do for ``job``."""
    document = prepared.document
    if job.format == "html":
        document = with_web(document, prepared.selection.cv)
    return Task(job.format, document, prepared.theme, Assets(job.cv.path.parent, job.pdf))


class _Preparing:
    """The documents that were prepared; the formats of a CV and variant share one."""

    def __init__(self, as_of: PartialDate | None, workers: Workers) -> None:
        self.as_of = as_of
        self.workers = workers
        self.made: dict[tuple[Path, str], Prepared | CvgenError] = {}

    def __call__(self, job: Job) -> Prepared:
        """What to write for ``job``. Raises the same error for every format."""
        key = (job.cv.path, job.rules.name)
        if key not in self.made:
            try:
                self.made[key] = prepare(job, self.as_of, self.workers)
            except CvgenError as error:
                self.made[key] = error
        found = self.made[key]
        if isinstance(found, CvgenError):
            raise found
        return found


def _finish(job: Job, notes: tuple[str, ...], result: Result, report: Report) -> None:
    """Wait for a document and write it; what goes wrong is noted."""
    try:
        written = result()
        saved = save(job.target, written, WRITERS[job.format].paged)
    except CvgenError as error:
        report.failed(error)
        return
    report.problems += [w for w in _remarks(job, written) if w not in report.problems]
    report.done.append(Done(job, written.pages, saved, (*notes, *written.notes)))


def _remarks(job: Job, written: Written) -> list[Problem]:
    """What the writer remarks on, and the characters that no font has, with their places."""
    if not written.missing:
        return list(written.warnings)
    from cvgen.app.glyphs import missing_glyphs  # with ctypes, which is hardly ever needed here

    return [*written.warnings, *missing_glyphs(written.missing, job.cv.source)]
