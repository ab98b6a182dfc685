"""Renders CVs: plans, has each made in this process or in workers, and notes what became of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from cvgen.errors import CvgenError
from cvgen.loading.names import KnownNames
from cvgen.paths import display_path
from cvgen.project import Project
from cvgen.project.files import sweep
from cvgen.rendering.cv_maker import CvMaker
from cvgen.rendering.cv_pool import CvPool
from cvgen.rendering.cv_task import CvResult, CvTask, cv_name, is_in_shard
from cvgen.rendering.incremental.orphaned import orphaned_warning
from cvgen.rendering.incremental.outputs import Outputs
from cvgen.rendering.incremental.record import FOLDER
from cvgen.rendering.incremental.unchanged import Unchanged
from cvgen.rendering.plan import UsedNames, are_settings_valid, paths_of
from cvgen.rendering.pool import Workers
from cvgen.rendering.report import Report
from cvgen.rendering.request import Request
from cvgen.rendering.results import Results
from cvgen.rendering.tasks import IN_WORKERS, begin_here
from cvgen.themes import Theme, load_theme

Progress = Callable[[int, int], None]


def render(
    project: Project,
    request: Request,
    workers: Workers | None = None,
    progress: Progress = lambda _n, _all: None,
    unchanged: Unchanged | None = None,
) -> Report:
    """Render every document of ``request`` that is not up to date, even if another one fails.

    ``workers`` end after the last one. ``progress`` is called with the number of finished documents
    and of all documents. ``unchanged`` is what an earlier look at the CVs has found.
    """
    run = _Run(Outputs(project, request, time.time_ns(), unchanged), workers or Workers(0))
    run.all(progress)
    run.workers.dismiss()  # they end while the record is written
    run.close()
    return run.report


class _Run:
    """A run: its CVs by number, its workers, and its report."""

    def __init__(self, outputs: Outputs, workers: Workers) -> None:
        self.outputs = outputs
        self.workers = workers
        self.report = Report()
        self.results = Results(outputs, self.report, workers.with_cause)
        self.paths: list[Path] = []
        self.cvs: list[str] = []
        self._used: UsedNames | None = None
        self._warnings = self.report.problems[:]

    def all(self, progress: Progress) -> None:
        """Read the CVs, and make what is not up to date."""
        project, request = self.outputs.project, self.outputs.request
        theme = self._theme(project, request)
        paths = paths_of(project, request, self.report)
        self.paths = [path for path in paths if is_in_shard(path.stem, request.shard)]
        self.cvs = [cv_name(path, project.root) for path in self.paths]
        self._used = UsedNames(project, request, self.paths, theme, self._names_in)
        if not are_settings_valid(self._used, self.report):
            return
        self._warnings = self.report.problems[:]
        stems = Counter(path.stem for path in self.paths)
        changed = self._changed(stems)
        done = len(self.paths) - len(changed)
        taken: dict[str, str] = {}
        for numbers in _rounds(changed, self.paths):
            for number, task, result in self._made(numbers, taken):
                self.results.add(number, task, result)
                if stems[task.path.stem] > 1:
                    name = display_path(task.path)
                    taken |= {document.name: name for document in result.documents}
                done += 1
                so_far = len(self.report.saved) + self.report.up_to_date
                self.report.expected = so_far * len(self.paths) // done
                progress(so_far, self.report.expected)

    def _theme(self, project: Project, request: Request) -> Theme | None:
        """The theme that is asked for; an error goes to the report, and to that of each CV."""
        try:
            theme = load_theme(request.theme, project.theme_folders) if request.theme else None
            self.report.add_warnings(theme.warnings if theme else ())
            return theme
        except CvgenError as error:
            self.report.add_error(error)
            return None

    def _names_in(self, path: Path) -> tuple[KnownNames, tuple[str, ...]] | None:
        return self.outputs.names_in(cv_name(path, self.outputs.project.root))

    def _changed(self, stems: Counter[str]) -> list[int]:
        """The numbers of the CVs that must be read; the others are noted.

        A CV whose name is in ``stems`` twice is always read.
        """
        changed = []
        for number, (path, cv) in enumerate(zip(self.paths, self.cvs, strict=True)):
            found = self.outputs.unchanged(cv) if stems[path.stem] == 1 else None
            if found:
                self.results.unchanged(cv, *found)
            else:
                changed.append(number)
        return changed

    def _made(
        self, numbers: list[int], taken: dict[str, str]
    ) -> Iterator[tuple[int, CvTask, CvResult]]:
        """The CVs of ``numbers``, each with what became of it, as they are ready."""
        place = {self.cvs[number]: number for number in numbers}
        if len(numbers) > 1 and self.workers.most:
            tasks = (self._task(number, taken) for number in numbers)
            formats = self.outputs.request.formats or self.outputs.project.config.formats
            pool = CvPool(self.workers, not formats or bool(IN_WORKERS & {*formats}))
            yield from ((place[task.cv], task, result) for task, result in pool.results(tasks))
            return
        maker = CvMaker(self.outputs.request, self.outputs.begun, self.outputs.project)
        maker.load = self._used.loaded if self._used else maker.load
        begin = self.workers.begin
        if not self.workers.most:
            begin = partial(begin_here, limits=self.workers.limits)
        for number in numbers:
            task = self._task(number, taken)
            yield number, task, maker.make(task, begin)

    def _task(self, number: int, taken: dict[str, str]) -> CvTask:
        outputs, cv = self.outputs, self.cvs[number]
        return CvTask(cv, outputs.request, outputs.begun, outputs.known(cv), taken)

    def close(self) -> None:
        """Report or remove orphaned outputs, and remember the run if all went well."""
        report, outputs, orphaned = self.report, self.outputs, self.results.orphaned
        request = outputs.request
        report.saved = self.results.in_order()
        if not request.cvs:
            orphaned.look_at_others(self.cvs, request.shard)
        if request.check:
            report.add_state("left over", orphaned.files)
            return
        try:
            if request.prune and orphaned.may_be_removed:
                report.removed += orphaned.prune()
            elif orphaned.files:
                warning = orphaned_warning(orphaned.files)
                report.add_warnings([warning])
                self._warnings.append(warning)
                report.orphaned += orphaned.files
            orphaned.forget()
            for folder in (outputs.folder, outputs.folder / FOLDER):
                sweep(folder)
        except CvgenError as error:
            report.add_error(error)
        if request.remembered and not report.exit_code:
            outputs.close(self.cvs, self._warnings, report.orphaned)


def _rounds(numbers: Iterable[int], paths: list[Path]) -> list[list[int]]:
    """``numbers`` in rounds, in none of which two CVs have the same name: these share outputs."""
    rounds: list[list[int]] = []
    seen = Counter[str]()
    for number in numbers:
        stem = paths[number].stem
        if seen[stem] == len(rounds):
            rounds.append([])
        rounds[seen[stem]].append(number)
        seen[stem] += 1
    return rounds
