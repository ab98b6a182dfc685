"""CVs in several files, on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import InputError, Problem
from cvgen.loading.load import LoadedCv, load_cv
from cvgen.project import find_project
from cvgen.project.sources import load_whole
from cvgen.source.tree import Plain, to_plain
from tests.helpers_project import write


def load(folder: Path, cv: str, /, **files: str) -> LoadedCv:
    """The CV ``ada`` of a project in ``folder``, beside ``files``; ``__`` in a name is ``/``."""
    written(folder, cv, **files)
    project = find_project(folder)
    return load_cv(project.find_cv("ada"), project)


def values(folder: Path, cv: str, /, **files: str) -> Plain:
    """The values of it with includes in place, whether they are a CV or not."""
    return to_plain(load_whole(written(folder, cv, **files), folder)[0].root)


def problems(folder: Path, cv: str, /, **files: str) -> list[Problem]:
    """What is wrong with it."""
    with pytest.raises(InputError) as caught:
        load(folder, cv, **files)
    return caught.value.problems


def written(folder: Path, cv: str, /, **files: str) -> Path:
    """The file of the CV, with all files written."""
    for name, text in files.items():
        write(folder / "cv_data" / f"{name.replace('__', '/')}.yaml", text)
    return write(folder / "cv_data" / "ada.yaml", cv)
