"""The record beside the outputs: what each was rendered from, and which runs were complete.

It is a JSON file in a folder that git ignores, because it differs between machines and runs, and
its warnings may quote private text. A record that cannot be read counts as empty, so everything is
re-rendered: it is never an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cvgen.errors import Problem, problem_from
from cvgen.paths import orphaned_temporaries, path_of
from cvgen.rendering.incremental.digest import changed_after, of_file, of_folder, of_names, of_value

FOLDER = ".cvgen"
FILE = f"{FOLDER}/record.json"
IGNORE = {f"{FOLDER}/.gitignore": b"# Made by cvgen: what it knows of the outputs.\n*\n"}
"""The file that makes git ignore the record, and its content."""
_FORM = 1
_MOST_RUNS = 24
_DIGESTS = {"file": of_file, "folder": of_folder, "names": of_names}


@dataclass(frozen=True)
class Output:
    """A rendered document; ``made_from`` is the digest of everything that it depends on.

    ``files`` are the digests of its files by their names in the output folder. It shows ``variant``
    of ``cv``.
    """

    made_from: str
    files: dict[str, str]
    cv: str
    variant: str
    warnings: tuple[Problem, ...] = ()

    def is_as_made(self, folder: Path) -> bool:
        """True if its files are unchanged since they were written."""
        return all(of_file(folder / name) == digest for name, digest in self.files.items())


@dataclass(frozen=True)
class PastRun:
    """A run without errors: the digests of its ``inputs`` by ``kind:name`` and of its ``outputs``.

    ``known`` is the digest of the names of all recorded outputs.
    """

    inputs: dict[str, str]
    outputs: dict[str, str]
    known: str = ""
    warnings: tuple[Problem, ...] = ()
    orphaned: tuple[str, ...] = ()


@dataclass
class Record:
    """The outputs in a folder and the runs that made them."""

    outputs: dict[str, Output] = field(default_factory=dict)
    runs: dict[str, PastRun] = field(default_factory=dict)

    def has_as_made(self, run: PastRun, folder: Path) -> bool:
        """True if ``folder`` is still as ``run`` left it."""
        if run.known != self.names():
            return False
        outputs = [(self.outputs.get(name), made_from) for name, made_from in run.outputs.items()]
        if any(orphaned_temporaries(parent) for parent in self._folders(run, folder)):
            return False
        return all(
            output and output.made_from == made_from and output.is_as_made(folder)
            for output, made_from in outputs
        ) and all(of_file(folder / name) for name in run.orphaned)

    def _folders(self, run: PastRun, folder: Path) -> set[Path]:
        return {folder, folder / FOLDER, *((folder / name).parent for name in run.outputs)}

    def names(self) -> str:
        """The digest of the names of all outputs."""
        return of_value(sorted(self.outputs))

    def add_run(self, key: str, run: PastRun) -> None:
        """Add a run as the newest, and drop the oldest beyond 24."""
        self.runs.pop(key, None)
        self.runs[key] = run
        for old in list(self.runs)[:-_MOST_RUNS]:
            del self.runs[old]

    def text(self) -> str:
        """The JSON text, with one output or run per line so that people can read it."""
        parts = [f'{{"form": {_FORM}']
        for name in ("outputs", "runs"):
            items: Mapping[str, Any] = getattr(self, name)
            keys = sorted(items) if name == "outputs" else list(items)
            lines = (f"{json.dumps(key)}: {json.dumps(asdict(items[key]))}" for key in keys)
            parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
        return ",\n".join(parts) + "}\n"


def read_record(folder: Path) -> Record:
    """The record in ``folder``; an empty one if it is missing or unusable."""
    try:
        data = json.loads((folder / FILE).read_bytes())
        if data["form"] != _FORM:
            return Record()
        outputs = {name: Output(**_checked(found)) for name, found in data["outputs"].items()}
        runs = {key: PastRun(**_checked(found)) for key, found in data["runs"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Record()
    return Record(outputs, runs)


_KINDS = {"files": dict, "inputs": dict, "outputs": dict, "made_from": str, "known": str,
          "cv": str, "variant": str}  # fmt: skip


def _checked(found: dict[str, Any]) -> dict[str, Any]:
    """``found`` with tuples for lists; TypeError if a field has the wrong type."""
    for name, value in found.items():
        if not isinstance(value, _KINDS.get(name, list)):
            raise TypeError(name)
    made = {name: tuple(v) if isinstance(v, list) else v for name, v in found.items()}
    made["warnings"] = tuple(map(problem_from, made["warnings"]))
    return made


def digests_of(names: Iterable[str], root: Path) -> dict[str, str]:
    """The digests of ``names`` (``file:…``, ``folder:…`` or ``names:…``) as they are now."""
    return {name: _digest(name, root) for name in names}


def any_changed_after(names: Iterable[str], root: Path, moment: int) -> bool:
    """True if one of ``names`` was changed after ``moment``, in nanoseconds."""
    return any(changed_after(path_of(name.partition(":")[2], root), moment) for name in names)


def _digest(name: str, root: Path) -> str:
    kind, _, place = name.partition(":")
    return _DIGESTS[kind](path_of(place, root)) if kind in _DIGESTS else ""


def holds(run: PastRun, root: Path) -> bool:
    """True if all inputs of ``run`` are unchanged."""
    return all(_digest(name, root) == digest for name, digest in run.inputs.items())
