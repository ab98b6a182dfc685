"""``theme.yaml`` → checked values, or every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cvgen.errors import InputError, Problem, name_hint
from cvgen.paths import shown
from cvgen.source.tree import Mapping as Tree
from cvgen.source.tree import Node, Scalar, Source, to_plain
from cvgen.source.tree import Path as Place
from cvgen.source.yaml_source import read_yaml
from cvgen.themes.files import SETTINGS, STYLES, find_file, read_file, read_text
from cvgen.themes.font_files import FontFiles
from cvgen.themes.options import KINDS, Option, OptionError, Value, declared_option
from cvgen.themes.theme import Face, FontSet, Theme

FILE = "theme.yaml"
_OPTION_KEYS = (
    "kind", "about", "choices", "names", "least", "most", "unit", "default", "warnings",
)  # fmt: skip


@dataclass(frozen=True)
class ThemeFile:
    """The content of one ``theme.yaml``; :func:`checked_defaults` checks the ``defaults``."""

    source: Source
    texts: dict[str, str] = field(default_factory=dict)
    abstract: bool = False
    options: tuple[Option, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict)
    faces: tuple[Face, ...] = ()
    font_sets: tuple[tuple[str, FontSet], ...] = ()

    def get(self, key: str) -> str:
        """The text at ``key``; empty without one."""
        return self.texts.get(key, "")


def read_theme_file(folder: Path, fonts: Path) -> ThemeFile:
    """The theme file of ``folder``, with its own fonts or those in ``fonts``; else InputError."""
    path = find_file(folder, FILE, SETTINGS)
    if path is None:
        raise InputError(Problem("E101", "the file cannot be read", shown(folder / FILE)))
    source = read_yaml(shown(path), read_file(path))
    return _ThemeReader(source, (folder / "fonts", fonts)).read()


def checked_defaults(
    file: ThemeFile, options: Mapping[str, Option], folder: Path
) -> dict[str, Value]:
    """The defaults of ``file``, checked by ``options``; InputError with all that do not fit.

    A file that they name is a stylesheet in ``folder``, the theme's own folder.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in file.defaults.items():
        place = _place_of_default(file, name)
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
    """Problems with ``parent``: options declared differently, font sets without font files.

    ``faces`` are all font files of the theme and its parents.
    """
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


def _place_of_default(file: ThemeFile, name: str) -> Place:
    if file.source.node_at(("defaults", name)) is not None:
        return ("defaults", name)
    return ("options", name, "default")


class _ThemeReader:
    """Checks one file and collects its ``problems``."""

    def __init__(self, source: Source, font_folders: tuple[Path, ...]) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.font_files = FontFiles(font_folders, self.fail)
        self.kinds: dict[str, Callable[[Node], Any]] = {
            **dict.fromkeys(("description", "extends", "variant"), self.text),
            "abstract": lambda node: self.text(node).lower() in ("true", "yes", "on"),
            "defaults": self.plain,
            "options": self.options,
            "families": self.font_files.faces,
            "font_sets": self.font_files.sets,
        }

    def read(self) -> ThemeFile:
        found = {key: self.kinds[key](node) for key, node in self.keys(self.source.root)}
        if self.problems:
            raise InputError([*self.problems, *self.source.warnings])
        texts = {key: value for key, value in found.items() if isinstance(value, str)}
        options, own = found.get("options", ((), {}))
        return ThemeFile(
            self.source, texts, bool(found.get("abstract")), options,
            {**own, **found.get("defaults", {})},
            found.get("families", ()), found.get("font_sets", ()),
        )  # fmt: skip

    def keys(self, root: Node) -> Iterator[tuple[str, Node]]:
        if not isinstance(root, Tree):
            self.fail("E412", "a theme file is a mapping of settings", root)
            return
        for key, node in root.items.items():
            if key in self.kinds:
                yield key, node
            else:
                self.unknown(f"unknown key '{key}' in a theme file", key, root, tuple(self.kinds))

    def unknown(self, message: str, key: str, tree: Tree, known: tuple[str, ...]) -> None:
        hint = name_hint(key, known)
        self.problems.append(self.source.problem("E411", message, tree.keys[key], hint))

    def fail(self, code: str, message: str, node: Node, hint: str | None = None) -> None:
        self.problems.append(self.source.problem(code, message, node.span, hint))

    def text(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return node.text
        self.fail("E412", "this must be a text", node)
        return ""

    def plain(self, node: Node) -> dict[str, Any]:
        found = to_plain(node)
        if isinstance(found, dict):
            return found
        self.fail("E412", "defaults are a mapping of options to values", node)
        return {}

    def options(self, node: Node) -> tuple[tuple[Option, ...], dict[str, Any]]:
        """The options declared here, and their defaults."""
        if not isinstance(node, Tree):
            self.fail("E412", "options are a mapping of names to what they take", node)
            return (), {}
        made = [self.option(name, item) for name, item in node.items.items()]
        plain = to_plain(node)
        assert isinstance(plain, dict)
        defaults = {
            name: rules["default"]
            for name, rules in plain.items()
            if isinstance(rules, dict) and "default" in rules
        }
        return tuple(filter(None, made)), defaults

    def option(self, name: str, node: Node) -> Option | None:
        rules = to_plain(node)
        if not isinstance(node, Tree) or not isinstance(rules, dict):
            self.fail("E412", f"the option '{name}' is a mapping", node, "as in {kind: switch}")
            return None
        for key in node.items:
            if key not in _OPTION_KEYS:
                self.unknown(f"unknown key '{key}' of an option", key, node, _OPTION_KEYS)
        kind = rules.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            hint = name_hint(kind if isinstance(kind, str) else "", KINDS)
            self.fail("E412", f"the option '{name}' needs a known kind", node, hint)
            return None
        if "default" not in rules:
            self.fail("E412", f"the option '{name}' needs a default", node, "add `default:`")
            return None
        try:
            return declared_option(name, rules)
        except OptionError as error:
            self.fail("E412", str(error), node, error.hint)
            return None
