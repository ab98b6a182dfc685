"""A theme as loaded: folders, options with their values, font files. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from cvgen.errors import Problem
from cvgen.paths import bundled_folder
from cvgen.themes.css_text import closed
from cvgen.themes.files import MEDIA, STYLES, find_file, read_text
from cvgen.themes.layout import Layout
from cvgen.themes.options import Option, Value


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the ``family`` that the stylesheets call it by."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path


@dataclass(frozen=True, slots=True)
class FontSet:
    """The families of running text, small text and the name; ``scale`` evens out how large they
    look at one size, ``generic`` is the kind of the text's family as CSS calls it.
    """

    text: str
    small: str
    name: str
    scale: float = 1.0
    generic: str = "sans-serif"


@dataclass(frozen=True)
class Settings:
    """The values of all options of a theme. ``given`` are those that are not the theme's own."""

    values: tuple[tuple[str, Value], ...] = ()
    given: frozenset[str] = frozenset()
    fonts: tuple[Face, ...] = ()
    font_set: FontSet | None = None

    @cached_property
    def _table(self) -> dict[str, Value]:
        return dict(self.values)

    def __getitem__(self, name: str) -> Any:
        """The value of the option ``name``; KeyError where the theme has no such option."""
        return self._table[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of the option ``name``, or ``default`` where the theme has no such option."""
        return self._table.get(name, default)


@dataclass(frozen=True)
class Theme:
    """A theme, pure data. ``folders`` are its own, its parent's and so on up to the root.

    ``variant`` names the audience that the theme is made for. ``families`` and ``font_sets`` are
    what its option ``fonts`` may choose from. ``extra_css`` comes last: the text of the file
    ``extra_name`` that the option ``css`` names. ``layout`` stands
    in the place of the one that the options ask for, where a document keeps to a page limit.
    ``rewritten`` are texts that stand in the place of what stylesheets of these paths hold.
    ``warnings`` are about the text of its files and its parents'.
    """

    name: str
    description: str
    folders: tuple[Path, ...]
    variant: str = ""
    options: tuple[Option, ...] = ()
    settings: Settings = field(default_factory=Settings)
    faces: tuple[Face, ...] = ()
    font_sets: tuple[tuple[str, FontSet], ...] = ()
    extra_css: str = ""
    extra_name: str = ""
    layout: Layout | None = None
    rewritten: tuple[tuple[Path, str], ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def is_own(self) -> bool:
        """Whether some of it does not come with cvgen."""
        bundled = bundled_folder()
        return not all(folder.is_relative_to(bundled) for folder in self.folders)

    def option(self, name: str) -> Option | None:
        """The option ``name``, or None."""
        return next((option for option in self.options if option.name == name), None)

    def shown(self, option: Option) -> str:
        """The value of ``option`` as it is written in YAML; empty where it is none."""
        value = self.settings[option.name]
        return {hexa: name for name, hexa in option.names}.get(value, _shown(value))

    def with_values(self, values: Mapping[str, Value], own: bool = False) -> Theme:
        """The theme with other values of its options (checked ones); ``own`` are its defaults."""
        if not values:
            return self
        table = dict(self.settings.values) | dict(values)
        given = self.settings.given if own else self.settings.given | set(values)
        chosen = dict(self.font_sets).get(str(table.get("fonts", "")))
        families = {chosen.text, chosen.small, chosen.name} if chosen else set()
        faces = tuple(face for face in self.faces if face.family in families)
        return replace(self, settings=Settings(tuple(table.items()), given, faces, chosen))

    def find(self, name: str, kinds: tuple[str, ...] = MEDIA) -> Path | None:
        """The file ``name`` of the nearest folder that has it, never one outside of the folders.

        InputError (E440) if that is not a file of ``kinds``.
        """
        for folder in self.folders:
            path = find_file(folder, name, kinds)
            if path is not None:
                return path
        return None

    def stylesheets(self, name: str) -> tuple[str, ...]:
        """The texts of all files ``name`` of the chain, the root's first, each closed.

        InputError (E440, E441) if one cannot be read.
        """
        return tuple(closed(self.text_of(path)) for path in self.style_files(name))

    def text_of(self, path: Path) -> str:
        """The text of a file of the theme. InputError (E440, E441) if it cannot be read."""
        table = dict(self.rewritten)
        return table[path] if path in table else read_text(path)

    def style_files(self, name: str) -> tuple[Path, ...]:
        """All files ``name`` of the chain, the root's first."""
        paths = (find_file(folder, name, STYLES) for folder in reversed(self.folders))
        return tuple(path for path in paths if path is not None)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(": ".join(v) if isinstance(v, tuple) else _shown(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
