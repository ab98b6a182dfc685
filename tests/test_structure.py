"""The structure of the code: layers without cycles, small files and functions, no hidden state."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
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
    "patterns native silent cache html_report counting",
    "errors dates markup",
    "synonyms",
    "source registry paths document phones processes typography",
    "bibliography",
    "doctor locales readers themes verify",
    "assets model",
    "sections",
    "building selection lowering",
    "schema hidden fitting project",
    "new remarks writers",
    "loading",
    "audit check reading rendering timeline",
    "api diff explain gallery importing match",
    "applications",
    "serve __init__",
    "cli",
    "__main__",
]
PURE = {"bibliography", "patterns", "counting", "errors", "dates", "markup", "source", "synonyms",
        "document",
        "phones", "typography", "locales", "model", "sections", "building", "selection",
        "lowering"}  # fmt: skip
PURE_FOLDERS = ("cvgen.applications.texts",)
"""Pure folders of features."""
READS_OWN_DATA = {"cvgen.bibliography.house_styles", "cvgen.locales.tags",
                  "cvgen.selection.resolve", "cvgen.synonyms"}  # fmt: skip
"""Modules that read a data file of the package."""
IMPURE_CALLS = {"print", "open", "input", "exec", "eval", "getenv", "now", "today", "utcnow",
                "time", "monotonic", "perf_counter", "system", "Popen", "urlopen", "getcwd", "cwd",
                "random"}  # fmt: skip
READS = {"read_text", "read_bytes", "glob", "iterdir", "is_file", "is_dir", "stat", "rglob"}
NETWORK = {"socket", "urllib.request", "http", "http.client", "requests", "subprocess", "ftplib"}
MAY_USE = {
    "native": {"subprocess"},
    "serve": {"http", "socket", "subprocess", "http.client"},
    "cli": {"subprocess"},
    "diff": {"subprocess"},
}
"""Modules for networks and processes, by the part that may use them."""
SOURCE = modules_in(Path(cvgen.__file__).parent)
TESTS = modules_in(Path(__file__).parent)
Rule = Callable[[Module], Iterable[object]]
"""A rule gives what breaks it in a module."""


def breaks(rule: Rule, modules: list[Module]) -> dict[str, list[object]]:
    """What breaks ``rule``, by module."""
    found = {module.name: list(rule(module)) for module in modules}
    return {name: faults for name, faults in found.items() if faults}


def test_imports_lead_only_to_lower_floors() -> None:
    assert climbs(SOURCE, FLOORS) == []


def test_no_module_can_be_reached_from_itself() -> None:
    assert cycles(graph_of(SOURCE)) == []


def sizes(module: Module) -> Iterator[str]:
    """What is longer or wider than the budget."""
    lines = len(module.text.splitlines())
    if lines > 300:
        yield f"{lines} lines"
    for function in module.functions():
        if length(function) > 40:
            yield f"{function.name}: {length(function)} lines"
        if parameters(function) > 6:
            yield f"{function.name}: {parameters(function)} parameters"


def test_files_and_functions_keep_to_the_budget() -> None:
    assert breaks(sizes, [*SOURCE, *TESTS]) == {}


PARTS = ("cvgen.sections.", "cvgen.readers.", "cvgen.cli.")
"""Packages in which each type, format or command has a module of its own, however short."""


def crumbs(module: Module) -> Iterator[str]:
    """Modules that are too small or too private to be found."""
    last = module.name.rpartition(".")[2]
    is_main = module.path.name in ("__init__.py", "__main__.py")
    if last.startswith("_") and not is_main:
        yield "underscore"
    if not is_main and not module.name.startswith(PARTS) and len(module.text.splitlines()) < 25:
        yield "less than 25 lines"


def broad_handlers(module: Module) -> Iterator[int]:
    """The lines of handlers that catch everything."""
    for handler in ast.walk(module.tree):
        if isinstance(handler, ast.ExceptHandler):
            named = ast.walk(handler.type) if handler.type else ()
            names = {node.id for node in named if isinstance(node, ast.Name)}
            if handler.type is None or names & {"Exception", "BaseException"}:
                yield handler.lineno


def undocumented(module: Module) -> Iterator[str]:
    """Public names without a docstring."""
    for node in module.public():
        if node.body and ast.get_docstring(node) is None:
            yield getattr(node, "name", "module")


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


def impurities(module: Module) -> Iterable[str]:
    """What a module of the pure middle asks of the system, the clock or the disk."""
    if module.part not in PURE and not module.name.startswith(PURE_FOLDERS):
        return set()
    called = set(calls(module))
    used = {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    found = called & IMPURE_CALLS | used & {"environ", "stdout", "stderr", "argv"}
    return found if module.name in READS_OWN_DATA else found | called & READS


def calls(module: Module) -> Iterator[str]:
    """The last names of all functions that are called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def networking(module: Module) -> Iterable[str]:
    """Modules for networks and processes that a module imports and may not."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names & (NETWORK - MAY_USE.get(module.part, set()))


@pytest.mark.parametrize(
    "rule",
    [crumbs, broad_handlers, undocumented, mutable_state, impurities, networking],
    ids=lambda rule: rule.__name__,
)
def test_no_module_of_the_package_breaks_a_rule(rule: Rule) -> None:
    assert breaks(rule, SOURCE) == {}


def unencoded(module: Module) -> Iterator[int]:
    """The lines on which a text file is read or written in the encoding of the machine."""
    given = {"read_text": 1, "write_text": 2}  # arguments, with the encoding
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = any(word.arg in ("encoding", None) for word in node.keywords)
            if not named and len(node.args) < given.get(node.func.attr, 0):
                yield node.lineno


def test_texts_are_utf_8_whatever_the_language_of_the_machine() -> None:
    assert breaks(unencoded, [*SOURCE, *TESTS]) == {}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (sizes, "x = 1\n" * 301),
        (sizes, "def f():\n" + "    x = 1\n" * 41),
        (sizes, "def f(a, b, c, d, e, f, g): pass"),
        (crumbs, "x = 1"),
        (broad_handlers, "try: pass\nexcept: pass"),
        (broad_handlers, "try: pass\nexcept (ValueError, Exception): pass"),
        (undocumented, "def f(): pass"),
        (mutable_state, "seen = {}"),
        (mutable_state, "def f():\n    global x"),
        (impurities, "time.time()"),
        (impurities, "path.read_text('utf-8')"),
        (networking, "from urllib.request import urlopen"),
        (unencoded, "path.read_text()"),
    ],
)
def test_each_rule_finds_violations(tmp_path: Path, rule: Rule, text: str) -> None:
    path = tmp_path / "model.py"
    path.write_text(text, "utf-8")
    assert list(rule(Module("cvgen.model", path)))


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
def test_the_measurement_finds_upward_imports(
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
