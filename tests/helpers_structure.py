"""Measures Python code from its syntax trees; nothing is imported or run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
_DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Module:
    """One file: its dotted name and its syntax tree."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """What is in the file."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    @property
    def part(self) -> str:
        """The first-level name inside of the root package."""
        return (*self.name.split("."), "__init__")[1]

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def public(self) -> Iterator[ast.Module | ast.ClassDef | Function]:
        """The module, its public classes and functions, and the public methods of those."""
        yield self.tree
        yield from _public(self.tree.body)

    def imports(self, known: Iterable[str]) -> set[str]:
        """The modules of ``known`` that it imports, wherever the import stands."""
        names = set(known)
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {_longest(alias.name, names) for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                stem = self._stem(node)
                for alias in node.names:
                    whole = f"{stem}.{alias.name}"
                    found.add(whole if whole in names else _longest(stem, names))
        return found - {"", self.name}

    def _stem(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.package.split(".")
        parts = parts[: len(parts) - node.level + 1]
        return ".".join([*parts, *filter(None, [node.module])])


def _public(body: Iterable[ast.stmt]) -> Iterator[ast.ClassDef | Function]:
    for node in body:
        if isinstance(node, _DEFINED) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _longest(name: str, known: set[str]) -> str:
    """``name`` or the nearest package above it that is known; empty where none is."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def modules_in(root: Path) -> list[Module]:
    """The modules of the package or folder ``root``."""
    made = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        made.append(Module(".".join(p for p in parts if p != "__init__"), path))
    return made


def graph_of(modules: Iterable[Module]) -> dict[str, set[str]]:
    """Which module imports which others of them."""
    modules = list(modules)
    names = [module.name for module in modules]
    return {module.name: module.imports(names) for module in modules}


def climbs(modules: Iterable[Module], floors: Iterable[str]) -> list[str]:
    """Imports that lead to the same floor or a higher one, but inside one first-level name."""
    modules = list(modules)
    floor = {name: number for number, row in enumerate(floors) for name in row.split()}
    part = {module.name: module.part for module in modules}
    found = [f"{name} has no floor" for name in sorted(set(part.values()) - set(floor))]
    for name, targets in graph_of(modules).items():
        for target in sorted(targets):
            here, there = part[name], part[target]
            if here != there and floor.get(there, 99) >= floor.get(here, 99):
                found.append(f"{name} → {target}")
    return found


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """A way round for each module that can be reached from itself."""
    found = []
    for start in sorted(graph):
        way = _way_back(graph, start)
        if way and min(way) == start:
            found.append(way)
    return found


def _way_back(graph: dict[str, set[str]], start: str) -> list[str]:
    ways = {name: [start, name] for name in graph[start]}
    waiting = list(ways)
    while waiting:
        name = waiting.pop(0)
        if name == start:
            return ways[name][:-1]
        for target in graph[name] - set(ways):
            ways[target] = [*ways[name], target]
            waiting.append(target)
    return []


def length(function: Function) -> int:
    """The lines of a function without its decorators and its docstring."""
    first = function.body[0]
    span = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        span -= (first.end_lineno or 0) - first.lineno + 1
    return span


def parameters(function: Function) -> int:
    """How many parameters there are, ``self`` and ``cls`` not counted."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    rest = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return len([one for one in [*named, *rest] if one.arg not in ("self", "cls")])
