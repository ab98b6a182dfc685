"""The library API: load, select, lower, render."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.loading.load import load_cv
from cvgen.loading.options import as_typed, choices_of, command_options, with_options
from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower as _lower
from cvgen.model.cv import Cv
from cvgen.paths import stored_path, working_folder
from cvgen.processes.limits import SECONDS, Limits
from cvgen.project import find_project
from cvgen.rendering.job import with_web_metadata
from cvgen.rendering.tasks import Task, run_within
from cvgen.selection import Selection, builtin_variants, resolve
from cvgen.selection import select as _select
from cvgen.themes import Theme, load_theme
from cvgen.writers import Written, format_names


def load(path: str | PathLike[str]) -> Cv:
    """The CV in the file ``path``.

    Raises InputError with every problem of the file, each with line and column.
    """
    file = stored_path(Path(path))
    return load_cv(file, find_project(file.parent)).cv


def select(cv: Cv, variant: str = "full") -> Selection:
    """The part of ``cv`` that ``variant`` (built-in, or the CV's own) shows, and why.

    Raises UnknownNameError if the variant does not exist.
    """
    return _select(cv, resolve(variant, [builtin_variants(), cv.variants]))


def theme(name: str | PathLike[str] = "academic", **options: object) -> Theme:
    """The theme of that name or folder, with ``options`` such as ``accent="teal"``.

    Looks for themes and files in the project of the working folder. Raises UnknownNameError for an
    unknown theme, UsageError for an unknown option or a value that it does not take.
    """
    project = find_project(working_folder())
    found = load_theme(str(name), project.theme_folders)
    settings = [(option, as_typed(value)) for option, value in options.items()]
    return with_options(found, project, [command_options(found, project, settings)])


def lower(cv: Cv, theme: Theme | None = None) -> Document:
    """The document of ``cv``: its text in blocks, from which every format is written.

    The options of ``theme`` set the style of dates, publications and section titles.
    """
    return with_web_metadata(_lower(cv, choices_of(theme) if theme else Choices()), cv)


def render(
    document: Document,
    format: str = "pdf",
    theme: Theme | str | PathLike[str] = "academic",
    folder: str | PathLike[str] | None = None,
    timeout: float = SECONDS,
) -> bytes:
    """The bytes of ``document`` in a format: ``pdf``, ``html``, ``text``, ``png`` (its first page).

    ``theme`` is a name, a folder or the result of :func:`theme`. ``folder`` holds the images that
    the CV names. ``timeout`` is in seconds, and works in the main thread on systems with SIGALRM.
    Raises UnknownNameError for an unknown format or theme, RenderError if rendering fails.
    """
    (name,) = format_names((format,))
    assets = Assets(Path(folder) if folder is not None else None)
    look = theme if isinstance(theme, Theme) else load_theme(str(theme))
    written: Written = run_within(Task(name, document, look, assets), Limits(timeout))
    return written.data
