"""Recognizes a run with nothing to do, without reading a CV."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cvgen.paths import CONFIG
from cvgen.patterns import pattern
from cvgen.rendering.incremental.digest import of_program, of_value
from cvgen.rendering.incremental.record import PastRun, holds, read_record
from cvgen.rendering.request import Request

_OUTPUT = pattern(rb"^output[ \t]*:[ \t]*([^\s#'\"&*!|>{\[][^\s#]*)?", re.MULTILINE)


@dataclass(frozen=True)
class Before:
    """An earlier run, unchanged since, and the folder of its outputs."""

    run: PastRun
    folder: Path

    @property
    def orphaned(self) -> list[Path]:
        """The outputs of CVs and variants that no longer exist."""
        return [self.folder / name for name in self.run.orphaned]


def key_of(request: Request) -> str:
    """The digest of a run's request, working folder, date and program.

    OSError if the working folder was removed.
    """
    where = os.path.relpath(Path.cwd(), request.project)
    names = (request.cvs, request.variants, request.formats, request.theme, request.settings)
    day = os.environ.get("SOURCE_DATE_EPOCH", "")
    return of_value((names, request.output, where, day, of_program()))


def unchanged_since(request: Request) -> Before | None:
    """The earlier run that ``request`` would repeat; None if its inputs or outputs changed."""
    root = request.project
    folder = request.output or root / _output_folder(root)
    record = read_record(folder)
    try:
        run = record.runs.get(key_of(request)) if record.runs else None
    except OSError:
        return None
    if run is None or not holds(run, root):
        return None
    return Before(run, folder) if record.has_as_made(run, folder) else None


def _output_folder(root: Path) -> str:
    """The output folder in the settings, found without parsing YAML.

    A wrong guess is harmless: the folder has no record of the run, so cvgen renders as usual.
    """
    try:
        found = _OUTPUT.search((root / CONFIG).read_bytes())
        return (found.group(1) or b"").decode() if found else "output"
    except (OSError, UnicodeDecodeError):
        return "output"
