"""The other commands: check, new, themes, variants, schema, completion, help."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cvgen.cli.main import _OTHER_NAMES, cli
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, files_below, make_project, write

WARNED = "name: Ada\nheadline: Works with #devops\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("cvs", "code", "summary"),
    [
        ({"ada": ADA}, 0, "1 CV checked: no problems\n"),
        ({"ada": ADA, "bob": ADA}, 0, "2 CVs checked: no problems\n"),
        ({"ada": WARNED}, 0, "1 CV checked: 1 warning\n"),
        ({"ada": BROKEN}, 1, "1 CV checked: 1 error\n"),
        ({"ada": BROKEN, "bob": WARNED, "c": "name: ["}, 1, "3 CVs checked: 2 errors, 1 warning\n"),
    ],
)
def test_check_counts_problems_and_fails_on_errors(
    here: Path, cvs: dict[str, str], code: int, summary: str
) -> None:
    make_project(here, None, **cvs)
    made = run("check")
    assert (made.code, made.out) == (code, summary)
    assert files_below(here) == sorted(f"cv_data/{name}.yaml" for name in cvs)


def test_check_shows_each_problem_at_its_place_on_stderr(here: Path) -> None:
    make_project(here, None, ada=BROKEN)
    assert run("check").err == (
        "cv_data/ada.yaml:6:7: E201 unknown key 'rol' in an experience entry\n"
        "  |\n6 |     - rol: Engineer\n  |       ^^^\n  = hint: did you mean 'role'?\n"
    )


@pytest.mark.parametrize("words", [["ada"], ["cv_data/ada.yaml"], ["./cv_data/ada.yaml", "ada"]])
def test_check_takes_names_and_files(here: Path, words: list[str]) -> None:
    make_project(here, None, ada=ADA, bob=BROKEN)
    made = run("check", *words)
    assert (made.code, made.out) == (0, "1 CV checked: no problems\n")


@pytest.mark.parametrize(
    ("files", "words", "code", "exit_code"),
    [
        ({"cv_data/ada.yaml": BROKEN}, [], "E201", 1),
        ({"cv_data/ada.yaml": WARNED}, [], "W113", 0),
        ({"cv_data/ada.yaml": ADA, "cvgen.yaml": "theem: x"}, [], "E201", 1),
        ({"cv_data/ada.yaml": ADA}, ["nobody"], "E301", 3),
        ({"cvgen.yaml": ""}, [], "E101", 2),
    ],
)
def test_check_as_json_is_json_whatever_happens(
    here: Path, files: dict[str, str], words: list[str], code: str, exit_code: int
) -> None:
    for name, text in files.items():
        write(here / name, text)
    made = run("check", "--format", "json", *words)
    (problem,) = json.loads(made.out)
    assert (made.code, problem["code"], made.err) == (exit_code, code, "")
    assert set(problem) == {
        "code", "severity", "message", "file", "line", "column", "end_line", "end_column", "hint",
        "included_at",
    }  # fmt: skip


def test_check_as_json_without_problems_is_an_empty_list(here: Path) -> None:
    make_project(here)
    assert json.loads(run("check", "-f", "json").out) == []


def test_check_for_github_prints_workflow_commands(here: Path) -> None:
    make_project(here, None, **{"a,b: 100%": BROKEN, "bob": WARNED})
    first, second = run("check", "--format", "github").out.splitlines()
    assert first == (
        "::error file=cv_data/a%2Cb%3A 100%25.yaml,title=E201,line=6,col=7,endLine=6,endColumn=10"
        "::unknown key 'rol' in an experience entry (hint: did you mean 'role'?)"
    )
    assert second.startswith("::warning file=cv_data/bob.yaml,title=W113,line=2,")


def test_check_for_github_without_problems_prints_nothing(here: Path) -> None:
    make_project(here)
    assert run("check", "-f", "github").out == ""


@pytest.mark.parametrize(
    ("config", "cv", "message"),
    [
        ("variants: {v: {extends: nosuch}}", "", "cvgen.yaml:1:25: E301"),
        ("variants: {v: {extends: w}, w: {extends: v}}", "", "cvgen.yaml:1:"),
        ("variants: {v: {sections: [experiance]}}", "", "cvgen.yaml:1:27: "),
        ("theme: acdemic", "", "cvgen.yaml:1:8: E301"),
        ("variant: acdemic", "", "cvgen.yaml:1:10: E301"),
        ("formats: pfd", "", "cvgen.yaml:1:10: E301"),
        ("", "theme: acdemic", "cv_data/ada.yaml:12:8: E301"),
        ("", "variants: {v: {theme: acdemic}}", "cv_data/ada.yaml:12:"),
        ("", "variants: {v: {extends: nosuch}}", "cv_data/ada.yaml:12:25: E301"),
        ("", "variants: {v: {sections: [experiance]}}", "cv_data/ada.yaml:12:27: "),
        ("", "variants: {v: {reveal: [work_authorisation]}}", "cv_data/ada.yaml:12:25: "),
        ("", "variants: {v: {include: [rsut]}}\nfacts: {a: {text: b, tags: rust}}",
         "cv_data/ada.yaml:12:26: "),
        ("", "location: {text: x, for: acdemic}", "cv_data/ada.yaml:12:26: E302"),
    ],
)  # fmt: skip
def test_check_finds_unknown_names(here: Path, config: str, cv: str, message: str) -> None:
    make_project(here, config, ada=f"{ADA}{cv}\n")
    made = run("check")
    assert made.code == 1
    assert message in made.err


def test_new_writes_a_project_that_renders_without_a_problem(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run("new", "my cv")
    assert (made.code, made.err) == (0, "")
    assert files_below(here / "my cv") == [
        "cv_data/alex-example.yaml", "cv_data/cv.schema.json", "cvgen.yaml",
    ]  # fmt: skip
    assert re.fullmatch(r"Now run: cd 'my cv' && .*cvgen render", made.out.splitlines()[-1])
    monkeypatch.chdir(here / "my cv")
    assert run("check").out == "1 CV checked: no problems\n"
    for words in ([], ["-V", "research-lab,academic,industry,public,biosketch,record"]):
        assert (run("render", "-f", "md", *words).code, run("check").err) == (0, "")


@pytest.mark.sweep("cvgen/new", "cvgen/cli", kinds=(), keep=2)
@pytest.mark.parametrize("folder", [".", "a", "a/b/c"])
def test_new_twice_changes_nothing(here: Path, folder: str) -> None:
    assert run("new", folder).code == 0
    write(here / folder / "cvgen.yaml", "theme: industry")
    made = run("new", folder)
    assert (made.code, made.out) == (5, "")
    assert set(codes(made.err)) == {"E504"}
    assert (here / folder / "cvgen.yaml").read_text("utf-8") == "theme: industry"


@pytest.mark.parametrize(
    "name", ["cvgen.yaml", "cv_data/alex-example.yaml", "cv_data/cv.schema.json"]
)
def test_new_with_one_file_there_writes_nothing_at_all(here: Path, name: str) -> None:
    write(here / name, "")
    assert run("new").code == 5
    assert files_below(here) == [name]


@pytest.mark.sweep("cvgen/new", "cvgen/cli", kinds=(), keep=2)
@pytest.mark.parametrize("name", ["cv_data", "cv_data/x", "themes", "output"])
def test_new_refuses_the_folders_of_another_project(here: Path, name: str) -> None:
    write(here / "cv_data" / "ada.yaml", "name: Ada Example\n")
    made = run("new", name)
    assert (made.code, codes(made.err)) == (5, ["E508"])
    assert files_below(here) == ["cv_data/ada.yaml"]
    assert run("new", "beside").code == 0


def test_settings_among_the_cvs_are_not_a_cv(here: Path) -> None:
    write(here / "cv_data" / "ada.yaml", "name: Ada Example\n")
    write(here / "cv_data" / "cvgen.yaml", "theme: industry\n")
    write(here / "cvgen.yaml", "")
    made = run("check")
    assert (made.code, "1 CV" in made.out) == (0, True), made.err


@pytest.mark.parametrize(("name", "code"), [("file", 2), ("file/x", 5)])
def test_new_where_a_file_is_in_the_way(here: Path, name: str, code: int) -> None:
    write(here / "file", "x")
    assert run("new", name).code == code
    assert files_below(here) == ["file"]


def test_themes_lists_bundled_and_own_ones(here: Path) -> None:
    write(here / "themes" / "mine" / "theme.yaml", "extends: academic\ndescription: My own.\n")
    write(here / "cvgen.yaml", "")
    made = run("themes")
    names = [line.split()[0] for line in made.out.splitlines()]
    assert made.code == 0
    assert names == sorted(names)
    assert {"academic", "industry", "mine"} <= set(names)
    assert "base" not in names
    assert "My own." in made.out


def test_variants_lists_those_of_cvgen_the_project_and_the_cv(here: Path) -> None:
    cv = f"{ADA}variants: {{own: {{description: Ada only}}}}\n"
    make_project(here, "variants: {lab: {extends: industry, description: Labs}}", ada=cv)
    project, own = run("variants").out, run("variants", "ada").out
    assert [line.split()[0] for line in project.splitlines()] == [
        "full", "record", "public", "academic", "academic-short", "industry", "industry-short",
        "biosketch", "lab",
    ]  # fmt: skip
    assert own.startswith(project)
    assert own.splitlines()[-1].split() == ["own", "Ada", "only"]


def test_variants_of_an_unknown_cv_is_exit_code_3(here: Path) -> None:
    make_project(here)
    assert run("variants", "adda").code == 3


def test_schema_is_a_json_schema(here: Path) -> None:
    made = json.loads(run("schema").out)
    assert made["$schema"].startswith("https://json-schema.org/")
    assert "experience" in made["properties"]["sections"]["properties"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    made = run("completion", shell)
    assert made.code == 0
    assert f"_CVGEN_COMPLETE={shell}_complete" in made.out


def test_completion_supports_no_other_shell() -> None:
    assert run("completion", "dos").code == 2


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_explains_itself(name: str) -> None:
    made = run(name, "--help")
    assert made.code == 0
    assert len(made.out.splitlines()) > 5
    assert run("--help").out.count(f"\n  {name} ") == 1


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["-h"]])
def test_help_and_version_are_exit_code_0(words: list[str]) -> None:
    assert run(*words).code == 0


@pytest.mark.parametrize("words", [["rendr"], ["--nope"], ["check", "-f", "xml"], ["schema", "x"]])
def test_an_unknown_command_is_exit_code_2(words: list[str]) -> None:
    assert run(*words).code == 2


@pytest.mark.parametrize(
    ("word", "command"),
    [("build", "render"), ("init", "new"), ("Preview", "serve"), ("watch", "render --watch"),
     ("lint", "check"), ("help", "--help"), ("version", "--version"), ("list", "themes")],
)  # fmt: skip
def test_commands_of_other_programs_lead_to_those_of_cvgen(word: str, command: str) -> None:
    made = run(word)
    assert made.code == 2
    assert f"No such command '{word}'. Did you mean '{command}'?" in made.err


def test_no_command_is_taken_for_that_of_another_program() -> None:
    words = {word for words in _OTHER_NAMES.values() for word in words.split()}
    assert not words & set(cli.commands)
    assert {name.split()[0] for name in _OTHER_NAMES if name[0] != "-"} <= set(cli.commands)
