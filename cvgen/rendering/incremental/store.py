"""The records in an output folder: one for each CV, and one for each request to render CVs.

Each is a file that is replaced in one step, so several runs can use a folder at once, each writes
only the records of its own CVs, and none becomes large. Records are not worth waiting for the
disk: one that is lost or damaged costs a rendering.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from cvgen.errors import OutputError, Problem, problem_from, system_reason
from cvgen.paths import display_path, temporary_name
from cvgen.rendering.incremental.digest import of_value
from cvgen.rendering.incremental.record import (
    FILE,
    FOLDER,
    IGNORED,
    PastRun,
    Record,
    read_record,
    record_in,
)

_CV, _RUN, _LOCK = "cv-", "run-", "lock"
_MAX_RUNS = 24
_MAX_RUNS_OF_A_CV = 8


@dataclass(frozen=True)
class WholeRun:
    """A run without errors: the ``cvs`` it was about, and the digests of the project's ``inputs``.

    ``others`` is the digest of the names of the records of other CVs. ``warnings`` are those that
    belong to no CV. ``orphaned`` are the names of outputs of CVs and variants that are gone.
    """

    inputs: dict[str, str]
    cvs: tuple[str, ...]
    others: str
    warnings: tuple[Problem, ...] = ()
    orphaned: tuple[str, ...] = ()


def file_of(cv: str) -> str:
    """The name of the record of ``cv``, whose name may be too long, or wrong, for one of a file."""
    return f"{_CV}{sha256(os.fsencode(cv)).hexdigest()[:20]}.json"


class Records:
    """The records in the output folder ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._place = folder / FOLDER

    def of(self, cv: str) -> Record:
        """The record of ``cv``; empty if there is none."""
        return record_in(f"{self._place}/{file_of(cv)}")

    def at(self, file: str) -> Record:
        """The record in ``file``."""
        return record_in(f"{self._place}/{file}")

    def others(self, cvs: Iterable[str]) -> list[str]:
        """The files of the records of CVs other than ``cvs``, sorted."""
        try:
            found = {path.name for path in self._place.glob(f"{_CV}*.json")}
        except OSError:
            return []
        return sorted(found.difference(map(file_of, cvs)))

    def digest_of_others(self, cvs: Iterable[str], is_of_all: bool) -> str:
        """The digest of those names; empty for a run of some CVs, which knows no other ones."""
        return of_value(self.others(cvs)) if is_of_all else ""

    def update(self, file: str, change: Callable[[Record], object]) -> None:
        """Change the record in ``file``, as it is now; no other run does so meanwhile.

        Nothing is written if there are no records, and the new one would be empty. OutputError if
        it cannot be written.
        """
        if not _is_there(self._place):
            first = Record()
            change(first)
            if not (first.outputs or first.runs):
                return
        try:
            with self._locked():
                record = self.at(file)
                change(record)
                for old in list(record.runs)[:-_MAX_RUNS_OF_A_CV]:
                    del record.runs[old]
                if record.outputs or record.runs:
                    self._write(file, record.as_json())
                else:
                    (self._place / file).unlink(missing_ok=True)
        except OSError as error:
            message = f"the file cannot be written: {system_reason(error)}"
            raise OutputError(Problem("E501", message, display_path(self._place / file))) from error

    def migrate(self) -> None:
        """Take over the outputs in the record of an earlier version, which was one large file."""
        old = self._place / Path(FILE).name
        if not _is_there(old):
            return
        by_cv: dict[str, Record] = {}
        for name, output in read_record(self.folder).outputs.items():
            by_cv.setdefault(output.cv, Record()).outputs[name] = output
        for cv, known in by_cv.items():
            self.update(file_of(cv), partial(_add_missing, known))
        with contextlib.suppress(OSError):
            old.unlink()

    def run(self, key: str) -> WholeRun | None:
        """The last run of the request ``key``; None if there is none, or no usable record."""
        try:
            data = json.loads((self._place / f"{_RUN}{key}.json").read_bytes())
            data["warnings"] = tuple(map(problem_from, data["warnings"]))
            inputs = {str(name): str(value) for name, value in data.pop("inputs").items()}
            return WholeRun(inputs, **{key: _tuple(value) for key, value in data.items()})
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def add_run(self, key: str, run: WholeRun) -> None:
        """Remember ``run``, and forget the oldest beyond 24. Nothing if it cannot be written."""
        with contextlib.suppress(OSError):
            self._write(f"{_RUN}{key}.json", json.dumps(asdict(run)).encode())
            found = sorted(self._place.glob(f"{_RUN}*.json"), key=lambda path: path.stat().st_mtime)
            for old in found[:-_MAX_RUNS]:
                old.unlink(missing_ok=True)

    def _write(self, file: str, data: bytes) -> None:
        """Replace ``file`` in one step, without waiting for the disk."""
        temporary = self._place / temporary_name()
        if not self._place.is_dir():
            self._place.mkdir(parents=True, exist_ok=True)
        if not (ignore := self._place / ".gitignore").exists():
            ignore.write_bytes(IGNORED)
        try:
            temporary.write_bytes(data)
            temporary.replace(self._place / file)
        finally:
            temporary.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other runs on this machine from changing a record meanwhile, where possible."""
        try:
            import fcntl
        except ImportError:
            yield
            return
        self._place.mkdir(parents=True, exist_ok=True)
        with (self._place / _LOCK).open("wb") as file:
            with contextlib.suppress(OSError):  # some network file systems cannot lock
                fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _is_there(path: Path) -> bool:
    """True if there is such a file or folder; False in a folder that may not be read."""
    return os.access(path, os.F_OK)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _add_missing(known: Record, record: Record) -> None:
    record.outputs = known.outputs | record.outputs


def add_run(record: Record, key: str, run: PastRun) -> None:
    """Add a run of one CV to its ``record``, as the newest."""
    record.runs.pop(key, None)
    record.runs[key] = run
