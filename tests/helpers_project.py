"""Projects on disk: a folder with CVs and settings."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers_cv import ADA

BROKEN = ADA.replace("role", "rol")
NEVER = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
"""A template of which no document is ever made."""


def obeys_permissions() -> bool:
    """Whether this user is kept from reading a file without permissions; root is not."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return not os.access(file.name, os.R_OK)


_skip_others = pytest.mark.skipif(
    not obeys_permissions(), reason="this user may read and write everything"
)


def needs_permissions(test: Callable[..., None]) -> Callable[..., None]:
    """Marks a test of what is forbidden: root skips it, and ``-m forbidden`` chooses it."""
    marked: Callable[..., None] = pytest.mark.forbidden(_skip_others(test))
    return marked


def make_project(folder: Path, config: str | None = None, **cvs: str) -> Path:
    """A project in ``folder`` with the given CVs (one of Ada if none), and ``cvgen.yaml``."""
    for name, text in (cvs or {"ada": ADA}).items():
        write(folder / "cv_data" / f"{name}.yaml", text)
    if config is not None:
        write(folder / "cvgen.yaml", config)
    return folder


def write(path: Path, text: str) -> Path:
    """Write ``text`` to ``path``, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def save(path: Path, text: str) -> Path:
    """Write ``text`` to ``path`` in one step, as editors do, so that nobody meets a half of it."""
    return write(path.with_name(f".{path.name}.new"), text).replace(path)


def long_ago(folder: Path) -> None:
    """Make all files old, so that none counts as changed during a run."""
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000,) * 2)


def records(folder: Path) -> list[Path]:
    """The records of the outputs of the project in ``folder``."""
    return sorted((folder / "output" / ".cvgen").glob("*.json"))


def forget(folder: Path) -> None:
    """Remove the records of the outputs of the project in ``folder``."""
    for path in records(folder):
        path.unlink()


def files_below(folder: Path) -> list[str]:
    """The paths of all files below ``folder``, relative to it, but for the record of outputs."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".cvgen")
    return sorted(str(path.relative_to(folder)) for path in found)
