"""The choices that the page offers: CVs, variants, themes, theme options."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cvgen.errors import CvgenError
from cvgen.model.variant import Variant
from cvgen.paths import bundled_folder, is_inside
from cvgen.project import Project
from cvgen.themes import Theme, load_theme, theme_names

Choice = tuple[str, str]
"""A name and its description."""


@dataclass
class Menu:
    """The names to choose from, and the current CV, variant and theme.

    For an application, named as in ``applications/aalto``, its documents are in the place of
    variants; ``titles`` has words for their names.
    """

    cvs: tuple[str, ...] = ()
    variants: tuple[Choice, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    themes: tuple[Choice, ...] = ()
    options: list[dict[str, Any]] = field(default_factory=list)
    cv: str = ""
    variant: str = ""
    theme: str = ""

    def after(self, last: Menu) -> Menu:
        """The menu, completed from ``last`` if the CV is unusable."""
        return Menu(
            self.cvs or last.cvs, last.variants, last.titles, self.themes or last.themes,
            last.options, self.cv or last.cv, last.variant, last.theme,
        )  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "cvs": [_of_list(name) for name in self.cvs],
            "variants": [
                {"name": name, "about": about, "title": self.titles.get(name, name)}
                for name, about in self.variants
            ],
            "themes": [{"name": name, "about": about} for name, about in self.themes],
            "options": self.options,
            "shown": {"cv": self.cv, "variant": self.variant, "theme": self.theme},
            "kinds": ("Application", "Document") if self.titles else ("CV", "Variant"),
        }


def _of_list(name: str) -> dict[str, str]:
    """A CV or an application in its list: the title without what all of its group begin with."""
    group, _, title = name.rpartition("/")
    return {"name": name, "title": title, "group": group and "Applications"}


def cv_names(project: Project, given: Path | None) -> dict[str, Path]:
    """The files of the CVs by name; only the one ``given`` may be a link out of the project."""
    inside = [path for path in project.cv_paths() if is_inside(path, project.root)]
    found: dict[str, Path] = {}
    for path in inside:
        found[path.name if path.stem in found else path.stem] = path
    if given is not None and given.resolve() not in {path.resolve() for path in inside}:
        found = {given.stem: given} | found
    return found


def themes_of(project: Project) -> tuple[Choice, ...]:
    """The themes with their descriptions; a broken theme has an empty one."""
    files: list[tuple[str, int, int]] = []
    for folder in (*project.theme_folders, bundled_folder()):
        for path in folder.glob("*/theme.yaml"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                files.append((str(path), stat.st_mtime_ns, stat.st_size))
    return _themes(project.theme_folders, tuple(sorted(files)))


@lru_cache(maxsize=4)
def _themes(folders: tuple[Path, ...], _state: object) -> tuple[Choice, ...]:
    """The themes in ``folders``; reading them all takes longer than writing a page."""
    found: dict[str, str] = {}
    with contextlib.suppress(CvgenError):
        for name in theme_names(folders):
            found[name] = ""
            with contextlib.suppress(CvgenError):
                found[name] = load_theme(name, folders).description
    return tuple(found.items())


def variants_of(layers: Iterable[Iterable[Variant]]) -> tuple[Choice, ...]:
    """All variants of ``layers``, each once, with its last description."""
    found: dict[str, str] = {}
    for layer in layers:
        for variant in layer:
            found[variant.name] = variant.description or found.get(variant.name, "")
    return tuple(found.items())


def options_of(theme: Theme) -> list[dict[str, Any]]:
    """The options of ``theme`` with their values, for the controls of the page."""
    return [
        {
            "name": option.name,
            "kind": option.kind,
            "about": option.about,
            "value": theme.yaml_text(option),
            "choices": option.choices or tuple(name for name, _ in option.names),
            "colours": dict(option.names),
            "least": option.least,
            "most": option.most,
            "unit": option.unit,
        }
        for option in theme.options
    ]
