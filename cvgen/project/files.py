"""Reads and writes files, where a project's files may be; errors of the system become problems.

cvgen follows no link out of the project, and writes no output where CVs, themes or settings are.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cvgen.errors import InputError, OutputError, Problem, system_reason
from cvgen.paths import (
    CONFIG,
    display_path,
    is_inside,
    orphaned_temporaries,
    real_path,
    temporary_name,
)

THEMES = "themes"
_REPOSITORIES = frozenset({".git", ".hg", ".svn", ".jj"})


def entries(folder: Path) -> list[Path]:
    """The contents of ``folder``, sorted; none if it does not exist, InputError if unreadable."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        message = f"the folder cannot be read: {system_reason(error)}"
        raise InputError(Problem("E101", message, display_path(folder))) from error


def read_bytes(path: Path) -> bytes:
    """The content of ``path``; InputError (E101) if it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(Problem("E101", "this is not a file", display_path(path)))
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {system_reason(error)}"
        raise InputError(Problem("E101", message, display_path(path))) from error


def write_atomic(path: Path, data: bytes) -> bool:
    """Write ``data`` in one step: ``path`` always holds either the old or the new content.

    False if it held the same bytes already; OutputError (E501) if it cannot be written.
    """
    try:
        if _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        message = f"the file cannot be written: {system_reason(error)}"
        raise OutputError(Problem("E501", message, display_path(path))) from error
    return True


def write_all(files: Mapping[Path, bytes]) -> list[Path]:
    """Write all ``files`` or none; those whose content changed. OutputError (E501).

    Each is first written beside its place, so that a full disk leaves the old ones.
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not _holds(path, data):
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting[path] = path.with_name(temporary_name(len(waiting) + 1))
                _write(waiting[path], data)
        for path, temporary in waiting.items():
            temporary.replace(path)
    except OSError as error:
        message = f"the file cannot be written: {system_reason(error)}"
        raise OutputError(Problem("E501", message, display_path(path))) from error
    finally:
        for temporary in waiting.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
    return list(waiting)


def remove(path: Path) -> None:
    """Remove the file ``path``; OutputError (E501) if that fails."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"the file cannot be removed: {system_reason(error)}"
        raise OutputError(Problem("E501", message, display_path(path))) from error


def sweep(folder: Path) -> None:
    """Remove temporary files of dead processes from ``folder``."""
    for path in orphaned_temporaries(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(temporary_name())
    try:
        _write(temporary, data)
        temporary.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def refuse_links(root: Path, names: Iterable[str]) -> None:
    """InputError (E401) if one of ``names`` in the project ``root`` is a link out of it."""
    wrong = [root / name for name in names if not is_inside(root / name, root)]
    if wrong:
        raise InputError([_leads_out(path) for path in wrong])


def refuse_link(path: Path, bounds: Path) -> None:
    """InputError (E401) if the file ``path`` is a link out of the folder ``bounds``."""
    if path.is_symlink() and path.is_file() and not is_inside(path, bounds):
        raise InputError(_leads_out(path))


def _leads_out(path: Path) -> Problem:
    message = "this is a link that leads out of the project"
    folder = display_path(path.parent)  # the path itself would be that of the link's target
    place = path.name if folder == "." else f"{folder}/{path.name}"
    return Problem("E401", message, place, hint="put a copy in its place")


def not_for_outputs(folder: Path, root: Path, cvs: str) -> str:
    """Why ``folder``, in any letter case, must not contain outputs; empty if it may."""
    parts = _parts(folder)
    for name in parts:
        if name in _REPOSITORIES:
            return f"it is inside '{name}', which belongs to version control"
    for own, what in ((cvs, "the CVs are"), (THEMES, "the themes are"), (CONFIG, "settings are")):
        inside = _parts(root / own)
        if parts[: len(inside)] == inside and inside != _parts(root):
            return f"{what} in '{own}'"
    return ""


def _parts(path: Path) -> tuple[str, ...]:
    return tuple(part.casefold() for part in real_path(path).parts)
