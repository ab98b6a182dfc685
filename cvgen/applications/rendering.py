"""Renders the documents of an application, or reads them from their files if nothing changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from cvgen.applications.checklist.items import Made
from cvgen.applications.fitting import allowed_steps, fitted
from cvgen.applications.letterhead import above_address
from cvgen.applications.loading import LoadedApplication
from cvgen.applications.packet.declarations import declared
from cvgen.applications.packet.foreign import prepare
from cvgen.applications.places import joined, of_file, placed, warnings_of
from cvgen.applications.planned import Planned
from cvgen.assets.files import Assets
from cvgen.errors import CvgenError, Problem
from cvgen.model.cv import Cv
from cvgen.paths import display_path, stored_path
from cvgen.project.files import read_bytes
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import Output, Record
from cvgen.rendering.job import left_out, within_limit, writer_remarks
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task
from cvgen.themes import layout_of
from cvgen.writers import Written

Step = Callable[[], Made]
_STANDARDS = 2  # PDF/A-3a and PDF/UA-1


@dataclass
class Renderer:
    """Renders the documents of one application.

    ``folder`` has its outputs, and ``record`` knows from what they were made. ``digests`` collects
    the digest of each document by the name of its file, ``warnings`` what its writer said, and
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
        self._plans: dict[str, Planned] = {}
        self.notes: dict[str, tuple[str, ...]] = {}
        self.files: set[Path] = set(self.loaded.files)
        self.left_out: dict[str, tuple[str, ...]] = {}  # by the name of the file, as in ``Made``
        self.cvs: dict[int, Cv] = {}  # of the documents within their limits, by number
        self.heads: dict[int, list[Problem]] = {}  # about letterheads, by number of the letter
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
                problems.append(placed(error, plan, self.loaded.source))
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
                raise placed(error, plan, self.loaded.source) from None

        return finish

    def inputs(self, plan: Planned) -> tuple[object, ...]:
        """Everything that a document shows."""
        theme = plan.job.theme if plan.job else plan.theme
        assert theme is not None
        faces = [face.path for face in theme.settings.fonts]
        self.files |= {*theme.folders, *faces}
        files = [*map(self._digest, (*theme.folders, *faces))]
        look = (theme.name, theme.settings.values, theme.least, theme.numbered, theme.extra_css)
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

    def output(self, name: str, data: bytes) -> Output:
        """The record of an output that is written."""
        own = digest.of_bytes(data)
        made_from, gone = self.digests.get(name, own), self.left_out.get(name, ())
        warnings = self.warnings.get(name, ())
        return Output(made_from, {self.key(name): own}, self.loaded.name, "", warnings, gone)

    def _from_file(self, plan: Planned, name: str, known: Output) -> Made:
        self.note(plan, name, known.warnings)
        self.left_out[name] = known.left_out
        data = (self.folder / name).read_bytes()
        document = plan.job.document if plan.job else plan.document
        pages, has_standards = _of_file(data)
        return Made(plan, data, pages, document, has_standards, known.left_out)

    def _foreign(self, plan: Planned, name: str) -> Made:
        assert plan.path is not None and plan.theme is not None
        place, paper = display_path(plan.path), str(plan.theme.settings["page"]).lower()
        alt = plan.part.description or plan.title
        try:
            data = read_bytes(plan.path)
            file = prepare(data, place, plan.title, plan.language, alt, paper)
        except CvgenError as error:
            raise of_file(error, plan, self.loaded.source) from None
        self.note(plan, name, file.problems)
        return Made(plan, file.data, file.pages, None, len(file.standards) == _STANDARDS)

    def note(self, plan: Planned, name: str, warnings: Iterable[Problem]) -> None:
        """Note the ``warnings`` about the file ``name`` of a document."""
        self.warnings[name], self._plans[name] = tuple(warnings), plan

    def remarks(self) -> list[Problem]:
        """All warnings, at the places of the documents."""
        source = self.loaded.source
        found = (warnings_of(self._plans[name], one, source) for name, one in self.warnings.items())
        return list(dict.fromkeys(chain.from_iterable(found)))

    def made_from(self, plan: Planned, made_from: str) -> dict[str, bytes] | None:
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
            self.digests[name] = made_from
            self.note(plan, name, known.warnings)
            files[name] = (self.folder / name).read_bytes()
        return files

    def task(self, plan: Planned) -> tuple[Task, tuple[str, ...]]:
        """The task that renders a document within its limit, and what the limit changed."""
        if plan.number not in self._tasks:
            self._tasks[plan.number] = self._within_limit(plan)
        return self._tasks[plan.number]

    def _within_limit(self, plan: Planned) -> tuple[Task, tuple[str, ...]]:
        if plan.job is not None:
            steps = allowed_steps(plan.job.theme, self.loaded.opening.rules)
            made = within_limit(plan.job, self.workers, steps)
            hidden = plan.job.hidden_in(made.document)
            self.cvs[plan.number] = made.dated_cv
            self.left_out[f"{plan.stem}.pdf"] = left_out(made)
            return replace(made.task("pdf"), hidden=hidden), made.notes
        assert plan.document is not None and plan.theme is not None
        picture = self.loaded.named.get(("signature",)) if plan.part.letter is not None else None
        assets = Assets(picture.parent if picture else None, "")
        theme = replace(plan.theme, layout=layout_of(plan.theme.settings))
        task = Task("pdf", plan.document, theme, assets, f"'{plan.title}'")
        task, self.heads[plan.number] = above_address(task, self.workers)
        if plan.pages is None and plan.part.letter is None:
            return task, ()
        return fitted(task, plan, plan.theme, self.loaded.opening.rules, self.workers)

    def _finished(self, plan: Planned, name: str, task: Task, written: Written) -> Made:
        found = writer_remarks(plan.job, written) if plan.job else list(written.warnings)
        found += self.heads.get(plan.number, ())
        self.note(plan, name, found)
        pages = written.pages or _of_file(written.data)[0]
        gone = self.left_out.get(name, ())
        return Made(plan, written.data, pages, task.document, not written.missing, gone)


def _of_file(data: bytes) -> tuple[int, bool]:
    """The number of pages of a PDF, and whether it declares both standards."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages), len(declared(pdf)) == _STANDARDS
