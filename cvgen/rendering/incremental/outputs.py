"""The outputs in a folder: which are up to date, and the record of what each depends on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cvgen.errors import OutputError, Problem
from cvgen.paths import CONFIG, OTHER_NAMES, is_folder, name_of, stored_path
from cvgen.patterns import pattern
from cvgen.project import Project, write_atomic
from cvgen.project.files import sweep
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import (
    Output,
    PastRun,
    Record,
    inputs_as_read,
    read_record,
    run_key,
)
from cvgen.rendering.job import Job
from cvgen.rendering.report import Report, Saved, State, files_of
from cvgen.rendering.request import Request
from cvgen.themes import Theme
from cvgen.writers import WRITERS, Written

_ASSET = pattern(r"\basset:([^'\")\s]+)")


class Outputs:
    """The outputs in a folder, before and after this run.

    ``begun`` is when the run began, before it read anything, in nanoseconds of the system's clock.
    ``targets`` are the files that the run is about, ``variants`` the names of the variants of each
    CV, ``gone`` the names of outputs that are removed. The CVs themselves are not kept: there may
    be a thousand of them.
    """

    def __init__(self, project: Project, request: Request, begun: int) -> None:
        self.project = project
        self.folder = request.output or project.output
        self.record = read_record(self.folder)
        self.targets: list[Path] = []
        self.variants: dict[Path, tuple[str, ...]] = {}
        self._request = request
        self._begun = begun
        self._digests: dict[Path, str] = {}
        self._input_digests: dict[Path, str] = {}
        self._inputs = set(_inputs_of_project(project))
        self._made: dict[str, Output] = {}
        self.gone: set[str] = set()

    def plan(self, jobs: Iterable[Job]) -> None:
        """Note that the run handles ``jobs``."""
        for job in jobs:
            self.targets += job.targets.values()
            self.variants[job.cv.path] = tuple(job.cv.variant_names())

    def input_digest(self, job: Job, format: str) -> str:
        """The digest of everything that an output shows, whatever else changes in the CV."""
        target, theme = job.targets[format], job.theme
        if target not in self._input_digests:
            content = job.input_of(format)
            # A page limit leaves out some of the selection.
            limited = (job.rules, job.selection.cv) if job.rules.pages is not None else None
            look = (theme.name, theme.settings.values, theme.extra_css)
            files = [self._digest(path) for path in (*_files_of_theme(theme), *_assets_of(job))]
            link = job.pdf if WRITERS[format].of == "web" else ""
            value = (digest.of_program(), format, link, content, limited, look, files)
            self._input_digests[target] = digest.of_value(value)
            self._inputs |= set(_inputs_of(self.project, job))
        return self._input_digests[target]

    def _digest(self, path: Path) -> str:
        """The digest of a file or folder; a unique one if it changed during the run."""
        if path not in self._digests:
            found = digest.of_folder(path) if is_folder(path) else digest.of_file(path)
            changing = digest.changed_after(path, self._begun)
            self._digests[path] = f"{found} {self._begun}" if changing else found
        return self._digests[path]

    def up_to_date(self, job: Job, format: str) -> Output | None:
        """The record of an output if its inputs and its files are unchanged."""
        known = self._of_same_inputs(job, format)
        return known if known and known.is_unchanged(self.folder) else None

    def _of_same_inputs(self, job: Job, format: str) -> Output | None:
        """The record of an output if its inputs are unchanged."""
        known = self.record.outputs.get(self.name_of(job.targets[format]))
        return known if known and known.made_from == self.input_digest(job, format) else None

    def name_of(self, path: Path) -> str:
        """The name of an output in the record."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def state(self, job: Job, format: str, written: Written) -> State:
        """The state of the files of an output, compared with the expected ``written``."""
        files = files_of(job.targets[format], written, WRITERS[format].paged)
        if all(digest.of_file(path) == digest.of_bytes(data) for path, data in files.items()):
            return "up to date"
        if not all(map(os.path.exists, files)):
            return "missing"
        known = self._of_same_inputs(job, format)
        return "stale" if known is None or known.is_unchanged(self.folder) else "edited"

    def add(self, job: Job, format: str, saved: Saved, warnings: Sequence[Problem]) -> None:
        """Note an output that was written."""
        files = {self.name_of(path): digest.of_file(path) for path in saved.files}
        source = name_of(job.cv.path, self.project.root)
        made_from = self.input_digest(job, format)
        made = Output(made_from, files, source, job.rules.name, tuple(warnings))
        self._made[self.name_of(saved.target)] = made

    def close(self, report: Report) -> None:
        """Write the record. A run without an error is remembered."""
        record = read_record(self.folder)  # another run may have changed it meanwhile
        record.outputs |= self._made
        for name in self.gone:
            record.outputs.pop(name, None)
        if (run := self._run(record, report)) is not None:
            record.add_run(run_key(self._request), run)
        try:
            if self._made or self.gone or record.runs:
                for name, data in record.files().items():
                    write_atomic(self.folder / name, data)
        except OutputError:
            if self._made or self.gone:
                raise  # if nothing changed, only the next run takes longer
        sweep(self.folder)

    def _run(self, record: Record, report: Report) -> PastRun | None:
        """The run to remember; None if it failed, or if its files changed meanwhile."""
        if not self._request.remembered or report.exit_code:
            return None
        inputs = inputs_as_read(sorted(self._inputs), self.project.root, self._begun)
        if inputs is None:
            return None
        made = sorted(set(map(self.name_of, self.targets)))
        return PastRun(
            inputs,
            {name: record.outputs[name].made_from for name in made},
            record.names(),
            tuple(report.problems),
            tuple(map(self.name_of, report.orphaned)),
        )


def _files_of_theme(theme: Theme) -> list[Path]:
    """The folders of a theme and its parents, and the font files it uses."""
    return [*theme.folders, *(face.path for face in theme.settings.fonts)]


def _assets_of(job: Job) -> list[Path]:
    """The files in the CV's folder that the document names, whether they exist or not."""
    names = [job.document.header.photo, *_ASSET.findall(job.theme.extra_css)]
    return [stored_path(job.cv.path.parent / name) for name in names if name]


def _inputs_of_project(project: Project) -> Iterator[str]:
    """The inputs (``file:…``, ``folder:…``, ``names:…``) that decide which documents exist."""
    root = project.root
    yield from (f"file:{name}" for name in (CONFIG, *OTHER_NAMES))
    yield from (f"file:{name_of(path, root)}" for path in project.files)
    yield f"names:{name_of(root / project.config.cvs, root)}"
    for folder in project.theme_folders:
        yield f"folder:{name_of(folder, root)}"


def _inputs_of(project: Project, job: Job) -> Iterator[str]:
    """The names of the inputs of ``job``."""
    root, settings = project.root, job.theme.settings
    named = [settings[option.name] for option in job.theme.options if option.kind == "file"]
    own = [stored_path(root / str(name)) for name in named if name]
    for path in (*job.cv.files, *_assets_of(job), *own):
        yield f"file:{name_of(path, root)}"
    for path in _files_of_theme(job.theme):
        yield f"{'folder' if path.is_dir() else 'file'}:{name_of(path, root)}"
