"""Where projects and bundled themes are, and how paths compare, are stored and are shown."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cvgen.errors import InputError, Problem
from cvgen.patterns import pattern

CONFIG = "cvgen.yaml"
OTHER_NAMES = ("cvgen.yml", ".cvgen.yaml", ".cvgen.yml")
"""Names that other programs' habits give to the settings; they are refused."""
DATA_FOLDER = "cv_data"
is_file, is_folder = os.path.isfile, os.path.isdir
"""False for a name that no file can have; the methods of a Path raise for some of those."""
_BUNDLED = "@themes/"
_TEMPORARY = pattern(r"\.cvgen-(\d+)(?:-\d+)?\.tmp", re.ASCII)


def project_root(start: Path) -> Path:
    """The nearest folder upwards with settings or CVs; ``start`` itself if none has any."""
    return _nearest(start) or start.resolve()


def _nearest(start: Path) -> Path | None:
    start = start.resolve()
    return next(filter(is_project, (start, *start.parents)), None)


def nfc(name: str) -> str:
    """``name`` in Unicode form NFC, to compare it: some systems store accents separately."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def stored_path(path: Path) -> Path:
    """``path`` as the system stores it, which may write accents in another form, if it exists."""
    if str(path).isascii() or os.path.lexists(path):
        return path
    folder, wanted = stored_path(path.parent), nfc(path.name)
    try:
        found = [entry for entry in folder.iterdir() if nfc(entry.name) == wanted]
    except (OSError, ValueError):
        found = []
    return min(found, default=folder / path.name)


def by_project(names: Sequence[str], start: Path) -> dict[Path, list[str]]:
    """The roots of the projects of the CVs ``names``, each with its CVs.

    A CV named by its path belongs to the project around it. All others, also those outside of any
    project, belong to the project of the folder ``start``.
    """
    found: dict[Path, list[str]] = {}
    for name in names:
        try:
            is_path = Path(name).suffix != "" or len(Path(name).parts) > 1
            root = _nearest(stored_path(Path(name)).parent) if is_path else None
        except (OSError, RuntimeError, ValueError):  # not a possible file name
            root = None
        found.setdefault(root or project_root(start), []).append(name)
    return found or {project_root(start): []}


def is_project(folder: Path) -> bool:
    """True if ``folder`` has settings or CVs."""
    try:
        return (folder / CONFIG).is_file() or (folder / DATA_FOLDER).is_dir()
    except OSError:
        return False


@cache
def package_folder() -> Path:
    """The folder of cvgen's own code."""
    return Path(__file__).resolve().parent


def bundled_folder() -> Path:
    """The folder of the bundled themes: in the package, or beside it in a checkout."""
    packed = package_folder() / "_themes"
    return packed if packed.is_dir() else package_folder().parent / "themes"


def real_path(path: Path) -> Path:
    """``path`` with links resolved; a link to itself, on which ``resolve`` fails, stays."""
    return Path(os.path.realpath(path))


def is_inside(path: Path, folder: Path) -> bool:
    """True if ``path`` is ``folder`` or below it, with links resolved."""
    return real_path(path).is_relative_to(real_path(folder))


def is_bundled(path: Path) -> bool:
    """True if ``path`` is among the bundled themes."""
    return path.is_relative_to(bundled_folder())


def name_of(path: Path, root: Path) -> str:
    """``path`` with slashes, relative to the bundled themes or to ``root``, or absolute."""
    path = real_path(path)
    if is_bundled(path):
        return _BUNDLED + path.relative_to(bundled_folder()).as_posix()
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.as_posix()


def path_of(name: str, root: Path) -> Path:
    """The path from which :func:`name_of` made ``name``."""
    if name.startswith(_BUNDLED):
        return bundled_folder() / name.removeprefix(_BUNDLED)
    return root / name


def _relative(path: Path, here: Path) -> str:
    """``path`` relative to the folder ``here``; empty if it is far away."""
    if path.is_relative_to(here):
        return str(path.relative_to(here))
    text = os.path.relpath(path, here)
    far = text.startswith(os.path.join(os.pardir, os.pardir, ""))
    return "" if far and not path.is_relative_to(project_root(here)) else text


def display_path(path: Path) -> str:
    """``path`` as a user would write it: relative to the working folder, if it is below it, in the
    same project or in a sibling folder. Bytes that are not UTF-8 are escaped.
    """
    try:
        text = _relative(path.resolve(), Path.cwd()) or str(path)
    except (ValueError, OSError, RuntimeError):  # RuntimeError for a link to itself
        text = str(path)
    return text.encode("utf-8", "backslashreplace").decode()


def working_folder() -> Path:
    """The folder the program runs in; InputError (E101) if it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise InputError(Problem("E101", "the working folder no longer exists")) from error


def temporary_name(number: int = 0) -> str:
    """The name of the file that this process writes before it replaces another file by it.

    ``number`` tells several of them apart.
    """
    return f".cvgen-{os.getpid()}{f'-{number}' if number else ''}.tmp"


def orphaned_temporaries(folder: Path | str) -> list[Path]:
    """The temporary files of dead processes in ``folder``; none if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            names = [(entry.path, _TEMPORARY.fullmatch(entry.name)) for entry in found]
    except OSError:
        return []
    return [Path(path) for path, match in names if match and not _may_live(match[1])]


def _may_live(process: str) -> bool:
    """True if a process of that number may be alive; always on systems without signal 0."""
    try:
        if os.name == "posix":
            os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError, ValueError):
        return False
    except OSError:
        return True
    return True
