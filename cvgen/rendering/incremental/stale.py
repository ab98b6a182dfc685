"""Which outputs of a run are up to date already, and the record of what was made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from cvgen.document import Document
from cvgen.errors import OutputError, Problem
from cvgen.model.cv import Cv
from cvgen.paths import name_of
from cvgen.project import Project, write_atomic
from cvgen.project.files import is_folder, sweep
from cvgen.rendering.incremental.dependencies import (
    assets_of,
    files_of_theme,
    inputs_of,
    inputs_of_project,
)
from cvgen.rendering.incremental.digest import (
    changed_after,
    of_bytes,
    of_file,
    of_folder,
    of_program,
    of_value,
)
from cvgen.rendering.incremental.record import (
    FILE,
    IGNORE,
    Output,
    Record,
    Run,
    any_changed_after,
    digests_of,
    read_record,
)
from cvgen.rendering.incremental.unchanged import key_of
from cvgen.rendering.report import Report, State
from cvgen.rendering.request import Job, Planned, Request
from cvgen.rendering.save import Saved, files_of
from cvgen.writers import WRITERS, Written

_WITHOUT_LINKS = frozenset({"pdf", "png", "markdown"})
"""Formats in which the name of the PDF beside it does not show."""


class Upkeep:
    """The outputs in a folder as they are, and as this run leaves them.

    ``begun`` is when the run began, before it read anything, in nanoseconds of the system's clock.
    """

    def __init__(self, project: Project, request: Request, begun: int) -> None:
        self.project = project
        self.mode = request.mode
        self.folder = request.output or project.output
        self.record = read_record(self.folder)
        self._begun = begun
        self._digests: dict[Path, str] = {}
        self._made_from: dict[Path, str] = {}
        self._inputs = set(inputs_of_project(project))
        self._made: dict[str, Output] = {}
        self._gone: set[str] = set()

    def made_from(self, job: Job, document: Document, cv: Cv) -> str:
        """The digest of all that the output of ``job`` depends on: what it shows, not the file it
        comes from, so that a change elsewhere in the CV does not count. ``cv`` is what is selected,
        of which a page limit takes some.
        """
        if job.target in self._made_from:
            return self._made_from[job.target]
        theme = job.theme
        limited = (job.rules, cv) if job.rules.pages is not None else None
        look = (theme.name, theme.settings.values, theme.extra_css)
        files = [self._digest(path) for path in (*files_of_theme(theme), *assets_of(job, document))]
        link = "" if job.format in _WITHOUT_LINKS else job.pdf
        made_from = of_value((of_program(), job.format, link, document, limited, look, files))
        self._inputs |= set(inputs_of(self.project, job, document))
        self._made_from[job.target] = made_from
        return made_from

    def _digest(self, path: Path) -> str:
        """The digest of a file or folder; one that never comes again where it is still changing, as
        it may have been read before.
        """
        if path not in self._digests:
            digest = of_folder(path) if is_folder(path) else of_file(path)
            changing = changed_after(path, self._begun)
            self._digests[path] = f"{digest} {self._begun}" if changing else digest
        return self._digests[path]

    def is_fresh(self, job: Job, document: Document, cv: Cv) -> bool:
        """Whether the output of ``job`` was made from the same, and is as it was made."""
        known = self._known(job)
        if known is None or self.mode.force or known.made_from != self.made_from(job, document, cv):
            return False
        return known.is_as_made(self.folder)

    def _known(self, job: Job) -> Output | None:
        return self.record.outputs.get(self.name_of(job.target))

    def name_of(self, path: Path) -> str:
        """The name of an output in the record."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def warnings_of(self, job: Job) -> list[Problem]:
        """The remarks on the output of ``job`` when it was made."""
        known = self._known(job)
        return list(known.warnings) if known else []

    def state_of(self, job: Job, made_from: str, written: Written) -> State:
        """How the files of ``job`` compare with what they should be: ``written``."""
        files = files_of(job.target, written, WRITERS[job.format].paged)
        if all(of_file(path) == of_bytes(data) for path, data in files.items()):
            return "fresh"
        if not all(map(os.path.exists, files)):
            return "missing"
        known = self._known(job)
        as_made = known is not None and known.is_as_made(self.folder)
        same = known is not None and known.made_from == made_from
        return "edited" if same and not as_made else "stale"

    def made(self, job: Job, made_from: str, saved: Saved, warnings: Sequence[Problem]) -> None:
        """Note an output that was made."""
        files = {self.name_of(path): of_file(path) for path in saved.files}
        source = name_of(job.cv.path, self.project.root)
        made = Output(made_from, files, source, job.rules.name, tuple(warnings))
        self._made[self.name_of(job.target)] = made

    def close(self, planned: Sequence[Planned], report: Report, leftovers: Sequence[Path]) -> None:
        """Write the record. A run without an error is known when it comes again."""
        record = read_record(self.folder)  # another run may have changed it meanwhile
        record.outputs |= self._made
        for name in self._gone:
            record.outputs.pop(name, None)
        run = self._run(record, planned, report, leftovers)
        if run is not None and self.mode.asked:
            record.add_run(key_of(self.mode.asked), run)
        try:
            self._write(record)
        except OutputError:
            if self._made or self._gone:
                raise  # where nothing was to be done, the next run only takes longer
        sweep(self.folder)

    def _write(self, record: Record) -> None:
        if self._made or self._gone or record.runs:
            for name, data in {**IGNORE, FILE: record.text().encode()}.items():
                write_atomic(self.folder / name, data)

    def _run(
        self, record: Record, planned: Sequence[Planned], report: Report, leftovers: Sequence[Path]
    ) -> Run | None:
        """The run to be remembered; None where it failed, or where its files are still changing."""
        root = self.project.root
        names = sorted(self._inputs)
        if not self.mode.asked or report.exit_code or any_changed_after(names, root, self._begun):
            return None
        made = sorted({self.name_of(one.target) for one in planned})
        return Run(
            digests_of(names, root),
            {name: record.outputs[name].made_from for name in made},
            record.names(),
            tuple(report.problems),
            tuple(self.name_of(path) for path in leftovers),
        )

    def forget(self, name: str) -> None:
        """Note that an output is not there any more."""
        self._gone.add(name)
