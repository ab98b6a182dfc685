"""The request to build applications, and the earlier run that did the same from the same files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cvgen.errors import Problem
from cvgen.paths import CONFIG, OTHER_NAMES, name_of
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import (
    PastRun,
    Record,
    has_same_inputs,
    inputs_as_read,
    output_folder,
    read_record,
)

FOLDER = "applications"
"""The folder of the applications in a project, and that of their files among the outputs."""
OPENINGS = ("openings", "cv_data/openings")
"""The folders of the openings."""


@dataclass(frozen=True)
class ApplyRequest:
    """Which applications to build, as on the command line; all if none is named.

    ``check`` writes nothing. ``force`` renders every document again. ``output`` is a folder.
    ``formats`` are those of letters, CVs, sections and statements beside PDF. ``day`` is that on
    which files are noted as sent.
    """

    project: Path = Path()
    names: tuple[str, ...] = ()
    output: Path | None = None
    check: bool = False
    force: bool = False
    timeout: float = 120.0
    formats: tuple[str, ...] = ()
    day: str = ""

    @property
    def key(self) -> str:
        """The digest by which its runs are remembered; OSError if the working folder is gone."""
        where = os.path.relpath(Path.cwd(), self.project)
        asked = (self.names, self.output, sorted(self.formats))
        return digest.of_value(("apply", *asked, where, digest.of_program()))


def unchanged_since(request: ApplyRequest) -> PastRun | None:
    """The earlier run that ``request`` would repeat; None if its inputs or outputs changed."""
    root, folder = request.project, _folder_of(request)
    record = read_record(folder)
    try:
        run = record.runs.get(request.key) if record.runs else None
    except OSError:
        return None
    if run is None or not has_same_inputs(run, root):
        return None
    return run if record.is_folder_unchanged(run, folder) else None


def _folder_of(request: ApplyRequest) -> Path:
    """The folder of all applications, found without reading the settings."""
    return (request.output or request.project / output_folder(request.project)) / FOLDER


def remember(
    record: Record,
    request: ApplyRequest,
    inputs: Iterable[Path],
    problems: Iterable[Problem],
    begun: int,
) -> None:
    """Note in ``record`` that a run from ``inputs`` without an error ended; ``begun`` is in ns.

    Outputs that are not as they were made, such as letters edited after they were sent, are inputs:
    a run leaves them alone and may warn of them.
    """
    root, folder = request.project, _folder_of(request)
    made = {n: one.made_from for n, one in record.outputs.items() if one.is_unchanged(folder)}
    others = (name for name in record.outputs if name not in made)
    inputs = {*inputs, *(folder / file for name in others for file in record.outputs[name].files)}
    names = {f"file:{name}" for name in (CONFIG, *OTHER_NAMES)}
    names |= {f"names:{folder}" for folder in (FOLDER, *OPENINGS)}
    for path in inputs:
        names.add(f"{'folder' if path.is_dir() else 'file'}:{name_of(path, root)}")
    found = inputs_as_read(sorted(names), root, begun)
    if found is not None:
        record.add_run(request.key, PastRun(found, made, record.names(), tuple(problems)))
