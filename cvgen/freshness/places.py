"""Where a project and the bundled themes are, and how files are named."""

from __future__ import annotations

from pathlib import Path

CONFIG = "cvgen.yaml"
DATA_FOLDER = "cv_data"
_BUNDLED = "@themes/"


def project_root(start: Path) -> Path:
    """The nearest folder upwards with settings or CVs; ``start`` itself where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if _is_project(folder):
            return folder
    return start


def _is_project(folder: Path) -> bool:
    try:
        return (folder / CONFIG).is_file() or (folder / DATA_FOLDER).is_dir()
    except OSError:
        return False


def package_folder() -> Path:
    """The folder of cvgen's own code."""
    return Path(__file__).resolve().parent.parent


def bundled_folder() -> Path:
    """The folder of the themes that come with cvgen: in the package, or beside it in a checkout."""
    packed = package_folder() / "_themes"
    return packed if packed.is_dir() else package_folder().parent / "themes"


def name_of(path: Path, root: Path) -> str:
    """``path`` as a name with ``/``: below the bundled themes, below ``root``, or as it is."""
    path = path.resolve()
    if path.is_relative_to(bundled_folder()):
        return _BUNDLED + path.relative_to(bundled_folder()).as_posix()
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.as_posix()


def path_of(name: str, root: Path) -> Path:
    """The path that :func:`name_of` made ``name`` from."""
    if name.startswith(_BUNDLED):
        return bundled_folder() / name.removeprefix(_BUNDLED)
    return root / name


def shown(path: Path) -> str:
    """``path`` as a user would write it: relative to the working folder where it is below it.

    A name that is no text (bytes that are not UTF-8) is shown with escapes.
    """
    try:
        text = str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError, RuntimeError):  # the last for a link to itself
        text = str(path)
    return text.encode("utf-8", "backslashreplace").decode()
