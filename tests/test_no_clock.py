"""No test sleeps or measures time, so none depends on the speed or load of the machine.

Tests wait for events, with ``helpers_waiting``; what they measure is counted. A time after which
something is ended may only be one that ends a hang.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers_structure import modules_in

WAITING = "tests.helpers_waiting"
LEAST = 300
CLOCKS = {"time.", "timeit.", "sched."}
NAMES = {"sleep", "wait_for_timeout", "monotonic", "monotonic_ns", "perf_counter",
         "perf_counter_ns", "process_time", "thread_time", "time_ns", "now", "utcnow", "today",
         "setitimer", "getrusage"}  # fmt: skip
PATIENT = {"PATIENCE", "BRIEF", "AT_ONCE"}
LAST = {"wait": 1, "wait_for": 2, "join": 1, "result": 1, "select": 4, "poll": 1, "communicate": 2}
"""Functions whose argument of that number, counted from 1, is a time after which they give up."""
MODULES = [one for one in modules_in(Path(__file__).parent) if one.name != WAITING]


def clocks(tree: ast.AST) -> Iterator[str]:
    """What of ``tree`` hangs on the clock, with its line."""
    for node in ast.walk(tree):
        if any(_is_clock(name) for name in _names(node)):
            yield f"{node.lineno}: {ast.unparse(node)}"  # type: ignore[attr-defined]
        elif isinstance(node, ast.Call) and not all(map(_only_ends_a_hang, _times(node))):
            yield f"{node.lineno}: {ast.unparse(node)}"


def _names(node: ast.AST) -> Iterator[str]:
    """The modules that ``node`` imports, and the name that it calls."""
    if isinstance(node, ast.Import):
        yield from (f"{alias.name}." for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield f"{node.module}."
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def _is_clock(name: str) -> bool:
    return name in NAMES or name in CLOCKS


def _times(call: ast.Call) -> Iterator[ast.expr]:
    """The times after which ``call`` gives up."""
    yield from (one.value for one in call.keywords if one.arg in ("timeout", "timeout_seconds"))
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    place = LAST.get(name, 0)
    if place and len(call.args) >= place and _is_number(call.args[place - 1]):
        yield call.args[place - 1]


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float)


def _only_ends_a_hang(value: ast.expr) -> bool:
    """Whether ``value`` is long, none, the limit of what never ends, or nothing to wait for."""
    if isinstance(value, ast.Constant):
        return value.value is None or value.value == 0 or value.value >= LEAST  # type: ignore[operator]
    return bool(PATIENT & {one.id for one in ast.walk(value) if isinstance(one, ast.Name)})


def test_no_test_waits_or_measures_by_the_clock() -> None:
    found = {module.name: list(clocks(module.tree)) for module in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("import time", True),
        ("from time import sleep as rest", True),
        ("import timeit", True),
        ("asyncio.sleep(1)", True),
        ("page.wait_for_timeout(100)", True),
        ("subprocess.run(command, timeout=20)", True),
        ("queue.get(timeout=SETTLED)", True),
        ("thread.join(0.2)", True),
        ("process.wait(5)", True),
        ("select.select([pipe], [], [], 30)", True),
        ("date.today()", True),
        ("subprocess.run(command, timeout=600)", False),
        ("queue.get(timeout=PATIENCE)", False),
        ("select.select([pipe], [], [], 0)", False),
        ("thread.join(PATIENCE)", False),
        ("expect.set_options(timeout=PATIENCE * 1000)", False),
        ("Preview(folder, view, timeout=BRIEF)", False),
        ("', '.join(names)", False),
        ("from cvgen.timeline.timeline import timeline_of", False),
    ],
)
def test_the_search_finds_uses_of_the_clock(code: str, is_found: bool) -> None:
    assert bool(list(clocks(ast.parse(code)))) is is_found
