"""All problems at once: errors with the warnings of the same file, and of very many the first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from cvgen import errors
from cvgen.building import validate
from cvgen.cli.report import MOST_PROBLEMS
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project

SWALLOWED = "summary: Fixed issue #7 in C\n"


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ("nme: x\n", "E201"), ("theme: nosuch\n", "E301"), ("updated: soon\n", "E205"),
        ("name: twice\n", "E107"), ("facts: [\n", "E104"), ("facts: {from: nosuch.yaml}\n", "E115"),
        ("location: {text: x, for: acdemic}\n", "E302"),
    ],
)  # fmt: skip
def test_warnings_are_printed_with_the_errors_of_a_file(
    rest: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=f"{SWALLOWED}{ADA}{rest}")
    for words in (["check"], ["render", "-f", "md"], ["explain", "ada"]):
        assert codes(run(*words).err) == ["W113", code]
    assert [found["code"] for found in json.loads(run("check", "-f", "json").out)] == ["W113", code]


def test_warnings_of_the_settings_are_printed_with_and_without_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    swallowed = "variants: {v: {description: Fix #7}}\nvariants2: {}\n"
    make_project(tmp_path, swallowed.replace("Fix #7}}", "Fix #7\n}}"))
    assert codes(run("check").err) == ["W113", "E201"]
    make_project(tmp_path, "variants:\n  v:\n    description: Fix #7\n")
    assert codes(run("check").err) == ["W113"]
    assert codes(run("render", "-f", "md").err) == ["W113"]


def test_warnings_of_a_cv_are_printed_where_its_variant_cannot_be_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    make_project(
        tmp_path, "variants: {v: {sections: [experience: {since: 5y}]}}", ada=SWALLOWED + ADA
    )
    assert codes(run("render", "-f", "md", "-V", "v").err) == ["W113", "E304"]


@pytest.mark.parametrize("number", [MOST_PROBLEMS, MOST_PROBLEMS + 1, 3000])
def test_of_many_problems_the_first_are_printed_and_the_others_counted(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    searched: list[str] = []
    nearest = errors.nearest

    def noted(key: str, known: Iterable[str]) -> str | None:
        searched.append(key)
        return nearest(key, known)

    monkeypatch.setattr(validate, "nearest", noted)
    make_project(tmp_path, ada=SWALLOWED + ADA + "".join(f"zq{n}: x\n" for n in range(number - 1)))
    err = run("check").err
    more = number - MOST_PROBLEMS
    assert len(codes(err)) == MOST_PROBLEMS
    words = f"… and {more} more {'problem' if more == 1 else 'problems'}"
    assert (words in err) == (more > 0)
    assert f"… and {more} more" in run("render", "-f", "md").err or more == 0
    assert len(json.loads(run("check", "-f", "json").out)) == number
    lines = run("check", "-f", "github").out.splitlines()
    assert len(lines) == min(number, MOST_PROBLEMS + 1)
    assert ("W113" in err) == (more == 0), "errors go before warnings"
    assert len(set(searched)) <= 2 * validate._MOST_SEARCHES
