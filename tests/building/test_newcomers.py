"""Typical first mistakes, and messages that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import Problem, Span, format_problem
from tests.helpers import problems_of
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project


@pytest.mark.parametrize(
    ("yaml", "hint"),
    [
        ("publications: [{title: T, journal: X}]", "did you mean 'venue'? Add `type: journal`"),
        ("publications: [{title: T, booktitle: X}]",
         "did you mean 'venue'? Add `type: conference`"),
        ("publications: [{title: T, journal: X, type: book}]", "did you mean 'venue'?"),
        ("teaching: [{course: C, hours: 2 SWS}]",
         "write digits only, as in `hours: 2`, the rest in `note`"),
        ("awards: [{title: T, amount: 5 euros}]",
         "write digits only, as in 546079, and the currency in `currency`"),
        ("awards: [{title: T, location: {city: Rome, country: Italy}}]",
         "write it as one text, as in `location: Rome, Italy`"),
        ("awards: [{title: T, location: {city: Rome, postalCode: 1}}]",
         "write it as one text, as in `location: Rome, 1`"),
        ("awards: [{title: T, location: {text: Rome, city: Rome}}]",
         "available: text, short, language, for, not_for, tags, visibility, priority"),
    ],
)  # fmt: skip
def test_a_hint_says_what_to_write_there(yaml: str, hint: str) -> None:
    found = problems_of(f"name: A\nsections: {{{yaml}}}\n")
    assert {problem.hint for problem in found} == {hint}


def test_the_place_of_a_person_is_a_text() -> None:
    found = problems_of("name: A\nlocation: {city: Rome, country: Italy}\n")
    assert {p.hint for p in found} == {"write it as one text, as in `location: Rome, Italy`"}


@pytest.mark.parametrize(
    ("column", "left", "right"), [(1, "", "…"), (300, "…", ""), (150, "…", "…")]
)
def test_an_excerpt_that_is_cut_says_so(column: int, left: str, right: str) -> None:
    line = "".join(chr(97 + n % 26) for n in range(300))
    span = Span(1, column, 1, column + 1)
    _, _, shown, caret = format_problem(Problem("E1", "x", "a", span, line)).split("\n")
    text = shown.removeprefix("1 | ")
    assert (text[:1] == "…", text[-1:] == "…", len(text)) == (left == "…", right == "…", 100)
    assert shown[caret.index("^")] == line[column - 1]


@pytest.mark.parametrize(
    "words",
    [
        ["render", "-t", "academic", "--theme", "industry"], ["render", "-o", "a", "-o", "b"],
        ["explain", "ada", "-V", "full", "-V", "public"], ["check", "-f", "json", "-f", "text"],
        ["serve", "-V", "full", "-V", "public"], ["variants", "--project", ".", "--project", "."],
    ],
)  # fmt: skip
def test_an_option_of_one_value_is_not_given_twice(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    made = run(*words)
    assert made.code == 2
    assert "is given 2 times and takes one value; run the command once for each" in made.err


def test_match_without_a_job_text_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path))
    made = run("match", "ada")
    assert made.code == 1
    assert "the job text 'ada' does not exist" in made.err
    assert "hint: give a text file with the job advertisement, then the CV" in made.err


def test_above_several_projects_a_hint_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path / "resume", ada=ADA)
    monkeypatch.chdir(tmp_path)
    one = "a project is in 'resume': run this there, or with --project resume"
    assert f"hint: {one}" in run("render").err
    make_project(tmp_path / "thesis", bob=ADA)
    several = "projects are in 'resume', 'thesis': add one, as in --project resume"
    assert f"hint: {several}" in run("check").err
    for words in (["render", "bob"], ["explain", "bob"], ["check", "bob"]):
        assert "hint: name its file: thesis/cv_data/bob.yaml" in run(*words).err
    assert f"hint: {several}" in run("render", "nobody").err
    assert run("check", "thesis/cv_data/bob.yaml").code == 0
