"""The files and folders that outputs depend on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvgen.document import Document
from cvgen.paths import CONFIG, OTHER_NAMES, name_of, stored
from cvgen.patterns import pattern
from cvgen.project import Project
from cvgen.rendering.request import Job
from cvgen.themes import Theme

_ASSET = pattern(r"\basset:([^'\")\s]+)")


def files_of_theme(theme: Theme) -> list[Path]:
    """The folders of a theme and its parents, and the font files it uses."""
    return [*theme.folders, *(face.path for face in theme.settings.fonts)]


def assets_of(job: Job, document: Document) -> list[Path]:
    """The files in the CV's folder that ``document`` names, there or not."""
    names = [document.header.photo, *_ASSET.findall(job.theme.extra_css)]
    return [stored(job.cv.path.parent / name) for name in names if name]


def inputs_of_project(project: Project) -> Iterator[str]:
    """The names (``file:…``, ``folder:…``, ``names:…``) of what decides on what is made at all."""
    root = project.root
    for name in (CONFIG, *OTHER_NAMES):
        yield f"file:{name}"
    yield from (f"file:{name_of(path, root)}" for path in project.files)
    yield f"names:{name_of(root / project.config.cvs, root)}"
    for folder in project.theme_folders:
        yield f"folder:{name_of(folder, root)}"


def inputs_of(project: Project, job: Job, document: Document) -> Iterator[str]:
    """The names of what decides on the output of ``job``."""
    root, settings = project.root, job.theme.settings
    named = [settings[option.name] for option in job.theme.options if option.kind == "file"]
    own = [stored(root / str(name)) for name in named if name]
    for path in (*job.cv.files, *assets_of(job, document), *own):
        yield f"file:{name_of(path, root)}"
    for path in files_of_theme(job.theme):
        yield f"{'folder' if path.is_dir() else 'file'}:{name_of(path, root)}"


__all__ = ["assets_of", "files_of_theme", "inputs_of", "inputs_of_project"]
