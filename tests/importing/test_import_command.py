"""`cvgen import`: where it writes, what it reports, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_project import make_project, write

ADA = '{"basics": {"name": "Ada Example", "label": "Engineer", "image": "a.png"}}'
WORKS = '{"basics": {"name": "A. Example", "label": "Engineer"}, "work": [{"name": "Mill"}]}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a file to import."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "resume.json", ADA)
    return tmp_path


def test_a_new_cv_is_named_after_the_person(folder: Path) -> None:
    made = run("import", "resume.json")
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines() == [
        "cv_data/ada-example.yaml  2 values placed, 1 not placed",
        "  resume.json:1:66 basics.image: a.png "
        "(a photo is a file beside the CV: save it there and add `photo:`)",
    ]
    assert run("check").out == "1 CV checked: no problems\n"
    assert "image" in (folder / "cv_data" / "ada-example.yaml").read_text("utf-8")


def test_it_goes_to_the_folder_of_the_projects_cvs(folder: Path) -> None:
    make_project(folder, "cvs: people\n")
    write(folder / "people" / "cv.schema.json", "{}")
    run("import", "resume.json")
    text = (folder / "people" / "ada-example.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=cv.schema.json\n")


def test_a_file_is_replaced_only_by_force(folder: Path) -> None:
    cv = write(folder / "ada.yaml", "name: Ada\n")
    refused = run("import", "resume.json", "-o", "ada.yaml")
    assert (refused.code, codes(refused.err)) == (5, ["E504"])
    assert cv.read_text("utf-8") == "name: Ada\n"
    assert run("import", "resume.json", "-o", "ada.yaml", "--force").code == 0
    assert "name: Ada Example" in cv.read_text("utf-8")


@pytest.mark.parametrize("name", ["ada.json", "ada", "resume.yaml"])
def test_an_output_is_a_yaml_file_and_not_the_input(folder: Path, name: str) -> None:
    write(folder / "resume.yaml", ADA)
    made = run("import", "resume.yaml", "-o", name, "--force")
    assert (made.code, codes(made.err)) == (2, ["E769"])
    assert (folder / "resume.yaml").read_text("utf-8") == ADA


def test_a_dash_prints_the_cv_and_reports_apart() -> None:
    made = run("import", "resume.json", "-o", "-")
    assert made.out.splitlines()[3:5] == ["name: Ada Example", "headline: Engineer"]
    assert made.err.startswith("2 values placed, 1 not placed\n")


def test_the_report_as_json() -> None:
    made = run("import", "resume.json", "--format", "json")
    assert json.loads(made.out) == {
        "output": "cv_data/ada-example.yaml",
        "placed": 2,
        "not_placed": [{
            "file": "resume.json", "line": 1, "column": 66, "path": "basics.image",
            "value": "a.png",
            "reason": "a photo is a file beside the CV: save it there and add `photo:`",
        }],
        "warnings": [],
    }  # fmt: skip


def test_several_files_become_one_cv(folder: Path) -> None:
    write(folder / "works.json", WORKS)
    made = run("import", "resume.json", "works.json", "-o", "-")
    assert "name: Ada Example" in made.out
    assert made.out.count("Engineer") == 1
    assert "  # from works.json:1\n  experience:\n    - organization: Mill\n" in made.out
    assert made.err.startswith("4 values placed, 2 not placed\n")
    assert "works.json:1:21 basics.name: A. Example (another file has 'Ada Example'" in made.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E765"),
        ("Buy milk.", "E765"),
        ('{"a": 1}', "E765"),
        ('{"basics": ', "E766"),
        ('{"basics": {"name": "Ada"}} x', "E766"),
        ("\ud800", "E765"),
        ("[" * 50, "E767"),
        ("name: Ada\nsections: {}\n", "E768"),
        ('<?xml version="1.0"?><SkillsPassport/>', "E768"),
        ("<html><body>x</body></html>", "E765"),
        ("{\\rtf1 Ada}", "E768"),
    ],
)
def test_other_files_are_refused(folder: Path, text: str, code: str) -> None:
    (folder / "other.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    made = run("import", "other.txt")
    assert (made.code, codes(made.err)[:1]) == (1, [code])
    assert not (folder / "cv_data").exists()


def test_an_unknown_kind_is_an_unknown_name() -> None:
    made = run("import", "resume.json", "--from", "jsonresum")
    assert (made.code, "did you mean 'jsonresume'?" in made.err) == (3, True)


def test_all_broken_files_are_reported_at_once(folder: Path) -> None:
    for name in ("one.json", "two.json"):
        write(folder / name, "{")
    assert codes(run("import", "one.json", "two.json").err) == ["E766", "E766"]


def test_aliases_that_expand_to_a_huge_file_are_refused(folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    write(folder / "bomb.yaml", "\n".join([*lines, "basics: {name: Ada}"]))
    assert codes(run("import", "bomb.yaml", "--from", "jsonresume").err) == ["E767"]
