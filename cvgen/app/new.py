"""A starter project with a fictitious person, which renders at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from cvgen.building.schema import cv_schema
from cvgen.errors import OutputError, Problem
from cvgen.project import write_atomic
from cvgen.project.files import shown
from cvgen.themes.schema import options_schema

SCHEMA_FILE = "cv.schema.json"
_STARTER = Path(__file__).parent.parent / "data" / "starter"


def schema_text(folders: Iterable[Path] = ()) -> str:
    """The JSON Schema of a CV as it is printed and written, with the themes in ``folders``."""
    return (
        json.dumps(cv_schema(options_schema(folders)), ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def new_project(folder: Path) -> list[Path]:
    """Write the starter project into ``folder``; the files written.

    OutputError, with nothing written, where one of them is there already.
    """
    files = {
        folder / source.relative_to(_STARTER): source.read_bytes()
        for source in sorted(_STARTER.rglob("*"))
        if source.is_file()
    }
    files[folder / "cv_data" / SCHEMA_FILE] = schema_text().encode()
    taken = [path for path in files if path.exists()]
    if taken:
        hint = "name another folder: cvgen new my-cv"
        raise OutputError(
            [Problem("E504", "the file is there already", shown(path), hint=hint) for path in taken]
        )
    for path, data in files.items():
        write_atomic(path, data)
    return list(files)
