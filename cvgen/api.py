"""The library: load, select, lower, render."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.loading.load import load_cv
from cvgen.loading.options import as_typed, choices_of, commanded, themed
from cvgen.lowering import Choices
from cvgen.lowering import lower as _lower
from cvgen.model.cv import Cv
from cvgen.paths import stored, working_folder
from cvgen.processes.limits import SECONDS, Limits
from cvgen.project import find_project
from cvgen.rendering.job import with_web
from cvgen.rendering.tasks import Task, run_within
from cvgen.selection import Selection, builtin_variants, resolve
from cvgen.selection import select as _select
from cvgen.themes import Theme, load_theme
from cvgen.writers import Written, format_names


def load(path: str | PathLike[str]) -> Cv:
    """The CV in the file ``path``.

    Raises InputError with every problem of the file, each with line and column.
    """
    file = stored(Path(path))
    return load_cv(file, find_project(file.parent)).cv


def select(cv: Cv, variant: str = "full") -> Selection:
    """``cv`` as ``variant`` (built-in, or the CV's own) sees it, and what was left out and why.

    Raises UnknownNameError where there is no such variant.
    """
    return _select(cv, resolve(variant, [builtin_variants(), cv.variants]))


def theme(name: str | PathLike[str] = "academic", **options: object) -> Theme:
    """The theme of that name or folder with values for its options, as in ``accent="teal"``.

    Themes and files that options name are those of the project that the working folder is in.
    Raises UnknownNameError for a theme that there is not, UsageError for an option or a value
    that it does not take.
    """
    project = find_project(working_folder())
    found = load_theme(str(name), project.theme_folders)
    settings = [(option, as_typed(value)) for option, value in options.items()]
    return themed(found, project, [commanded(found, project, settings)])


def lower(cv: Cv, theme: Theme | None = None) -> Document:
    """The text of ``cv`` as it reads, in blocks that every format is written from.

    Options of ``theme`` say how dates, publications and titles of sections are written.
    """
    return with_web(_lower(cv, choices_of(theme) if theme else Choices()), cv)


def render(
    document: Document,
    format: str = "pdf",
    theme: Theme | str | PathLike[str] = "academic",
    folder: str | PathLike[str] | None = None,
    timeout: float = SECONDS,
) -> bytes:
    """``document`` as a file: ``pdf``, ``html``, ``markdown`` or ``png`` (of its first page).

    ``theme`` is a name, a folder, or what :func:`theme` gave; ``folder`` is where images named in
    the CV are read from; ``timeout`` is how many seconds it may take, which is kept in the main
    thread of a program, on systems with such signals.
    Raises UnknownNameError for a format or theme that there is not, RenderError where the
    document cannot be made.
    """
    (name,) = format_names((format,))
    assets = Assets(Path(folder) if folder is not None else None)
    look = theme if isinstance(theme, Theme) else load_theme(str(theme))
    written: Written = run_within(Task(name, document, look, assets), Limits(timeout))
    return written.data
