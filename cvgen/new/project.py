"""A starter project with a fictitious person, which renders at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from cvgen.errors import CvgenError, OutputError, Problem
from cvgen.paths import project_root
from cvgen.project import Project, find_project, write_atomic
from cvgen.project.bounds import not_for_outputs, real
from cvgen.project.files import shown
from cvgen.schema import cv_schema
from cvgen.themes.schema import options_schema

SCHEMA_FILE = "cv.schema.json"
_STARTER = Path(__file__).parent / "starter"


def schema_text(folders: Iterable[Path] = ()) -> str:
    """The JSON Schema of a CV as it is printed and written, with the themes in ``folders``."""
    return (
        json.dumps(cv_schema(options_schema(folders)), ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def _refuse_inside(folder: Path) -> None:
    """OutputError (E508) where ``folder`` belongs to a project that it would be nested in."""
    root = project_root(folder)
    if folder.resolve() == root:
        return
    try:
        project = find_project(root)
    except CvgenError:
        project = Project(root)
    reason = not_for_outputs(folder, root, project.config.cvs)
    if real(folder).is_relative_to(real(project.output)):
        reason = f"the outputs are in '{project.config.output}'"
    if reason:
        message = f"no project may be here: {reason}"
        hint = f"it is a folder of the project in '{shown(root)}'; name one outside of that"
        raise OutputError(Problem("E508", message, shown(folder), hint=hint))


def new_project(folder: Path) -> list[Path]:
    """Write the starter project into ``folder``; the files written.

    OutputError, with nothing written, where one of them is there already, or where the folder is
    for the CVs, themes or outputs of a project.
    """
    _refuse_inside(folder)
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
