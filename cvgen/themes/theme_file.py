"""``theme.yaml`` → checked values, or every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from cvgen.errors import InputError, Problem, Span, name_hint
from cvgen.paths import display_path
from cvgen.source.tree import Mapping as Tree
from cvgen.source.tree import Node, Scalar, Source, to_plain
from cvgen.source.tree import Path as Place
from cvgen.source.yaml_source import read_yaml
from cvgen.themes.files import FONTS, SETTINGS, STYLES, find_file, read_file, read_text
from cvgen.themes.options import KINDS, Option, OptionError, Value, declared_option
from cvgen.themes.theme import Face, FontSet, Theme

FILE = "theme.yaml"
_OPTION_KEYS = (
    "kind", "about", "choices", "also", "names", "least", "most", "unit", "default", "warnings",
    "format",
)  # fmt: skip
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


@dataclass(frozen=True)
class ThemeFile:
    """The content of one ``theme.yaml``; :func:`checked_defaults` checks the ``defaults``."""

    source: Source
    description: str = ""
    extends: str = ""
    variant: str = ""
    abstract: bool = False
    options: tuple[Option, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict)
    families: tuple[Face, ...] = ()
    font_sets: tuple[tuple[str, FontSet], ...] = ()


def read_theme_file(folder: Path, fonts: Path) -> ThemeFile:
    """The theme file of ``folder``, with its own fonts or those in ``fonts``; else InputError."""
    path = find_file(folder, FILE, SETTINGS)
    if path is None:
        raise InputError(Problem("E101", "the file cannot be read", display_path(folder / FILE)))
    source = _parse_theme(display_path(path), read_file(path))
    return _ThemeReader(source, (folder / "fonts", fonts)).read()


@lru_cache(maxsize=32)  # a command loads the same few themes for each variant
def _parse_theme(name: str, data: bytes) -> Source:
    return read_yaml(name, data)


def checked_defaults(
    file: ThemeFile, options: Mapping[str, Option], folder: Path
) -> dict[str, Value]:
    """The checked defaults; InputError with all that do not fit. ``folder`` has their files."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in file.defaults.items():
        place: Place = ("defaults", name)
        if file.source.node_at(place) is None:
            place = ("options", name, "default")
        if name not in options:
            hint = name_hint(name, options)
            span = file.source.key_span_of(place)
            message = f"a theme has no option '{name}'"
            problems.append(file.source.problem("E411", message, span, hint))
            continue
        try:
            values[name] = options[name].check(value)
            if options[name].kind == "file" and values[name]:
                stylesheet(folder, str(values[name]))
        except OptionError as error:
            span = file.source.span_of(place)
            problems.append(file.source.problem("E412", str(error), span, error.hint))
    if problems:
        raise InputError(problems)
    return values


def faults_of(file: ThemeFile, parent: Theme, faces: Iterable[Face]) -> Iterator[Problem]:
    """Options that ``parent`` declares differently, and font sets without files in ``faces``."""
    source = file.source
    for option in file.options:
        other = parent.option(option.name)
        if other and (reason := option.conflict_with(other)):
            hint = "give it another name, or set its value under `defaults`"
            span = source.key_span_of(("options", option.name))
            message = f"the option '{option.name}' of a parent theme {reason}"
            yield source.problem("E412", message, span, hint)
    families = {face.family for face in faces}
    for name, found in file.font_sets:
        for family in dict.fromkeys((found.text, found.small, found.name)):
            if family not in families:
                span = source.span_of(("font_sets", name))
                message = f"the font set '{name}' needs the family '{family}', which has no files"
                yield source.problem("E412", message, span, name_hint(family, families))


def stylesheet(folder: Path, name: str) -> Path:
    """The stylesheet ``name`` in ``folder``; OptionError if it is missing or unusable."""
    hint = f"name a file that ends in .css in the folder '{folder.resolve().name}'"
    try:
        path = find_file(folder, name, STYLES)
        if path is not None:
            read_text(path)
            return path
    except InputError as error:
        raise OptionError(f"the stylesheet {error.problems[0].message}", hint) from error
    raise OptionError(f"the stylesheet '{name}' does not exist", hint)


class _ThemeReader:
    """Checks one file and collects its ``problems``."""

    def __init__(self, source: Source, font_folders: tuple[Path, ...]) -> None:
        self.source = source
        self.font_folders = font_folders
        self.problems: list[Problem] = []
        self.kinds: dict[str, Callable[[Node], Any]] = {
            **dict.fromkeys(("description", "extends", "variant"), self.text),
            "abstract": lambda node: self.text(node).lower() in ("true", "yes", "on"),
            "defaults": self.plain,
            "options": self.options,
            "families": self.faces,
            "font_sets": self.sets,
        }

    def read(self) -> ThemeFile:
        root, found = self.source.root, {}
        for key, node in self.items(root, "a theme file is a mapping of settings").items():
            if key in self.kinds:
                found[key] = self.kinds[key](node)
            else:
                self.unknown(f"unknown key '{key}' in a theme file", key, root, tuple(self.kinds))
        if self.problems:
            raise InputError([*self.problems, *self.source.warnings])
        options, own = found.pop("options", ((), {}))
        defaults = {**own, **found.pop("defaults", {})}
        return ThemeFile(self.source, options=options, defaults=defaults, **found)

    def fail(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.problems.append(self.source.problem(code, message, span, hint))

    def unknown(self, message: str, key: str, parent: Node, known: tuple[str, ...]) -> None:
        assert isinstance(parent, Tree)
        self.fail("E411", message, parent.keys[key], name_hint(key, known))

    def items(self, node: Node, message: str, hint: str | None = None) -> dict[str, Node]:
        """The items of a mapping; any other node is a problem, and has none."""
        if isinstance(node, Tree):
            return node.items
        self.fail("E412", message, node.span, hint)
        return {}

    def text(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.text
        self.fail("E412", "this must be a text", node.span)
        return ""

    def plain(self, node: Node) -> Any:
        self.items(node, "defaults are a mapping of options to values")
        return to_plain(node)

    def options(self, node: Node) -> tuple[tuple[Option, ...], dict[str, Any]]:
        """The options declared here, and their defaults."""
        items = self.items(node, "options are a mapping of names to what they take")
        made = [self.option(name, item) for name, item in items.items()]
        rules = {name: to_plain(item) for name, item in items.items()}
        defaults = {
            name: rule["default"]
            for name, rule in rules.items()
            if isinstance(rule, dict) and "default" in rule
        }
        return tuple(filter(None, made)), defaults

    def option(self, name: str, node: Node) -> Option | None:
        rules = to_plain(node)
        for key in self.items(node, f"the option '{name}' is a mapping", "as in {kind: switch}"):
            if key not in _OPTION_KEYS:
                self.unknown(f"unknown key '{key}' of an option", key, node, _OPTION_KEYS)
        if not isinstance(rules, dict):
            return None
        kind = rules.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            hint = name_hint(kind if isinstance(kind, str) else "", KINDS)
            self.fail("E412", f"the option '{name}' needs a known kind", node.span, hint)
        elif "default" not in rules:
            self.fail("E412", f"the option '{name}' needs a default", node.span, "add `default:`")
        else:
            try:
                return declared_option(name, rules)
            except OptionError as error:
                self.fail("E412", str(error), node.span, error.hint)
        return None

    def faces(self, node: Node) -> tuple[Face, ...]:
        """The font files of all families."""
        faces: list[Face] = []
        families = self.items(node, "families are a mapping of names to font files")
        for family, styles in families.items():
            if not family.isprintable() or not family.strip():
                message = "the name of a family has signs that cannot be printed"
                self.fail("E412", message, styles.span)
                continue
            message = "a family is a mapping as in `regular: Name.ttf`"
            for style, name in self.items(styles, message).items():
                if style not in _STYLES:
                    hint = name_hint(style, _STYLES)
                    self.fail("E411", f"unknown style '{style}' of a font", name.span, hint)
                elif path := self.font_file(name):
                    faces.append(Face(family, *_STYLES[style], path))
        return tuple(faces)

    def font_file(self, node: Node) -> Path | None:
        name = node.text if isinstance(node, Scalar) else ""
        reason = f"the font file '{name}' does not exist"
        try:
            for folder in self.font_folders:
                if path := find_file(folder, name, FONTS):
                    return path
        except InputError as error:
            reason = f"the font file {error.problems[0].message}"
        hint = "font files (.ttf, .otf) belong in the theme's folder 'fonts'"
        self.fail("E414", reason, node.span, hint)
        return None

    def sets(self, node: Node) -> tuple[tuple[str, FontSet], ...]:
        """The font sets by name."""
        items = self.items(node, "font sets are a mapping of names to families")
        made = [(name, self.font_set(name, parts)) for name, parts in items.items()]
        return tuple((name, found) for name, found in made if found is not None)

    def font_set(self, name: str, node: Node) -> FontSet | None:
        if not isinstance(node, Tree) or "text" not in node.items:
            message = f"the font set '{name}' needs the family of its text"
            self.fail("E412", message, node.span, "as in {text: House Sans}")
            return None
        parts = {}
        for role, value in node.items.items():
            if role not in _ROLES or not isinstance(value, Scalar):
                message, hint = f"'{role}' is not part of a font set", name_hint(role, _ROLES)
                self.fail("E411", message, value.span, hint)
                return None
            parts[role] = value.text
        text, scale = parts["text"], _scale(parts.get("scale", "1"))
        generic = parts.get("generic", _GENERIC[0])
        if scale is None:
            hint = f"it takes: {_SCALES[0]:g} to {_SCALES[1]:g}"
            self.fail("E412", "the scale is out of range", node.items["scale"].span, hint)
            return None
        if generic not in _GENERIC:
            message, hint = f"'{generic}' is not a generic family", name_hint(generic, _GENERIC)
            self.fail("E412", message, node.items["generic"].span, hint)
            return None
        return FontSet(text, parts.get("small", text), parts.get("name", text), scale, generic)


def _scale(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if _SCALES[0] <= value <= _SCALES[1] else None
