"""The quick answer to a run that has nothing to do."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from cvgen.paths import CONFIG
from cvgen.patterns import pattern
from cvgen.rendering.asked import Asked
from cvgen.rendering.incremental.digest import of_program, of_value
from cvgen.rendering.incremental.record import Run, holds, read_record

_OUTPUT = pattern(rb"^output[ \t]*:[ \t]*([^\s#'\"&*!|>{\[][^\s#]*)?", re.MULTILINE)


@dataclass(frozen=True)
class Before:
    """A run that is known, and the folder of its outputs."""

    run: Run
    folder: Path

    @property
    def leftovers(self) -> list[Path]:
        """The files that nothing makes any more."""
        return [self.folder / name for name in self.run.leftovers]


def key_of(asked: Asked) -> str:
    """What a run is known by: what it asks for, from where, on which day, of which program.

    OSError where the working folder was removed.
    """
    where = os.path.relpath(Path.cwd(), asked.project)
    asked = replace(asked, project=Path())  # a project may move
    return of_value((asked, where, os.environ.get("SOURCE_DATE_EPOCH", ""), of_program()))


def done_before(asked: Asked) -> Before | None:
    """The run as it was, where all it depended on and all it made are still the same; else None."""
    root = asked.project
    folder = asked.output or root / _output_folder(root)
    record = read_record(folder)
    try:
        run = record.runs.get(key_of(asked)) if record.runs else None
    except OSError:
        return None
    if run is None or not holds(run, root):
        return None
    return Before(run, folder) if record.has_as_made(run, folder) else None


def _output_folder(root: Path) -> str:
    """The folder that the settings name, as far as can be told without a reader of YAML.

    Where that is not the right one, it holds no record of the run, and the long way is taken.
    """
    try:
        found = _OUTPUT.search((root / CONFIG).read_bytes())
        return (found.group(1) or b"").decode() if found else "output"
    except (OSError, UnicodeDecodeError):
        return "output"
