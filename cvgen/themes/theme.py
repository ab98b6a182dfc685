"""A theme as loaded: folders, settings with the values of its parents filled in, font files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Dates = Literal["left", "right"]
Unit = Literal["below", "inline"]
Page = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the ``family`` that the stylesheets call it by."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``theme.yaml`` decides; a child's value stands before its parent's.

    ``unit`` is where the unit of an entry goes: on a line below, or in the first line after a dash.
    ``accent`` is ``#rrggbb``.
    """

    dates: Dates = "left"
    unit: Unit = "below"
    page: Page = "A4"
    accent: str = "#333a42"
    fonts: tuple[Face, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A theme, pure data. ``folders`` are its own, its parent's and so on up to the root.

    ``variant`` names the audience that the theme is made for.
    """

    name: str
    description: str
    folders: tuple[Path, ...]
    variant: str = ""
    settings: Settings = field(default_factory=Settings)

    def find(self, name: str) -> Path | None:
        """The file ``name`` of the nearest folder that has it, never one outside of the folders."""
        for folder in self.folders:
            path = inside(folder, name)
            if path is not None:
                return path
        return None

    def stylesheets(self, name: str) -> tuple[str, ...]:
        """The texts of all files ``name`` of the chain, the root's first."""
        paths = (inside(folder, name) for folder in reversed(self.folders))
        return tuple(path.read_text("utf-8") for path in paths if path is not None)


def inside(folder: Path, name: str) -> Path | None:
    """The file ``name`` below ``folder``, links resolved; None where there is none inside of it."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
    except (OSError, ValueError):
        return None
