"""The font families and sets of a ``theme.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cvgen.errors import InputError, name_hint
from cvgen.source.tree import Mapping, Node, Scalar
from cvgen.themes.files import FONTS, find_file
from cvgen.themes.theme import Face, FontSet

_STYLES: dict[str, tuple[int, Literal["normal", "italic"]]] = {
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "semibold": (600, "normal"),
    "semibold-italic": (600, "italic"),
    "bold": (700, "normal"),
    "bold-italic": (700, "italic"),
}
_ROLES = ("text", "small", "name", "scale", "generic")
_GENERIC = ("sans-serif", "serif")
_SCALES = (0.8, 1.2)


class FontFiles:
    """Reads the fonts of a theme file; ``fail`` takes a code, a message, a node and a hint."""

    def __init__(self, folders: tuple[Path, ...], fail: Callable[..., None]) -> None:
        self.folders = folders
        self.fail = fail

    def faces(self, node: Node) -> tuple[Face, ...]:
        """The font files of all families."""
        if not isinstance(node, Mapping):
            self.fail("E412", "families are a mapping of names to font files", node)
            return ()
        faces: list[Face] = []
        for family, styles in node.items.items():
            if not family.isprintable() or not family.strip():
                self.fail("E412", "the name of a family has signs that cannot be printed", styles)
                continue
            if not isinstance(styles, Mapping):
                self.fail("E412", "a family is a mapping as in `regular: Name.ttf`", styles)
                continue
            for style, name in styles.items.items():
                if style not in _STYLES:
                    hint = name_hint(style, _STYLES)
                    self.fail("E411", f"unknown style '{style}' of a font", name, hint)
                elif face := self._face(family, style, name):
                    faces.append(face)
        return tuple(faces)

    def _face(self, family: str, style: str, node: Node) -> Face | None:
        name = node.text if isinstance(node, Scalar) else ""
        hint = "font files (.ttf, .otf) belong in the theme's folder 'fonts'"
        try:
            found = [path for folder in self.folders if (path := find_file(folder, name, FONTS))]
        except InputError as error:
            self.fail("E414", f"the font file {error.problems[0].message}", node, hint)
            return None
        if not found:
            self.fail("E414", f"the font file '{name}' does not exist", node, hint)
            return None
        return Face(family, *_STYLES[style], found[0])

    def sets(self, node: Node) -> tuple[tuple[str, FontSet], ...]:
        """The font sets by name."""
        if not isinstance(node, Mapping):
            self.fail("E412", "font sets are a mapping of names to families", node)
            return ()
        made = [(name, self._set(name, parts)) for name, parts in node.items.items()]
        return tuple((name, found) for name, found in made if found is not None)

    def _set(self, name: str, node: Node) -> FontSet | None:
        if not isinstance(node, Mapping) or "text" not in node.items:
            self.fail("E412", f"the font set '{name}' needs the family of its text", node,
                      "as in {text: House Sans}")  # fmt: skip
            return None
        parts = {}
        for role, value in node.items.items():
            if role not in _ROLES or not isinstance(value, Scalar):
                self.fail("E411", f"'{role}' is not part of a font set", value,
                          name_hint(role, _ROLES))  # fmt: skip
                return None
            parts[role] = value.text
        text, scale = parts["text"], _scale(parts.get("scale", "1"))
        if scale is None:
            hint = f"it takes: {_SCALES[0]:g} to {_SCALES[1]:g}"
            self.fail("E412", "the scale is out of range", node.items["scale"], hint)
            return None
        generic = parts.get("generic", _GENERIC[0])
        if generic not in _GENERIC:
            hint = name_hint(generic, _GENERIC)
            self.fail("E412", f"'{generic}' is not a generic family", node.items["generic"], hint)
            return None
        return FontSet(text, parts.get("small", text), parts.get("name", text), scale, generic)


def _scale(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if _SCALES[0] <= value <= _SCALES[1] else None
