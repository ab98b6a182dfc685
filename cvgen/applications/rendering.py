"""Renders the documents of an application, or reads them from their files if nothing changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cvgen.applications.checklist.items import Made
from cvgen.applications.documents import least_size
from cvgen.applications.limits import POINTS, Range, counted
from cvgen.applications.loading import LoadedApplication, placed_problems
from cvgen.applications.packet.declarations import declared
from cvgen.applications.packet.foreign import prepare
from cvgen.applications.planned import Planned
from cvgen.assets.files import Assets
from cvgen.document import Measure
from cvgen.errors import CvgenError, InputError, Problem, RenderError
from cvgen.fitting.fit import fit, surplus
from cvgen.fitting.layouts import LayoutSteps, layout_note
from cvgen.fitting.steps import Attempt, Outcome, Search, run
from cvgen.model.cv import Cv
from cvgen.paths import display_path, stored_path
from cvgen.project.files import read_bytes
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import Output, Record
from cvgen.rendering.job import within_limit
from cvgen.rendering.make import writer_remarks
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task, measure
from cvgen.themes import Theme, layout_of, text_sizes
from cvgen.writers import Written

Step = Callable[[], Made]
_LOOSE = (
    "main * { break-inside: auto !important; break-before: auto !important; "
    "break-after: auto !important; orphans: 1 !important; widows: 1 !important }"
)
"""Counts the lines that are too many: what is kept together would come along to the next page."""
_STANDARDS = 2  # PDF/A-3a and PDF/UA-1


@dataclass
class Renderer:
    """Renders the documents of one application.

    ``folder`` has its outputs, and ``record`` knows from what they were made. ``digests`` collects
    the digest of each document by the name of its file, ``warnings`` those of the writers, and
    ``files`` everything that was read.
    """

    loaded: LoadedApplication
    folder: Path
    record: Record
    workers: Workers
    force: bool = False

    def __post_init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.warnings: dict[str, tuple[Problem, ...]] = {}
        self.notes: dict[str, tuple[str, ...]] = {}
        self.files: set[Path] = set(self.loaded.files)
        self.cvs: dict[int, Cv] = {}  # of the documents within their limits, by number
        self._digests: dict[Path, str] = {}
        self._tasks: dict[int, tuple[Task, tuple[str, ...]]] = {}

    def made(self, planned: Sequence[Planned]) -> list[Made]:
        """The finished documents; InputError or RenderError with all problems."""
        steps: list[Step] = []
        problems: list[CvgenError] = []
        for plan in planned:
            try:
                steps.append(self._begin(plan))
            except CvgenError as error:
                problems.append(placed(error, plan, self.loaded))
        found = []
        for step in steps:
            try:
                found.append(step())
            except CvgenError as error:
                problems.append(error)
        if problems:
            raise joined(problems)
        return found

    def _begin(self, plan: Planned) -> Step:
        """Start to render a document, or take it from its file."""
        name = f"{plan.stem}.pdf"
        if plan.path is not None:
            return lambda: self._foreign(plan, name)
        self.digests[name] = digest.of_value(self.inputs(plan))
        known = self._known(name)
        if known is not None:
            return lambda: self._from_file(plan, name, known)
        task, notes = self.task(plan)
        result = self.workers.submit(task)
        self.notes[name] = notes

        def finish() -> Made:
            try:
                return self._finished(plan, name, task, result())
            except CvgenError as error:
                raise placed(error, plan, self.loaded) from None

        return finish

    def inputs(self, plan: Planned) -> tuple[object, ...]:
        """Everything that a document shows."""
        theme = plan.job.theme if plan.job else plan.theme
        assert theme is not None
        faces = [face.path for face in theme.settings.fonts]
        self.files |= {*theme.folders, *faces}
        files = [*map(self._digest, (*theme.folders, *faces))]
        look = (theme.name, theme.settings.values, theme.extra_css)
        job = plan.job
        content = (job.rules, job.selection.cv, job.document) if job else (plan.document,)
        limit = str(plan.pages)
        pictures = tuple(self._pictures(plan))
        self.files |= set(pictures)
        return (
            self._program, content, look, files, limit, *map(digest.of_file, pictures),
        )  # fmt: skip

    @cached_property
    def _program(self) -> str:
        return digest.of_program()

    def _digest(self, path: Path) -> str:
        """The digest of a file or folder of a theme, which all documents share."""
        if path not in self._digests:
            find = digest.of_folder if path.is_dir() else digest.of_file
            self._digests[path] = find(path)
        return self._digests[path]

    def _pictures(self, plan: Planned) -> Iterator[Path]:
        """The pictures that a document shows: a photo beside the CV, or a signature."""
        signature = self.loaded.named.get(("signature",))
        if plan.part.letter is not None and signature:
            yield signature
        if plan.job and (photo := plan.job.document.header.photo):
            yield stored_path(plan.job.cv.path.parent / photo)

    def _known(self, name: str) -> Output | None:
        """The record of a document that was made from the same inputs and did not change."""
        known = None if self.force else self.record.outputs.get(self.key(name))
        is_same = known is not None and known.made_from == self.digests[name]
        return known if known and is_same and known.is_unchanged(self.folder.parent) else None

    def key(self, name: str) -> str:
        """The name of an output in the record."""
        return f"{self.folder.name}/{name}"

    def _from_file(self, plan: Planned, name: str, known: Output) -> Made:
        self.warnings[name] = known.warnings
        data = (self.folder / name).read_bytes()
        document = plan.job.document if plan.job else plan.document
        pages, has_standards = _of_file(data)
        return Made(plan, data, pages, document, has_standards)

    def _foreign(self, plan: Planned, name: str) -> Made:
        assert plan.path is not None
        place = display_path(plan.path)
        alt = plan.part.description or plan.title
        try:
            file = prepare(read_bytes(plan.path), place, plan.title, plan.language, alt)
        except CvgenError as error:
            raise _named(error, plan, self.loaded) from None
        self.warnings[name] = file.problems
        return Made(plan, file.data, file.pages, None, len(file.standards) == _STANDARDS)

    def made_from(self, made_from: str) -> dict[str, bytes] | None:
        """The files that an earlier run made from the same; None if they are gone or edited."""
        found = {
            name: known
            for name, known in self.record.outputs.items()
            if known.made_from == made_from and name.startswith(self.key(""))
        }
        is_same = all(one.is_unchanged(self.folder.parent) for one in found.values())
        if self.force or not found or not is_same:
            return None
        files = {}
        for path, known in found.items():
            name = path.removeprefix(self.key(""))
            self.digests[name], self.warnings[name] = made_from, known.warnings
            files[name] = (self.folder / name).read_bytes()
        return files

    def task(self, plan: Planned) -> tuple[Task, tuple[str, ...]]:
        """The task that renders a document within its limit, and what the limit changed."""
        if plan.number not in self._tasks:
            self._tasks[plan.number] = self._within_limit(plan)
        return self._tasks[plan.number]

    def _within_limit(self, plan: Planned) -> tuple[Task, tuple[str, ...]]:
        if plan.job is not None:
            made = within_limit(plan.job, self.workers)
            hidden = plan.job.hidden_in(made.document)
            self.cvs[plan.number] = made.dated_cv
            return replace(made.task("pdf"), hidden=hidden), made.notes
        assert plan.document is not None and plan.theme is not None
        picture = self.loaded.named.get(("signature",)) if plan.part.letter is not None else None
        assets = Assets(picture.parent if picture else None, "")
        theme = replace(plan.theme, layout=layout_of(plan.theme.settings))
        task = Task("pdf", plan.document, theme, assets, f"'{plan.title}'")
        return self._fitted(task, plan.theme, plan.pages) if plan.pages else (task, ())

    def _fitted(self, task: Task, theme: Theme, limit: Range) -> tuple[Task, tuple[str, ...]]:
        """``task`` in the layout that keeps to the limit of pages; the words never change."""
        layout = layout_of(theme.settings)
        rules = self.loaded.opening.rules
        floor, most = text_sizes(theme.settings)
        steps = LayoutSteps.of(layout, (max(floor, least_size(rules)), most))
        # The address stays in the window of an envelope, lines keep their length, and margins are
        # never narrower than the opening demands.
        narrowest = (rules.margins or 0) / POINTS["mm"]
        tighter, roomier = (
            [
                one
                for one in row
                if one == layout
                or (one.side == layout.side and min(one.top, one.bottom) >= narrowest)
            ]
            for row in (steps.tighter, steps.roomier)
        )

        def of(attempt: Attempt) -> Task:
            return replace(task, theme=replace(theme, layout=attempt.layout))

        def measured(attempt: Attempt) -> Measure:
            found: Measure = self.workers.submit(replace(of(attempt), make=measure))()
            return found

        outcome = run(_search(limit, LayoutSteps(tighter, roomier)), measured)
        note = layout_note(layout, outcome.attempt.layout)
        if outcome.too_many:
            tightest = of(Attempt(tighter[-1]))
            loose = replace(tightest.theme, extra_css=f"{theme.extra_css}\n{_LOOSE}")
            number = self.workers.submit(replace(tightest, theme=loose, make=measure))()
            most = surplus(number, limit.most) or 1
            lines, pages = counted(most, "line"), counted(limit.most, "page")
            message = f"{task.name} does not fit {pages}: {lines} too many"
            hint = "shorten the text: only the layout may change, and it cannot be tighter"
            raise RenderError(Problem("E427", message, hint=hint))
        return of(outcome.attempt), (note,) if note else ()

    def _finished(self, plan: Planned, name: str, task: Task, written: Written) -> Made:
        found = writer_remarks(plan.job, written) if plan.job else list(written.warnings)
        self.warnings[name] = tuple(found)
        pages = written.pages or _of_file(written.data)[0]
        return Made(plan, written.data, pages, task.document, not written.missing)


def _search(limit: Range, steps: LayoutSteps) -> Search:
    """The search for a layout within ``limit``; a text that fits keeps the usual one."""
    whole = Attempt(steps.tighter[0])
    first = yield whole
    if first.pages > limit.most:
        return (yield from fit(limit.most, steps, ()))
    return Outcome(whole, first)


def _of_file(data: bytes) -> tuple[int, bool]:
    """The number of pages of a PDF, and whether it declares both standards."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages), len(declared(pdf)) == _STANDARDS


def placed(error: CvgenError, plan: Planned, loaded: LoadedApplication) -> CvgenError:
    """``error`` with the place of the document in its problems that have none."""
    key = "pages" if plan.part.pages else plan.part.kind
    return type(error)(placed_problems(error, loaded.source, (*plan.place, key)))


def joined(errors: Sequence[CvgenError]) -> CvgenError:
    """One error with the problems of all ``errors``; the first one decides the exit code."""
    return type(errors[0])([problem for error in errors for problem in error.problems])


def _named(error: CvgenError, plan: Planned, loaded: LoadedApplication) -> InputError:
    """``error`` about a foreign file, at the place that names the file."""
    span = loaded.source.span_of((*plan.place, "file"))
    return InputError(
        [loaded.source.problem(p.code, _with_file(p), span, p.hint) for p in error.problems]
    )


def _with_file(problem: Problem) -> str:
    return f"{problem.file}: {problem.message}" if problem.file else problem.message
