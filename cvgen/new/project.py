"""The starter project: a fictitious person, ready to render."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cvgen.errors import CvgenError, OutputError, Problem
from cvgen.paths import display_path, is_inside, project_root
from cvgen.project import Project, find_project, write_atomic
from cvgen.project.files import not_for_outputs
from cvgen.schema import schema_text

SCHEMA_FILE = "cv.schema.json"
_STARTER = Path(__file__).parent / "starter"


def _refuse_inside(folder: Path) -> None:
    """OutputError (E508) if ``folder`` is one that another project uses."""
    root = project_root(folder)
    if folder.resolve() == root:
        return
    try:
        project = find_project(root)
    except CvgenError:
        project = Project(root)
    reason = not_for_outputs(folder, root, project.config.cvs)
    if is_inside(folder, project.output):
        reason = f"the outputs are in '{project.config.output}'"
    if reason:
        message = f"no project may be here: {reason}"
        hint = f"the project in '{display_path(root)}' uses this folder; choose another"
        raise OutputError(Problem("E508", message, display_path(folder), hint=hint))


def new_project(folder: Path, more: Mapping[Path, bytes] | None = None) -> list[Path]:
    """Write the starter project and the files ``more`` into ``folder``. Returns the files written.

    OutputError, and nothing is written, if one of the files exists (E504) or another project keeps
    its CVs, themes or outputs in the folder (E508).
    """
    _refuse_inside(folder)
    files = {
        folder / source.relative_to(_STARTER): source.read_bytes()
        for source in sorted(_STARTER.rglob("*"))
        if source.is_file()
    }
    files[folder / "cv_data" / SCHEMA_FILE] = schema_text().encode()
    files |= {folder / path: data for path, data in (more or {}).items()}
    taken = [path for path in files if path.exists()]
    if taken:
        hint = "name another folder: cvgen new my-cv"
        raise OutputError(
            [
                Problem("E504", "the file already exists", display_path(path), hint=hint)
                for path in taken
            ]
        )
    for path, data in files.items():
        write_atomic(path, data)
    return list(files)
