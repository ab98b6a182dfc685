"""Reading and writing files, with the errors of the system in plain words."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from cvgen.errors import InputError, OutputError, Problem
from cvgen.paths import abandoned, temporary_name
from cvgen.paths import shown as shown


def entries(folder: Path) -> list[Path]:
    """What is in ``folder``, nothing where there is none; InputError where it cannot be read."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        message = f"the folder cannot be read: {reason(error)}"
        raise InputError(Problem("E101", message, shown(folder))) from error


def is_folder(path: Path) -> bool:
    """Whether there is a folder that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is a file; a name that no file can have is just no file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path) -> bytes:
    """The content of ``path``; InputError where it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(Problem("E101", "this is not a file", shown(path)))
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {reason(error)}"
        raise InputError(Problem("E101", message, shown(path))) from error


def write_atomic(path: Path, data: bytes) -> bool:
    """Write ``data`` so that ``path`` holds either the old or the new content at any moment.

    False where it held the same bytes already; OutputError where it cannot be written.
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
    """Remove the file ``path``; OutputError where that fails."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"the file cannot be removed: {reason(error)}"
        raise OutputError(Problem("E501", message, shown(path))) from error


def sweep(folder: Path) -> None:
    """Remove what killed processes left half written in ``folder`` and in the folders in it."""
    inside = [path for path in entries(folder) if is_folder(path)]
    for path in (path for near in (folder, *inside) for path in abandoned(near)):
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
    """What the system says about ``error``, as the end of a sentence."""
    return (error.strerror or str(error)).lower()
