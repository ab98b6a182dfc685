"""The cache: a private folder for data that is slow to compute and may be deleted at any time."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_TYPICAL = 1 << 16
_LAST_RESORTS = (Path("/var/tmp"), Path("/dev/shm"))


def cache_folder() -> Path | None:
    """The best folder for the cache, or None. cvgen loads code from it, so it must be private."""
    return next(cache_folders(), None)


def cache_folders() -> Iterator[Path]:
    """The usable folders with free space, best first."""
    return (path for path in _candidates() if _is_private(path) and _has_room(path))


def write_once(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step, unless it exists; OSError if that fails."""
    if not path.exists():
        write_anew(path, data)


def write_anew(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step, in place of what it has; OSError if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _candidates() -> Iterator[Path]:
    try:
        home = Path("~").expanduser()
    except RuntimeError:  # the system does not know the user
        home = Path()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = f"{home}/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache"
    if Path(base).is_absolute():
        yield Path(base, "cvgen")
    user = os.getuid() if hasattr(os, "getuid") else "user"
    with contextlib.suppress(OSError):  # no temporary folder is writable
        yield Path(tempfile.gettempdir(), f"cvgen-{user}")
    for folder in filter(Path.is_dir, _LAST_RESORTS):  # often on another disk, or in memory
        yield folder / f"cvgen-{user}"


def _has_room(path: Path) -> bool:
    """True if the folder ``path`` has room for a file of typical size."""
    try:
        with tempfile.TemporaryFile(dir=path, buffering=0) as file:
            return file.write(bytes(_TYPICAL)) == _TYPICAL
    except OSError:
        return False


def _is_private(path: Path) -> bool:
    """True if ``path`` is, or can become, a folder that only this user can write to."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = path.lstat()
        if not stat.S_ISDIR(state.st_mode):
            return False
        if hasattr(os, "getuid"):
            if state.st_uid != os.getuid():
                return False
            if state.st_mode & 0o022:
                path.chmod(0o700)
    except OSError:
        return False
    return os.access(path, os.W_OK | os.X_OK)
