"""Makes one CV after another in this process: loads it, keeps page limits, writes the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from cvgen.errors import CvgenError, Problem, RenderError, UsageError
from cvgen.loading.load import LoadedCv, load_cv
from cvgen.loading.names import known_names
from cvgen.paths import display_path
from cvgen.project import Project, find_project
from cvgen.rendering.cv_task import CvResult, CvTask, MadeDocument, output_name
from cvgen.rendering.incremental.inputs import Inputs, inputs_of
from cvgen.rendering.incremental.record import inputs_as_read
from cvgen.rendering.job import Job, within_limit, writer_remarks
from cvgen.rendering.leaks import Hidden
from cvgen.rendering.plan import jobs_of, rendered_names, warnings_of_options
from cvgen.rendering.request import Request
from cvgen.rendering.tasks import IN_WORKERS, Result, Task
from cvgen.themes import load_theme
from cvgen.writers import Written

Submit = Callable[[Task], Result]
"""Begins a document, here or elsewhere; the result waits for it."""


class CvMaker:
    """Makes the CVs of one run, which share the project, its themes and their digests."""

    ends_when_slow = False
    """Whether to give up a CV when a document takes too long, as this process is unsafe then."""

    def __init__(self, request: Request, begun: int, project: Project | None = None) -> None:
        self.request = request
        self.begun = begun
        self.project = project or find_project(request.project)
        self.theme = cache(partial(load_theme, folders=self.project.theme_folders))
        self.load: Callable[[Path], LoadedCv] = partial(load_cv, project=self.project)
        self.inputs = Inputs(begun)
        self.folder = request.output or self.project.output

    def fits(self, task: CvTask) -> bool:
        """True if ``task`` is of the same run."""
        return (task.request, task.begun) == (self.request, self.begun)

    def make(self, task: CvTask, submit: Submit) -> CvResult:
        """Make the CV; every error is in the result."""
        result = CvResult()
        try:
            loaded = self.load(task.path)
            result.warnings += loaded.source.warnings
            jobs = _distinct(jobs_of(loaded, self.request, self.theme), task, result, self.folder)
        except CvgenError as error:
            result.fail(error)
            return result
        result.warnings += warnings_of_options(jobs)
        result.variants = tuple(loaded.variant_names())
        result.rendered = rendered_names(loaded, [job.rules.name for job in jobs])
        result.names = known_names([loaded.cv])
        try:
            _Making(self, task, submit, result).all(jobs)
        except _TooSlowError as slow:
            result.slow[slow.name] = slow.error
        own = {name for job in jobs for name in inputs_of(self.project, job)}
        result.inputs = inputs_as_read(sorted(own), self.project.root, self.begun)
        return result


class _Desk:
    """Passes documents on, but for those that an earlier attempt failed with.

    ``last`` is the last one that failed.
    """

    def __init__(self, submit: Submit, failed: Mapping[str, RenderError]) -> None:
        self.last: Task | None = None
        self._submit = submit
        self._failed = failed

    def submit(self, task: Task) -> Result:
        """Begin with ``task``."""
        return partial(
            self._result, None if task.name in self._failed else self._submit(task), task
        )

    def _result(self, result: Result | None, task: Task) -> Any:
        try:
            if result is None:
                raise self._failed[task.name]
            return result()
        except RenderError:
            self.last = task
            raise


class _Making:
    """The making of the CV of ``task``."""

    def __init__(self, maker: CvMaker, task: CvTask, submit: Submit, result: CvResult) -> None:
        self.maker = maker
        self.task = task
        self.desk = _Desk(submit, task.failed)
        self.result = result

    def _name(self, target: Path) -> str:
        return output_name(target, self.maker.folder)

    def all(self, jobs: Sequence[Job]) -> None:
        """Make all documents: those for workers begin first, and go on while others are made."""
        ends: list[Callable[[], None]] = []
        others: list[Callable[[], Callable[[], None]]] = []
        for job in jobs:
            try:
                self.result.warnings += job.remarks()
                stale = {form: found for form in job.targets if (found := self._stale(job, form))}
                made = within_limit(job, self.desk) if stale else job
                hidden = job.hidden_in(made.document) if stale else ()
            except CvgenError as error:
                self._fail(error, job)
                continue
            for form, made_from in stale.items():
                begin = partial(self._begin, job, made, form, made_from, hidden)
                if form in IN_WORKERS:
                    ends.append(begin())
                else:
                    others.append(begin)
        for other in others:
            other()()
        for end in ends:
            end()
        order = [self._name(target) for job in jobs for target in job.targets.values()]
        self.result.documents.sort(key=lambda made: order.index(made.name))

    def _stale(self, job: Job, form: str) -> str:
        """The digest of the inputs of a document; empty if the existing one is made from them."""
        name = self._name(job.targets[form])
        known = self.task.known.get(name)
        made_from = self.maker.inputs.digest(job, form)
        if known == made_from:
            made = MadeDocument(name, form, job.rules.name, made_from)
            self.result.documents.append(made)
            return ""
        return made_from

    def _begin(
        self, job: Job, made: Job, form: str, made_from: str, hidden: tuple[Hidden, ...]
    ) -> Callable[[], None]:
        """Begin a document; what is returned waits for it."""
        result = self.desk.submit(replace(made.task(form), hidden=hidden))

        def end() -> None:
            try:
                written: Written = result()
            except CvgenError as error:
                self._fail(error, job)
                return
            remarks, name = writer_remarks(job, written), self._name(job.targets[form])
            document = MadeDocument(
                name, form, job.rules.name, made_from, written, tuple(remarks), made.notes
            )
            self.result.documents.append(document)

        return end

    def _fail(self, error: CvgenError, job: Job) -> None:
        task, self.desk.last = self.desk.last, None
        if self.maker.ends_when_slow and any(one.code == "E431" for one in error.problems):
            assert task is not None
            assert isinstance(error, RenderError)
            raise _TooSlowError(task.name, error)
        self.result.fail(error, task)


class _TooSlowError(Exception):
    """The document ``name`` took too long, and was interrupted in this process."""

    def __init__(self, name: str, error: RenderError) -> None:
        super().__init__(name)
        self.name = name
        self.error = error


def _distinct(jobs: Iterator[Job], task: CvTask, result: CvResult, folder: Path) -> list[Job]:
    """``jobs`` without the outputs that another CV of the same name has taken."""
    found: list[Job] = []
    for job in jobs:
        targets = dict(job.targets)
        for form, target in job.targets.items():
            if (other := task.taken.get(output_name(target, folder))) is None:
                continue
            del targets[form]
            names = f"'{other}' and '{display_path(job.cv.path)}'"
            message = f"{names} would both write '{target.name}'"
            result.fail(UsageError(Problem("E503", message, hint="rename one of the files")))
        found.append(job if len(targets) == len(job.targets) else replace(job, targets=targets))
    return found
