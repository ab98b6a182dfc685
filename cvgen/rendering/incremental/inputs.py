"""What the outputs of a CV depend on: digests of their content, and the files that were read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvgen.paths import CONFIG, OTHER_NAMES, is_bundled, is_folder, name_of, path_of, stored_path
from cvgen.patterns import pattern
from cvgen.project import Project
from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import digest_of
from cvgen.rendering.job import Job
from cvgen.themes import Theme
from cvgen.writers import WRITERS

_ASSET = pattern(r"\basset:([^'\")\s]+)")


class Inputs:
    """Digests of what documents are made from, by a run that ``begun`` then.

    That is in nanoseconds of the system's clock, before the run read anything.
    """

    def __init__(self, begun: int) -> None:
        self.begun = begun
        self._digests: dict[Path, str] = {}

    def digest(self, job: Job, format: str) -> str:
        """The digest of everything that an output shows, whatever else changes in the CV."""
        theme, content = job.theme, job.input_of(format)
        # A page limit leaves out some of the selection.
        limited = (job.rules, job.selection.cv) if job.rules.pages is not None else None
        look = (theme.name, theme.settings.values, theme.extra_css)
        files = [self._digest(path) for path in _files_of_theme(theme)]
        files += [self._now(path) for path in _assets_of(job)]
        link = job.pdf if WRITERS[format].of == "web" else ""
        value = (digest.of_program(), format, link, content, limited, look, files)
        return digest.of_value(value)

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = self._now(path)
        return self._digests[path]

    def _now(self, path: Path) -> str:
        """The digest of a file or folder; a unique one if it changed during the run."""
        found = digest.of_folder(path) if is_folder(path) else digest.of_file(path)
        return f"{found} {self.begun}" if digest.changed_after(path, self.begun) else found


def _files_of_theme(theme: Theme) -> list[Path]:
    """The folders of a theme and its parents, and the font files it uses."""
    return [*theme.folders, *(face.path for face in theme.settings.fonts)]


def _assets_of(job: Job) -> list[Path]:
    """The files in the CV's folder that the document names, whether they exist or not."""
    names = [job.document.header.photo, *_ASSET.findall(job.theme.extra_css)]
    return [stored_path(job.cv.path.parent / name) for name in names if name]


def inputs_of_project(project: Project) -> Iterator[str]:
    """The inputs (``file:…``, ``folder:…``, ``names:…``) that all CVs share.

    The names in the folder of the CVs decide which CVs there are, and the others how they look.
    """
    root = project.root
    yield from (f"file:{name}" for name in (CONFIG, *OTHER_NAMES))
    yield from (f"file:{name_of(path, root)}" for path in project.files)
    yield f"names:{name_of(root / project.config.cvs, root)}"
    for folder in project.theme_folders:
        yield f"folder:{name_of(folder, root)}"


def inputs_of(project: Project, job: Job) -> Iterator[str]:
    """The names of the inputs of ``job`` beside those that all CVs share."""
    root, settings = project.root, job.theme.settings
    named = [settings[option.name] for option in job.theme.options if option.kind == "file"]
    own = [stored_path(root / str(name)) for name in named if name]
    for path in (*job.cv.files, *_assets_of(job), *own):
        yield f"file:{name_of(path, root)}"
    for path in _files_of_theme(job.theme):
        if not is_bundled(path) and not any(map(path.is_relative_to, project.theme_folders)):
            yield f"{'folder' if path.is_dir() else 'file'}:{name_of(path, root)}"


def shared_by_all(names: Iterator[str], root: Path, begun: int) -> dict[str, str]:
    """The digests of ``names``; one that differs from all others if it changed during the run."""
    found = {}
    for name in names:
        is_changing = digest.changed_after(path_of(name.partition(":")[2], root), begun)
        found[name] = f"{digest_of(name, root)} {begun}" if is_changing else digest_of(name, root)
    return found
