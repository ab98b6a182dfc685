"""Reads and writes files; errors of the system become problems."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cvgen.errors import InputError, OutputError, Problem
from cvgen.paths import orphaned_temporaries, temporary_name
from cvgen.paths import shown as shown


def entries(folder: Path) -> list[Path]:
    """The contents of ``folder``, sorted; none if it does not exist, InputError if unreadable."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        message = f"the folder cannot be read: {reason(error)}"
        raise InputError(Problem("E101", message, shown(folder))) from error


def is_folder(path: Path) -> bool:
    """True for a folder that can be read; False for a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """True for a file; False for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path) -> bytes:
    """The content of ``path``; InputError (E101) if it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(Problem("E101", "this is not a file", shown(path)))
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {reason(error)}"
        raise InputError(Problem("E101", message, shown(path))) from error


def write_atomic(path: Path, data: bytes) -> bool:
    """Write ``data`` in one step: ``path`` always holds either the old or the new content.

    False if it held the same bytes already; OutputError (E501) if it cannot be written.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        message = f"the file cannot be written: {reason(error)}"
        raise OutputError(Problem("E501", message, shown(path))) from error
    return True


def remove(path: Path) -> None:
    """Remove the file ``path``; OutputError (E501) if that fails."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"the file cannot be removed: {reason(error)}"
        raise OutputError(Problem("E501", message, shown(path))) from error


def sweep(folder: Path) -> None:
    """Remove temporary files of dead processes from ``folder`` and the folders in it."""
    inside = [path for path in entries(folder) if is_folder(path)]
    for path in (path for near in (folder, *inside) for path in orphaned_temporaries(near)):
        with contextlib.suppress(OSError):
            path.unlink()


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(temporary_name())
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def reason(error: OSError) -> str:
    """The system's message for ``error``, in lower case for the end of a sentence."""
    return (error.strerror or str(error)).lower()
