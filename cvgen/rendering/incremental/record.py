"""A record of outputs: what each was rendered from, and which runs were complete.

A CV has a record of its own, and so have the applications together. It is a JSON file in a folder
that git ignores, because it differs between machines and runs, and its warnings may quote private
text. A record that cannot be read counts as empty, so everything is re-rendered: it is never an
error. From the records, a run that has nothing to do ends without reading a CV.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cvgen.errors import Problem, problem_from
from cvgen.paths import CONFIG, orphaned_temporaries, path_of
from cvgen.patterns import pattern
from cvgen.rendering.incremental import digest

FOLDER = ".cvgen"
FILE = f"{FOLDER}/record.json"
_IGNORE = f"{FOLDER}/.gitignore"
IGNORED = b"# Made by cvgen: what it knows of the outputs.\n*\n"
_FORM = 1
_MAX_RUNS = 24
_OUTPUT = pattern(rb"^output[ \t]*:[ \t]*([^\s#'\"&*!|>{\[][^\s#]*)?", re.MULTILINE)
_DIGESTS = {"file": digest.of_file, "folder": digest.of_folder, "names": digest.of_names}


@dataclass(frozen=True)
class Output:
    """A rendered document; ``made_from`` is the digest of everything that it depends on.

    ``files`` are the digests of its files by their names in the output folder. It shows ``variant``
    of ``cv``, without what a page limit has ``left_out``.
    """

    made_from: str
    files: dict[str, str]
    cv: str
    variant: str
    warnings: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()

    def is_unchanged(self, folder: Path) -> bool:
        """True if its files are unchanged since they were written."""
        return all(digest.of_file(f"{folder}/{name}") == made for name, made in self.files.items())


@dataclass(frozen=True)
class PastRun:
    """A run without errors: the digests of its ``inputs`` by ``kind:name`` and of its ``outputs``.

    ``known`` is the digest of the names of all recorded outputs. The others are for one CV:
    ``shared`` is the digest of the inputs that all CVs have, ``variants`` are the names of all its
    variants, ``rendered`` those of the variants that were rendered and those that they extend, and
    ``names`` are the names that it knows.
    """

    inputs: dict[str, str]
    outputs: dict[str, str]
    known: str = ""
    warnings: tuple[Problem, ...] = ()
    orphaned: tuple[str, ...] = ()
    shared: str = ""
    variants: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    names: dict[str, Any] = field(default_factory=dict)


@dataclass
class Record:
    """The outputs in a folder and the runs that made them."""

    outputs: dict[str, Output] = field(default_factory=dict)
    runs: dict[str, PastRun] = field(default_factory=dict)

    def is_folder_unchanged(self, run: PastRun, folder: Path) -> bool:
        """True if ``folder`` is still as ``run`` left it."""
        if run.known != self.names() or any(map(orphaned_temporaries, (folder, folder / FOLDER))):
            return False
        is_left = all(digest.of_file(folder / name) for name in run.orphaned)
        return is_left and self.has_outputs(run, folder)

    def has_outputs(self, run: PastRun, folder: Path) -> bool:
        """True if the outputs of ``run`` in ``folder`` are unchanged, and nothing is half-done."""
        outputs = [(self.outputs.get(name), made_from) for name, made_from in run.outputs.items()]
        if any(
            map(orphaned_temporaries, {f"{folder}/{n}".rpartition("/")[0] for n in run.outputs})
        ):
            return False
        return all(
            output and output.made_from == made_from and output.is_unchanged(folder)
            for output, made_from in outputs
        )

    def names(self) -> str:
        """The digest of the names of all outputs."""
        return digest.of_value(sorted(self.outputs))

    def add_run(self, key: str, run: PastRun) -> None:
        """Add a run as the newest, and drop the oldest beyond 24."""
        self.runs.pop(key, None)
        self.runs[key] = run
        for old in list(self.runs)[:-_MAX_RUNS]:
            del self.runs[old]

    def files(self) -> dict[str, bytes]:
        """The record, and a file that makes git ignore it."""
        return {_IGNORE: IGNORED, FILE: self.as_json()}

    def as_json(self) -> bytes:
        """The record as JSON, an output or run per line."""
        parts = [f'{{"form": {_FORM}']
        for name in ("outputs", "runs"):
            items: Mapping[str, Any] = getattr(self, name)
            keys = sorted(items) if name == "outputs" else list(items)
            lines = (f"{json.dumps(key)}: {json.dumps(_as_data(items[key]))}" for key in keys)
            parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
        return (",\n".join(parts) + "}\n").encode()


def _as_data(item: Output | PastRun) -> dict[str, Any]:
    """``item`` without its empty fields, most of which have nothing in most records."""
    return {name: value for name, value in asdict(item).items() if value or name in _NEEDED}


def read_record(folder: Path) -> Record:
    """The record in ``folder``; an empty one if it is missing or unusable."""
    return record_in(folder / FILE)


def record_in(path: Path | str) -> Record:
    """The record in the file ``path``; an empty one if it is missing or unusable."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # one for each of ten thousand CVs
            data = json.loads(file.read())
        if data["form"] != _FORM:
            return Record()
        outputs = {name: Output(**_check_fields(found)) for name, found in data["outputs"].items()}
        runs = {key: PastRun(**_check_fields(found)) for key, found in data["runs"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Record()
    return Record(outputs, runs)


_KINDS = {"files": dict, "inputs": dict, "outputs": dict, "made_from": str, "known": str,
          "cv": str, "variant": str, "shared": str, "names": dict}  # fmt: skip


_NEEDED = frozenset({"made_from", "files", "cv", "variant", "inputs", "outputs"})


def _check_fields(found: dict[str, Any]) -> dict[str, Any]:
    """``found`` with tuples for lists; TypeError if a field has the wrong type."""
    for name, value in found.items():
        if not isinstance(value, _KINDS.get(name, list)):
            raise TypeError(name)
    made = {name: tuple(v) if isinstance(v, list) else v for name, v in found.items()}
    made["warnings"] = tuple(map(problem_from, made.get("warnings", ())))
    return made


def inputs_as_read(names: Iterable[str], root: Path, moment: int) -> dict[str, str] | None:
    """The digests of ``names`` (``file:…``); None if one was changed after ``moment`` (ns)."""
    if any(digest.changed_after(path_of(n.partition(":")[2], root), moment) for n in names):
        return None
    return {name: digest_of(name, root) for name in names}


def digest_of(name: str, root: Path) -> str:
    """The digest of an input such as ``file:cvgen.yaml``; empty if there is none."""
    kind, _, place = name.partition(":")
    return _DIGESTS[kind](path_of(place, root)) if kind in _DIGESTS else ""


def has_same_inputs(run: PastRun, root: Path) -> bool:
    """True if all inputs of ``run`` are unchanged."""
    return all(digest_of(name, root) == then for name, then in run.inputs.items())


def output_folder(root: Path) -> str:
    """The output folder in the settings, found without parsing YAML; a wrong guess is harmless."""
    try:
        found = _OUTPUT.search((root / CONFIG).read_bytes())
        return (found.group(1) or b"").decode() if found else "output"
    except (OSError, UnicodeDecodeError):
        return "output"
