"""Regular expressions that are compiled on first use: their results, and that all are lazy."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cvgen
from cvgen.patterns import pattern
from tests.helpers_structure import modules_in

SOURCE = modules_in(Path(cvgen.__file__).parent)
PUBLIC = [name for name in dir(re.Pattern) if not name.startswith("_")]


def test_a_late_pattern_is_compiled_when_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error, match="missing"):
        broken.match("a")


def test_a_lazy_pattern_matches_like_a_compiled_one() -> None:
    late, compiled = (make(r"(?P<key>\w+)=(\d+)", re.ASCII) for make in (pattern, re.compile))
    plain = [name for name in PUBLIC if not callable(getattr(compiled, name))]
    assert plain == ["flags", "groupindex", "groups", "pattern"]
    assert [getattr(late, n) for n in plain] == [getattr(compiled, n) for n in plain]
    assert {name for name in PUBLIC if not hasattr(late, name)} == set()
    text = "a=1, b=22"
    assert late.findall(text) == compiled.findall(text)
    assert late.sub(r"\2", text) == "1, 22"
    assert [match["key"] for match in late.finditer(text)] == ["a", "b"]
    assert pattern(rb"\d+").split(b"a1b") == [b"a", b"b"]


def test_no_module_compiles_a_pattern_while_it_is_imported() -> None:
    made = {module.name: list(compiled_at_once(module.tree)) for module in SOURCE}
    assert {name: lines for name, lines in made.items() if lines} == {}


def compiled_at_once(node: ast.AST) -> Iterator[int]:
    """The lines of ``re.compile`` outside of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and ast.unparse(child.func) == "re.compile":
            yield child.lineno
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from compiled_at_once(child)


def test_every_late_pattern_can_be_compiled() -> None:
    late = type(pattern(""))
    found = [
        value
        for module in SOURCE
        if module.part != "__main__"
        for held in vars(importlib.import_module(module.name)).values()
        for value in _values(held)
        if isinstance(value, late)
    ]
    assert len(found) > 250
    assert all(expression.flags >= 0 for expression in found)


def _values(held: object) -> Iterator[object]:
    """``held``, and what is in it where it is a table or a list."""
    yield held
    if isinstance(held, dict):
        held = tuple(held.values())
    if isinstance(held, tuple | list):
        for item in held:
            yield from _values(item)
