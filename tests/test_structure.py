"""The shape of the code: one direction, no cycles, small pieces, nothing hidden on low floors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cvgen
from tests.helpers_structure import (
    Module,
    climbs,
    cycles,
    graph_of,
    length,
    modules_in,
    parameters,
)

FLOORS = [
    "patterns paths native silent cache html_report",
    "errors dates markup doctor",
    "source registry synonyms document phones processes typography",
    "locales readers themes verify",
    "assets model",
    "sections",
    "building selection lowering",
    "schema hidden fitting project",
    "new remarks writers",
    "loading",
    "audit check rendering timeline",
    "api diff explain gallery match",
    "serve __init__",
    "cli",
    "__main__",
]
PURE = {"patterns", "errors", "dates", "markup", "source", "synonyms", "document", "phones",
        "typography", "locales", "model", "sections", "building", "selection",
        "lowering"}  # fmt: skip
READS_OWN_DATA = {"cvgen.locales.find", "cvgen.selection.resolve"}
"""Modules that read a data file of the package; those of themes read the files of themes."""
IMPURE_CALLS = {"print", "open", "input", "exec", "eval", "getenv", "now", "today", "utcnow",
                "time", "monotonic", "perf_counter", "system", "Popen", "urlopen", "getcwd", "cwd",
                "random"}  # fmt: skip
READS = {"read_text", "read_bytes", "glob", "iterdir", "is_file", "is_dir", "stat", "rglob"}
SOURCE = modules_in(Path(cvgen.__file__).parent)
TESTS = modules_in(Path(__file__).parent)
every_module = pytest.mark.parametrize("module", SOURCE, ids=lambda module: module.name)
every_file = pytest.mark.parametrize("module", [*SOURCE, *TESTS], ids=lambda module: module.name)


def test_imports_lead_only_to_lower_floors() -> None:
    assert climbs(SOURCE, FLOORS) == []


def test_no_module_can_be_reached_from_itself() -> None:
    assert cycles(graph_of(SOURCE)) == []


@every_file
def test_a_file_has_at_most_300_lines(module: Module) -> None:
    assert len(module.text.splitlines()) <= 300


@every_file
def test_a_function_has_at_most_40_lines(module: Module) -> None:
    long = {function.name: length(function) for function in module.functions()}
    assert {name: lines for name, lines in long.items() if lines > 40} == {}


@every_file
def test_a_function_has_at_most_6_parameters(module: Module) -> None:
    counts = {function.name: parameters(function) for function in module.functions()}
    assert {name: count for name, count in counts.items() if count > 6} == {}


@every_module
def test_no_handler_catches_everything(module: Module) -> None:
    handlers = [node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler)]
    broad = {"Exception", "BaseException"}
    for handler in handlers:
        assert handler.type is not None, handler.lineno
        names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
        assert not names & broad, handler.lineno


@every_module
def test_everything_public_has_a_docstring(module: Module) -> None:
    missing = [getattr(node, "name", "module") for node in module.public() if not documented(node)]
    assert missing == []


def documented(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether there is a docstring, or nothing to describe."""
    return ast.get_docstring(node) is not None or not node.body


@every_module
def test_what_a_module_holds_for_all_is_a_constant_or_a_registry(module: Module) -> None:
    assert list(mutable_state(module)) == []


def mutable_state(module: Module) -> Iterator[str]:
    """Names that hold for a module and do not look like a constant, and uses of ``global``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield f"global {', '.join(node.names)}"
    for statement in module.tree.body:
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        if isinstance(value, ast.List | ast.Dict | ast.Set) and not _elements(value):
            yield f"{ast.unparse(statement)}"


def _elements(value: ast.List | ast.Dict | ast.Set) -> list[ast.expr | None]:
    return list(value.keys) if isinstance(value, ast.Dict) else list(value.elts)


@every_module
def test_low_floors_ask_neither_the_world_nor_the_clock(module: Module) -> None:
    if module.part not in PURE or module.part == "themes":
        return
    called = set(calls(module))
    assert called & IMPURE_CALLS == set()
    assert not {"environ", "stdout", "stderr", "argv"} & set(attributes(module))
    if module.name not in READS_OWN_DATA:
        assert called & READS == set()


@every_file
def test_texts_are_utf_8_whatever_the_language_of_the_machine(module: Module) -> None:
    assert list(unencoded(module)) == []


def unencoded(module: Module) -> Iterator[int]:
    """The lines on which a text file is read or written in the encoding of the machine."""
    given = {"read_text": 1, "write_text": 2}  # arguments, with the encoding
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = any(word.arg in ("encoding", None) for word in node.keywords)
            if not named and len(node.args) < given.get(node.func.attr, 0):
                yield node.lineno


def calls(module: Module) -> Iterator[str]:
    """The last names of all functions that are called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def attributes(module: Module) -> Iterator[str]:
    """The names of all attributes that are used."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            yield node.attr


@every_module
def test_no_network_and_no_process_is_reached_from_the_package(module: Module) -> None:
    banned = {"socket", "urllib.request", "http", "http.client", "requests", "subprocess", "ftplib"}
    if module.part in ("doctor", "serve", "cli"):
        banned -= {"http", "socket", "subprocess", "http.client"}
    if module.name == "cvgen.diff.revisions":  # which runs git
        banned -= {"subprocess"}
    names = {alias.name for node in ast.walk(module.tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {
        node.module or "" for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)
    }
    assert names & banned == set()


def test_the_tests_use_no_mocks_of_our_own_code() -> None:
    names = {name for module in TESTS for name in module.imports({"unittest.mock", "mock"})}
    assert names == set()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": "import p.b", "b": ""}, ["p.a → p.b"]),
        ({"a": "def f():\n    from p import b", "b": ""}, ["p.a → p.b"]),
        ({"a": "if TYPE_CHECKING:\n    from . import b", "b": ""}, ["p.a → p.b"]),
        ({"a": "", "b": "from p import a"}, []),
        ({"z": ""}, ["z has no floor"]),
    ],
)
def test_the_measurement_finds_what_climbs(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    for name, text in {"__init__": "", **files}.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    assert climbs(modules_in(folder), ["a", "b", "__init__"]) == expected


def test_the_measurement_finds_cycles(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    for name, text in {"a": "import p.b", "b": "def f():\n  import p.c", "c": "import p.a"}.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    assert cycles(graph_of(modules_in(folder))) == [["p.a", "p.b", "p.c"]]
