"""``theme.yaml`` → checked values, with every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cvgen.errors import InputError, Problem, name_hint
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source
from cvgen.source.yaml_source import read_yaml
from cvgen.themes.colour import MIN_CONTRAST, contrast, darkened, is_hex
from cvgen.themes.theme import Face, inside

FILE = "theme.yaml"
_STYLES: dict[str, tuple[int, str]] = {
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "semibold": (600, "normal"),
    "semibold-italic": (600, "italic"),
    "bold": (700, "normal"),
    "bold-italic": (700, "italic"),
}


@dataclass(frozen=True)
class ThemeFile:
    """The values of one ``theme.yaml``; only keys that are there."""

    values: dict[str, Any]

    def get(self, key: str) -> Any:
        """The value of ``key``, or None."""
        return self.values.get(key)


def read_theme_file(folder: Path, fonts: Path) -> ThemeFile:
    """The settings of the theme in ``folder``; InputError with all that is wrong in them.

    Font files are looked for in its own ``fonts`` folder, then in ``fonts``.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        raise InputError(Problem("E101", message, str(path))) from error
    return _Reader(read_yaml(str(path), data), (folder / "fonts", fonts)).read()


class _Reader:
    """Checks one file; ``problems`` grows while it goes on."""

    def __init__(self, source: Source, font_folders: tuple[Path, ...]) -> None:
        self.source = source
        self.font_folders = font_folders
        self.problems: list[Problem] = []
        self.kinds: dict[str, Callable[[Node], Any]] = {
            "description": self.text,
            "extends": self.text,
            "abstract": lambda node: self.choice(node, ("true", "false")) == "true",
            "variant": self.text,
            "dates": lambda node: self.choice(node, ("left", "right")),
            "unit": lambda node: self.choice(node, ("below", "inline")),
            "page": lambda node: self.choice(node, ("A4", "Letter")),
            "accent": self.accent,
            "fonts": self.fonts,
        }

    def read(self) -> ThemeFile:
        values = {key: self.kinds[key](node) for key, node in self.keys(self.source.root)}
        if self.problems:
            raise InputError(self.problems)
        return ThemeFile(values)

    def keys(self, root: Node) -> Iterator[tuple[str, Node]]:
        if not isinstance(root, Mapping):
            self.fail("E412", "a theme file is a mapping of settings", root)
            return
        for key, node in root.items.items():
            if key in self.kinds:
                yield key, node
            else:
                hint = name_hint(key, self.kinds)
                message = f"unknown key '{key}' in a theme file"
                self.problems.append(
                    self.source.problem("E411", message, root.keys[key], hint)
                )  # fmt: skip

    def fail(self, code: str, message: str, node: Node, hint: str | None = None) -> None:
        self.problems.append(self.source.problem(code, message, node.span, hint))

    def text(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.text
        self.fail("E412", "this must be a text", node)
        return ""

    def choice(self, node: Node, known: tuple[str, ...]) -> str:
        value = self.text(node)
        if value and value not in known:
            hint = name_hint(value, known)
            self.fail("E412", f"'{value}' is not one of the values of this setting", node, hint)
        return value

    def accent(self, node: Node) -> str:
        value = self.text(node).lower()
        if not is_hex(value):
            self.fail("E412", f"'{value}' is not a colour", node, "as in '#0b4f8a', in quotes")
        elif contrast(value, "#ffffff") < MIN_CONTRAST:
            message = f"the accent {value} is too pale to read on white"
            self.fail("E412", message, node, f"{darkened(value)} is dark enough")
        return value

    def fonts(self, node: Node) -> tuple[Face, ...]:
        faces: list[Face] = []
        if not isinstance(node, Mapping):
            self.fail("E412", "fonts are a mapping of family names", node)
            return ()
        for family, styles in node.items.items():
            if isinstance(styles, Listing | Scalar):
                self.fail("E412", "a family is a mapping as in `regular: Name.ttf`", styles)
                continue
            for style, name in styles.items.items():
                if style not in _STYLES:
                    hint = name_hint(style, _STYLES)
                    self.fail("E411", f"unknown style '{style}' of a font", name, hint)
                elif face := self.face(family, style, name):
                    faces.append(face)
        return tuple(faces)

    def face(self, family: str, style: str, node: Node) -> Face | None:
        name = self.text(node)
        found = [path for folder in self.font_folders if (path := inside(folder, name))]
        if not name.endswith((".ttf", ".otf")) or not found:
            hint = "font files (.ttf, .otf) stand in the theme's folder 'fonts'"
            self.fail("E414", f"there is no font file '{name}'", node, hint)
            return None
        weight, slant = _STYLES[style]
        return Face(family, weight, "italic" if slant == "italic" else "normal", found[0])
