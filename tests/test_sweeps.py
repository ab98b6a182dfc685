"""The sample of a sweep has every kind of case, and a change runs the whole sweep."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers_docs import ROOT
from tests.helpers_project import write
from tests.helpers_structure import modules_in
from tests.helpers_sweeps import Sweeps, changed_files, chosen

pytest_plugins = ["pytester"]
SWEEP = """
import pytest

@pytest.mark.sweep("engine")
@pytest.mark.parametrize("theme", ["plain", "modern", "classic"])
@pytest.mark.parametrize("form", ["pdf", "html"])
def test_of_two(theme, form): pass

@pytest.mark.sweep("engine", kinds=("form",))
@pytest.mark.parametrize("theme", ["plain", "modern", "classic"])
@pytest.mark.parametrize("form", ["pdf", "html"])
def test_of_one(theme, form): pass

@pytest.mark.sweep("engine", kinds=(), keep=2)
@pytest.mark.parametrize("seed", range(9))
def test_no_cases(seed): pass

@pytest.mark.parametrize("seed", range(4))
def test_of_no_sweep(seed): pass

@pytest.mark.sweep("engine", keep=0)
def test_alone(): pass

@pytest.mark.sweep("engine", kinds=())
@pytest.mark.parametrize("seed", range(9))
def test_of_cases_with_a_loop(seed, sample): pass

@pytest.mark.sweep("engine")
def test_with_a_loop(sample): pass
"""


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=30), st.integers(0, 9))
def test_a_sample_contains_every_kind_and_as_many_cases_as_asked(
    cases: list[tuple[int, int]], keep: int
) -> None:
    found = chosen(cases, lambda case: enumerate(case), keep)
    assert {kind for case in found for kind in enumerate(case)} == {
        kind for case in cases for kind in enumerate(case)
    }
    assert len(found) >= min(keep, len(cases))
    assert chosen(cases, lambda case: enumerate(case), keep) == found


def test_a_sample_of_combinations_is_small_and_in_order() -> None:
    cases = list(product("abcde", range(14)))
    found = chosen(cases, lambda case: case)
    assert len(found) == 14
    assert found == sorted(found)


@pytest.mark.sweep("tests/helpers_sweeps.py", "tests/conftest.py", keep=0)
def test_a_change_brings_back_all_cases(pytester: pytest.Pytester) -> None:
    items = pytester.getitems(SWEEP)  # once, which takes seconds beside thousands of tests
    names = Counter(item.name.split("[")[0] for item in items)
    few, every = [3, 2, 2, 4, 0, 1, 1], [6, 6, 9, 4, 1, 9, 1]
    for mode, changed, counts in (
        ("sample", [], few), ("full", [], every), ("auto", [], few),
        ("auto", ["docs/engine.md"], few), ("auto", ["engine/speed.py"], every),
        ("auto", ["requirements/render.txt"], every),
    ):  # fmt: skip
        kept = Sweeps(mode, pytester.path, changed).choose(items)
        found = Counter(item.name.split("[")[0] for item in kept)
        assert [found[name] for name in names] == counts, (mode, changed)
    for mode, count in (("sample", 3), ("full", 26)):  # a test with a loop asks for its cases
        sample = Sweeps(mode, pytester.path, []).sample_for(items[-1])
        assert len(sample(ascii_lowercase, keep=3)) == count


def test_git_says_what_changed(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(name: str) -> None:
        write(tmp_path / name, name)
        git("add", "--all")
        git("commit", "-m", name)

    assert changed_files(tmp_path) is None
    git("init", "-b", "main")
    commit("a")
    assert changed_files(tmp_path) is None
    commit("b")
    commit("c")
    assert changed_files(tmp_path) == ["c"]
    assert changed_files(tmp_path, "HEAD~2") == ["b", "c"]
    assert changed_files(tmp_path, "no such commit") == ["c"]
    git("checkout", "-b", "mine")
    commit("d")
    commit("e")
    write(tmp_path / "new", "new")
    assert changed_files(tmp_path) == ["d", "e", "new"]


def test_each_path_that_a_mark_names_exists() -> None:
    calls = [
        node
        for module in modules_in(ROOT / "tests")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.sweep"
    ]
    paths = {word.value for call in calls for word in call.args if isinstance(word, ast.Constant)}
    assert paths
    assert [path for path in paths if not (ROOT / str(path)).exists()] == []
