"""Finds the CVs, and whole runs, of which nothing has changed, without reading a CV."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cvgen.errors import Problem
from cvgen.paths import bundled_folder, orphaned_temporaries, working_folder
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import (
    FOLDER,
    PastRun,
    Record,
    digest_of,
    output_folder,
)
from cvgen.rendering.incremental.store import Records
from cvgen.rendering.request import Request


@dataclass(frozen=True)
class UnchangedRun:
    """An earlier run, unchanged since: its number of documents, and what it had to say."""

    documents: int
    warnings: tuple[Problem, ...]
    orphaned: tuple[Path, ...]


def cv_key(request: Request) -> str:
    """The digest of what ``request`` asks of each CV, of working folder, date and program."""
    where = os.path.relpath(working_folder(), request.project)
    names = (request.variants, request.formats, request.theme, request.settings)
    day = os.environ.get("SOURCE_DATE_EPOCH", "")
    return digest.of_value((names, request.output, where, day, digest.of_program()))


def run_key(request: Request) -> str:
    """The digest of what ``request`` asks, and of which CVs."""
    return digest.of_value((cv_key(request), request.cvs, request.shard))


def shared_digest(inputs: dict[str, str]) -> str:
    """The digest of what all CVs of a project depend on: its ``inputs`` and the bundled themes."""
    own = sorted(pair for pair in inputs.items() if not pair[0].startswith("names:"))
    return digest.of_value((digest.of_package(bundled_folder()), own))


class Unchanged:
    """Tells which CVs of a request are unchanged, and looks at each only once.

    ``folder`` is that of the outputs, by default where the settings of the project seem to say.
    """

    def __init__(self, request: Request, folder: Path | None = None) -> None:
        self.request = request
        self.folder = folder or request.output or request.project / output_folder(request.project)
        self.records = Records(self.folder)
        self.key = cv_key(request)
        self._digests: dict[str, str] = {}
        self._seen: set[str] = set()

    def run(self) -> UnchangedRun | None:
        """The earlier run that the request would repeat; None if its inputs or outputs changed."""
        run = self.records.run(run_key(self.request))
        if run is None or any(self._digest(name) != then for name, then in run.inputs.items()):
            return None
        if any(map(orphaned_temporaries, (self.folder, self.folder / FOLDER))):
            return None
        if run.others != self.records.digest_of_others(run.cvs, self.request.is_of_all):
            return None
        documents, warnings, left = 0, [*run.warnings], set(run.orphaned)
        if not all(digest.of_file(self.folder / name) for name in left):
            return None
        shared = shared_digest(run.inputs)
        for cv in run.cvs:
            found = self.of(cv, shared)
            if found is None or any(name not in left for name in self.orphaned(*found)):
                return None
            documents += len(found[1].outputs)
            warnings += warnings_of(*found)
        return UnchangedRun(
            documents, tuple(warnings), tuple(self.folder / name for name in run.orphaned)
        )

    def of(self, cv: str, shared: str) -> tuple[Record, PastRun] | None:
        """The record of ``cv`` and its last run, if all is as that left it; else None."""
        record = self.records.of(cv)
        run = record.runs.get(self.key)
        if run is None or run.shared != shared:
            return None
        if cv not in self._seen:
            if any(self._digest(name) != then for name, then in run.inputs.items()):
                return None
            if not record.has_outputs(run, self.folder):
                return None
            self._seen.add(cv)
        return record, run

    def _digest(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = digest_of(name, self.request.project)
        return self._digests[name]

    def orphaned(self, record: Record, run: PastRun) -> Iterator[str]:
        """The existing files of outputs whose variants the CV no longer has."""
        for output in record.outputs.values():
            if output.variant not in run.variants:
                yield from (n for n in output.files if os.path.lexists(f"{self.folder}/{n}"))


def warnings_of(record: Record, run: PastRun) -> list[Problem]:
    """The warnings of the CV, and of the outputs of ``run``."""
    found = [*run.warnings]
    for name in run.outputs:
        found += record.outputs[name].warnings
    return found
