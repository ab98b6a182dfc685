"""The outputs in a folder, as the caller of a run knows them: what is up to date, what is new."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from cvgen.errors import Problem
from cvgen.loading.names import KnownNames, as_data, names_from
from cvgen.project import Project
from cvgen.rendering.cv_task import CvResult, MadeDocument, output_name
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.inputs import inputs_of_project, shared_by_all
from cvgen.rendering.incremental.record import Output, PastRun, Record
from cvgen.rendering.incremental.store import WholeRun, add_run, file_of
from cvgen.rendering.incremental.unchanged import Unchanged, run_key, shared_digest
from cvgen.rendering.report import Saved, State, files_of
from cvgen.rendering.request import Request
from cvgen.writers import WRITERS, Written

Variants = tuple[str, ...]


class Outputs:
    """The outputs of a run in their folder, and the records of the CVs.

    ``begun`` is when the run began, before it read anything, in nanoseconds of the system's clock.
    """

    def __init__(
        self, project: Project, request: Request, begun: int, unchanged: Unchanged | None = None
    ) -> None:
        self.project = project
        self.request = request
        self.begun = begun
        self.folder = request.output or project.output
        if unchanged is None or unchanged.folder != self.folder:
            unchanged = Unchanged(request, self.folder)
        self._unchanged = unchanged
        self.records = unchanged.records
        self._inputs = shared_by_all(inputs_of_project(project), project.root, begun)
        self._shared = shared_digest(self._inputs)
        if not request.check:
            self.records.migrate()

    def unchanged(self, cv: str) -> tuple[Record, PastRun] | None:
        """The record of ``cv`` and its last run, if nothing has changed since."""
        return None if self.request.force else self._unchanged.of(cv, self._shared)

    def names_in(self, cv: str) -> tuple[KnownNames, Variants] | None:
        """The names that an unchanged ``cv`` uses, and those of its rendered variants."""
        found = self.unchanged(cv)
        return (names_from(found[1].names), found[1].rendered) if found else None

    def known(self, cv: str) -> dict[str, str]:
        """What the unchanged outputs of ``cv`` were made from, by name."""
        if self.request.force:
            return {}
        outputs = self.records.of(cv).outputs
        return {n: one.made_from for n, one in outputs.items() if one.is_unchanged(self.folder)}

    def state(self, record: Record, made: MadeDocument, written: Written) -> State:
        """The state of the files of an output, compared with the expected ``written``."""
        files = files_of(self.folder / made.name, written, WRITERS[made.format].paged)
        if all(digest.of_file(path) == digest.of_bytes(data) for path, data in files.items()):
            return "up to date"
        if not all(map(os.path.exists, files)):
            return "missing"
        known = record.outputs.get(made.name)
        is_of_same = known is not None and known.made_from == made.made_from
        return "edited" if known and is_of_same and not known.is_unchanged(self.folder) else "stale"

    def output(self, cv: str, made: MadeDocument, saved: Saved) -> Output:
        """What to remember of a document that was saved."""
        files = {output_name(path, self.folder): digest.of_file(path) for path in saved.files}
        return Output(made.made_from, files, cv, made.variant, made.warnings)

    def add(self, cv: str, result: CvResult, made: Mapping[str, Output], is_whole: bool) -> Record:
        """Remember the outputs that were ``made`` of ``cv``, and the run if it ``is_whole``.

        The new record.
        """
        now = Record()

        def change(record: Record) -> None:
            record.outputs.update(made)
            if is_whole and result.inputs is not None:
                add_run(record, self._unchanged.key, self._run(record, result))
            now.outputs = record.outputs

        self.records.update(file_of(cv), change)
        return now

    def _run(self, record: Record, result: CvResult) -> PastRun:
        return PastRun(
            result.inputs or {},
            {made.name: record.outputs[made.name].made_from for made in result.documents},
            warnings=tuple(result.warnings),
            shared=self._shared,
            variants=result.variants or (),
            rendered=result.rendered,
            names=as_data(result.names) if result.names else {},
        )

    def forget(self, file: str, names: Sequence[str]) -> None:
        """Remove outputs from the record in ``file``."""
        self.records.update(file, lambda record: [record.outputs.pop(n, None) for n in names])

    def close(self, cvs: Sequence[str], warnings: Sequence[Problem], left: Sequence[Path]) -> None:
        """Remember a run of ``cvs`` that is complete."""
        others = self.records.digest_of_others(cvs, self.request.is_of_all)
        orphaned = tuple(output_name(path, self.folder) for path in left)
        run = WholeRun(self._inputs, tuple(cvs), others, tuple(warnings), orphaned)
        self.records.add_run(run_key(self.request), run)
