"""Digests of bytes, files, folders and values. Equal digests mean equal content."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from cvgen.cache import cache_folder, write_anew
from cvgen.paths import package_folder

_LENGTH = 32
_TICK = 20_000_000  # clocks of file systems lag behind by a few milliseconds
_MAX_BYTES = 100_000_000
_MAKERS = frozenset(
    {"weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "fonttools", "pillow", "jinja2",
     "markupsafe", "babel", "pyphen", "cvgen"}
)  # fmt: skip
"""The packages whose versions can change an output."""


def of_bytes(data: bytes) -> str:
    """The digest of ``data``: 32 hexadecimal digits."""
    return sha256(data).hexdigest()[:_LENGTH]


def of_file(path: Path | str) -> str:
    """The digest of a file; empty if it is unreadable. Beyond 100 MB only size and time count."""
    try:
        state = os.stat(path)  # noqa: PTH116  # ten thousands of files
        if not stat.S_ISREG(state.st_mode):
            return ""
        if state.st_size > _MAX_BYTES:
            return of_bytes(f"{state.st_size} {state.st_mtime_ns}".encode())
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return of_bytes(file.readall())
    except (OSError, ValueError):
        return ""


def of_folder(folder: Path) -> str:
    """The digest of all files below ``folder`` and their names, without hidden files and caches."""
    found = sha256()
    for path in sorted(_files(str(folder))):
        found.update(_bytes(f"{path.removeprefix(str(folder))}\0{of_file(path)}\n"))
    return found.hexdigest()[:_LENGTH]


def of_names(folder: Path) -> str:
    """The digest of the names in ``folder``, without hidden ones."""
    return of_bytes(_bytes("\0".join(sorted(entry.name for entry in _entries(str(folder))))))


def changed_after(path: Path, moment: int) -> bool:
    """True if ``path``, or a file below it, may have changed after ``moment`` (nanoseconds)."""
    try:
        paths = _files(str(path)) if path.is_dir() else [str(path)]
        return any(Path(found).stat().st_mtime_ns > moment - _TICK for found in paths)
    except OSError:
        return False


def _bytes(text: str) -> bytes:
    """``text`` in UTF-8; it may be a file name that is not valid text."""
    return text.encode("utf-8", "surrogatepass")


def _files(folder: str) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [e for e in found if e.name[0] != "." and e.name != "__pycache__"]
    except OSError:
        return []


@cache
def of_program() -> str:
    """The digest of cvgen, the engine and its helpers, without the libraries of the system."""
    return of_bytes(f"{of_package(package_folder())} {' '.join(_versions())}".encode())


def of_package(folder: Path) -> str:
    """The digest of ``folder``; that in the cache if no file of the folder has changed since.

    Reading the files takes as long as building the document of a CV.
    """
    state = of_bytes(_bytes("\n".join(sorted(map(_state, _files(str(folder)))))))
    cache = cache_folder()
    known = cache / f"program-{of_bytes(_bytes(str(folder)))}" if cache else None
    with suppress(OSError, ValueError):
        before, found = known.read_text("ascii").split() if known else ("", "")
        if before == state:
            return found
    found = of_folder(folder)
    with suppress(OSError):
        if known:
            write_anew(known, f"{state} {found}".encode())
    return found


def _state(path: str) -> str:
    """The name, the size and the times of a file, which change with its content."""
    try:
        found = os.stat(path)  # noqa: PTH116  # hundreds of files
    except OSError:
        return path
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _versions() -> list[str]:
    """``weasyprint-70.0`` and so on, a hundred times as fast as importlib.metadata."""
    spec = find_spec("weasyprint")
    site = Path(spec.origin).parent.parent if spec and spec.origin else None
    names = [entry.name for entry in _entries(str(site))] if site else []
    found = (name.removesuffix(".dist-info") for name in names if name.endswith(".dist-info"))
    return sorted(name.lower() for name in found if name.split("-")[0].lower() in _MAKERS)


def of_value(value: object) -> str:
    """The digest of nested plain values, dataclasses and models; TypeError for any other value."""
    found = sha256()
    _put(value, lambda text: found.update(_bytes(text)))
    return found.hexdigest()[:_LENGTH]


def _put(value: Any, add: Callable[[str], None]) -> None:
    kind = type(value)
    if kind is str:
        add(f"s{len(value)}:{value}")
    elif value is None or kind in (int, float, bool):
        add(f"{value!r};")
    elif isinstance(value, (str, int, Path)):  # members of enumerations, too
        add(f"{kind.__name__} {value!s};")
    else:
        parts = _parts(value, kind)
        add(f"{kind.__name__}{len(parts)}:")
        for part in parts:
            _put(part, add)


def _parts(value: Any, kind: type) -> Sequence[Any]:
    """The parts of a value, always in the same order."""
    if kind in (tuple, list):
        return cast("Sequence[Any]", value)
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, (set, frozenset)):
        return sorted(of_value(item) for item in value)
    names = field_names(kind)
    if names is None:
        raise TypeError(f"a {kind.__name__} has no digest")
    return [getattr(value, name) for name in names]


@lru_cache(maxsize=256)
def field_names(kind: type) -> tuple[str, ...] | None:
    """The names of the fields of a dataclass or a model; None of anything else."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    models = getattr(kind, "model_fields", None)
    return None if models is None else tuple(models)
