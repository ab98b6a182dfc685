"""All problems at once: errors together with warnings, and the first of very many."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from cvgen import errors
from cvgen.building import validate
from cvgen.cli.report import MAX_PROBLEMS
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

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


NAMES = """\
updated: soon
theme: nosuch
options: {acent: teal}
photo: nothere.png
language: hu
location: {text: x, for: acdemic}
sections:
  awards:
    - {title: Prize, tags: [prize], for: [academic, academc], not_for: "lab, all", prority: 3}
  skills: {entries: [{label: A, items: [{text: x, for: indstry}], prority: 3}]}
variants:
  own: {options: {zzz: 3}, include: [nope, prize], prefer: pize, extends: acadmic, audience: own}
  lab: {sections: [awrds, skills], pags: 2}
  odd: {audience: gilds, pags: 2}
  worst: 3
"""


def test_names_are_checked_though_there_are_other_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, "variants: {v: {include: [pize], prefer: [prize]}}", ada=NAMES)
    text = NAMES.splitlines()
    found = json.loads(run("check", "-f", "json").out)
    wrong = [
        (one["code"], text[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1])
        for one in found
        if one["file"] != "cvgen.yaml"
    ]
    assert wrong == [
        ("E202", "u"), ("E205", "soon"), ("E301", "nosuch"), ("E411", "acent"),
        ("W402", "nothere.png"), ("W305", "hu"), ("E302", "acdemic"), ("E302", "academc"),
        ("E201", "prority"), ("E201", "label"), ("E302", "indstry"), ("E201", "prority"),
        ("E411", "zzz"), ("E306", "nope"), ("E306", "pize"), ("E301", "acadmic"),
        ("E301", "awrds"), ("E201", "pags"), ("E302", "gilds"), ("E201", "pags"), ("E203", "3"),
    ]  # fmt: skip
    assert [one["code"] for one in found if one["file"] == "cvgen.yaml"] == ["W311"]


def test_warnings_of_a_theme_are_printed_with_and_without_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = "extends: academic\ndescription: Fix #7\n"
    for text, found in ((own, ["W113"]), (f"{own}defaults: {{zzz: 3}}\n", ["W113", "E411"]),
                        (f"{own}nosuch: 3\n", ["W113", "E411"])):  # fmt: skip
        write(tmp_path / "themes/own/theme.yaml", text)
        for config, cv in (("theme: own", ADA), (None, f"theme: own\n{ADA}")):
            make_project(tmp_path, config, ada=cv)
            assert codes(run("check").err) == found
            (tmp_path / "cvgen.yaml").unlink(missing_ok=True)
        make_project(tmp_path)
        assert codes(run("render", "-f", "md", "-t", "own").err) == found
        assert codes(run("themes", "own").err) == found


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


@pytest.mark.sweep("cvgen/building", "cvgen/cli/report.py", kinds=(), keep=2)
@pytest.mark.parametrize("number", [MAX_PROBLEMS, MAX_PROBLEMS + 1, 600])
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
    more = number - MAX_PROBLEMS
    assert len(codes(err)) == MAX_PROBLEMS
    words = f"… and {more} more {'problem' if more == 1 else 'problems'}"
    assert (words in err) == (more > 0)
    assert f"… and {more} more" in run("render", "-f", "md").err or more == 0
    assert len(json.loads(run("check", "-f", "json").out)) == number
    lines = run("check", "-f", "github").out.splitlines()
    assert len(lines) == min(number, MAX_PROBLEMS + 1)
    assert ("W113" in err) == (more == 0), "errors go before warnings"
    assert len(set(searched)) <= 2 * validate._MAX_SEARCHES


def test_cvs_are_checked_where_the_settings_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, "themes: x\n", ada=f"{SWALLOWED}{ADA}zzzz: 1\n", bob=SWALLOWED + ADA)
    for words in (["check"], ["check", "ada", "bob"]):
        made = run(*words)
        assert (made.code, codes(made.err)) == (1, ["W113", "E201", "W113", "E201"])
        assert "2 CVs checked: 2 errors, 2 warnings" in made.out
    assert codes(run("check", "nobody").err) == ["E201"]


def test_a_cv_says_the_same_where_the_settings_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cv = "name: Ada\nlinks: [{gitub: ada}]\nphoto: no.png\nheadline: H<sub>2</sub>O\n"
    make_project(tmp_path, "", ada=cv)
    alone = codes(run("check").err)
    assert {"W242", "W248", "W402"} <= set(alone)
    make_project(tmp_path, "themes: x\n", ada=cv)
    assert [code for code in codes(run("check").err) if code[0] == "W"] == alone


def test_json_contains_no_invisible_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=f'{ADA}"z\\x85z\\u2028é𝒜": 1\n')
    printed = run("check", "-f", "json").out
    assert "z\\u0085z\\u2028é𝒜" in printed
    assert json.loads(printed)[0]["message"] == "unknown key 'z\x85z\u2028é𝒜' in the CV"
