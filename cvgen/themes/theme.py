"""A loaded theme: folders, options with their values, font files, sizes. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from cvgen.errors import Problem
from cvgen.paths import display_path, is_bundled
from cvgen.themes.css_text import balance_css
from cvgen.themes.files import MEDIA, STYLES, find_file, read_text
from cvgen.themes.options import Option, Value

MIN_SIZE = 9.0
READABLE_SIZE = 10.0
_COMPACT_MARGINS = (13.0, 14.0, 12.0)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; ``family`` is its name in stylesheets."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path


@dataclass(frozen=True, slots=True)
class FontSet:
    """The families of running text, small text and the name.

    ``scale`` makes families look equally large; ``generic`` is the generic family of CSS.
    """

    text: str
    small: str
    name: str
    scale: float = 1.0
    generic: str = "sans-serif"


@dataclass(frozen=True, slots=True)
class Layout:
    """Text ``size`` in pt, ``leading`` in sizes, ``air`` as factor for gaps, and margins in mm."""

    size: float
    leading: float
    air: float
    top: float
    side: float
    bottom: float

    def css(self) -> str:
        """The custom properties that stylesheets use."""
        return (
            f"--size: {self.size:g}pt; --leading: {self.leading:g}; --air: {self.air:g}; "
            f"--m-top: {self.top:g}mm; --m-side: {self.side:g}mm; --m-bottom: {self.bottom:g}mm"
        )


@dataclass(frozen=True)
class OptionValues:
    """The values of a theme's options. The names in ``given`` do not have the theme's default."""

    values: tuple[tuple[str, Value], ...] = ()
    given: frozenset[str] = frozenset()
    fonts: tuple[Face, ...] = ()
    font_set: FontSet | None = None

    @cached_property
    def _table(self) -> dict[str, Value]:
        return dict(self.values)

    def __getitem__(self, name: str) -> Any:
        """The value of the option ``name``; KeyError if the theme does not have it."""
        return self._table[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of the option ``name``, or ``default`` if the theme does not have it."""
        return self._table.get(name, default)


@dataclass(frozen=True)
class Theme:
    """A theme. ``folders`` are its own folder, then its parent's, up to the root.

    ``variant`` is the audience of the theme. ``faces`` and ``font_sets`` are the choices of the
    option ``fonts``. ``extra_css`` is the text of the file ``extra_name`` from the option ``css``
    and comes last. ``layout`` replaces the layout of the options to keep a page limit, and no text
    of the pages is below ``least`` pt; 0 leaves that to the stylesheets. With ``numbered``, pages
    have numbers. ``rewritten`` holds new texts of stylesheets, by path. ``warnings`` are about its
    files.
    """

    name: str
    description: str
    folders: tuple[Path, ...]
    variant: str = ""
    options: tuple[Option, ...] = ()
    settings: OptionValues = field(default_factory=OptionValues)
    faces: tuple[Face, ...] = ()
    font_sets: tuple[tuple[str, FontSet], ...] = ()
    extra_css: str = ""
    extra_name: str = ""
    layout: Layout | None = None
    least: float = 0.0
    numbered: bool = True
    rewritten: tuple[tuple[Path, str], ...] = ()
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def is_own(self) -> bool:
        """True if some of its folders do not come with cvgen."""
        return not all(map(is_bundled, self.folders))

    @property
    def changed(self) -> str:
        """Its name if the user made or changed it; empty if it is as it comes with cvgen."""
        return self.name if self.is_own or self.extra_css else ""

    def option(self, name: str) -> Option | None:
        """The option ``name``, or None."""
        return next((option for option in self.options if option.name == name), None)

    def yaml_text(self, option: Option) -> str:
        """The value of ``option`` as it is written in YAML."""
        value = self.settings[option.name]
        return {hexa: name for name, hexa in option.names}.get(value, _shown(value))

    def with_values(self, values: Mapping[str, Value], own: bool = False) -> Theme:
        """The theme with other, checked values; with ``own`` they are its defaults."""
        if not values:
            return self
        table = dict(self.settings.values) | dict(values)
        given = self.settings.given if own else self.settings.given | set(values)
        chosen = dict(self.font_sets).get(str(table.get("fonts", "")))
        families = {chosen.text, chosen.small, chosen.name} if chosen else set()
        faces = tuple(face for face in self.faces if face.family in families)
        return replace(self, settings=OptionValues(tuple(table.items()), given, faces, chosen))

    def with_stylesheet(self, path: Path) -> Theme:
        """The theme with the stylesheet ``path`` as its last; InputError (E440, E441)."""
        return replace(self, extra_css=read_text(path), extra_name=display_path(path))

    def find(self, name: str, kinds: tuple[str, ...] = MEDIA) -> Path | None:
        """The file ``name`` of the nearest folder with it; InputError (E440) if it is unusable."""
        paths = (find_file(folder, name, kinds) for folder in self.folders)
        return next((path for path in paths if path is not None), None)

    def stylesheets(self, name: str) -> tuple[str, ...]:
        """The closed texts of all files ``name``, the root's first; InputError (E440, E441)."""
        return tuple(balance_css(self.text_of(path)) for path in self.style_files(name))

    def text_of(self, path: Path) -> str:
        """The text of a file of the theme. InputError (E440, E441) if it cannot be read."""
        table = dict(self.rewritten)
        return table[path] if path in table else read_text(path)

    def style_files(self, name: str) -> tuple[Path, ...]:
        """All files ``name`` of the chain, the root's first."""
        paths = (find_file(folder, name, STYLES) for folder in reversed(self.folders))
        return tuple(path for path in paths if path is not None)


def layout_of(settings: OptionValues) -> Layout:
    """The layout for ``settings``; a size or margin that the user gives is kept exactly."""
    size, leading = float(settings["base_size"]), float(settings["leading"])
    top, side, bottom = settings["margins"]
    if "base_size" not in settings.given and settings.font_set is not None:
        size *= settings.font_set.scale
    density = settings["density"]
    if density == "compact":
        leading, air, change = leading * 0.945, 0.6, -0.8
        margins = tuple(map(min, (top, side, bottom), _COMPACT_MARGINS))
    elif density == "airy":
        leading, air, change = leading * 1.03, 1.3, 0.3
        margins = (top + 3, side + 3, bottom + 3)
    else:
        air, change, margins = 1.0, 0.0, (top, side, bottom)
    if "base_size" not in settings.given:
        size = max(MIN_SIZE, size + change)
    if "leading" in settings.given:
        leading = float(settings["leading"])
    if "margins" in settings.given:
        margins = (top, side, bottom)
    return Layout(round(size, 2), round(leading, 4), air, *margins)


def keeps_own(settings: OptionValues, before: Layout, after: Layout) -> bool:
    """True if ``after`` has the size, leading and margins of ``before`` that the user gives."""
    names = {"base_size": "size", "leading": "leading"}
    own = [field for option, field in names.items() if option in settings.given]
    own += ["top", "side", "bottom"] if "margins" in settings.given else []
    return all(getattr(before, name) == getattr(after, name) for name in own)


def text_sizes(settings: OptionValues) -> tuple[float, float]:
    """The smallest and the largest size of text in pt to which a document may be fitted.

    The largest is the user's own size, or what 10 pt are in a usual font.
    """
    size = layout_of(settings).size
    scale = settings.font_set.scale if settings.font_set is not None else 1.0
    is_own = not settings.given.isdisjoint(("base_size", "density"))
    usual = size if is_own else round(READABLE_SIZE * scale, 2)
    return MIN_SIZE, max(size, usual)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(": ".join(v) if isinstance(v, tuple) else _shown(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
