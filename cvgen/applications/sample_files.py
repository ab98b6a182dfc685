"""The sample application of `cvgen new`: a fictitious opening, an application and its letter.

The person is the one of the starter project. The sample is not in its folder, because `cvgen new`
writes it only if asked, and because the schemas beside it come from the models of applications,
which the starter project knows nothing about.
"""

from __future__ import annotations

from pathlib import Path

from cvgen.applications.request import FOLDER, OPENINGS
from cvgen.applications.schema import schema_file, schema_text

_SAMPLE = Path(__file__).parent / "sample"
_FOLDERS = {"application": FOLDER, "opening": OPENINGS[0]}


def sample_files() -> dict[Path, bytes]:
    """The files of the sample by their paths in a project, with the schemas that editors use."""
    files = {
        source.relative_to(_SAMPLE): source.read_bytes()
        for source in sorted(_SAMPLE.rglob("*"))
        if source.is_file()
    }
    for name, folder in _FOLDERS.items():
        files[Path(folder, schema_file(name))] = schema_text(name).encode()
    return files
