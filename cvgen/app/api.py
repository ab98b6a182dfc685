"""The library: load, select, lower, render."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from cvgen.app.load import load_cv
from cvgen.document import Document
from cvgen.lowering import lower as _lower
from cvgen.model.cv import Cv
from cvgen.project import find_project
from cvgen.selection import Selection, builtin_variants, resolve
from cvgen.selection import select as _select
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Assets, format_names


def load(path: str | PathLike[str]) -> Cv:
    """The CV in the file ``path``.

    Raises InputError with every problem of the file, each with line and column.
    """
    file = Path(path)
    return load_cv(file, find_project(file.parent)).cv


def select(cv: Cv, variant: str = "full") -> Selection:
    """``cv`` as ``variant`` (built-in, or the CV's own) sees it, and what was left out and why.

    Raises UnknownNameError where there is no such variant.
    """
    return _select(cv, resolve(variant, [builtin_variants(), cv.variants]))


def lower(cv: Cv) -> Document:
    """The text of ``cv`` as it reads, in blocks that every format is written from."""
    return _lower(cv)


def render(
    document: Document,
    format: str = "pdf",
    theme: str | PathLike[str] = "academic",
    folder: str | PathLike[str] | None = None,
) -> bytes:
    """``document`` as the bytes of a file: ``pdf``, ``html`` or ``markdown``.

    ``theme`` is a name or a folder; ``folder`` is where images named in the CV are read from.
    Raises UnknownNameError for a format or theme that there is not, RenderError where the
    document cannot be made.
    """
    (name,) = format_names((format,))
    assets = Assets(Path(folder) if folder is not None else None)
    return WRITERS[name].write(document, load_theme(str(theme)), assets).data
