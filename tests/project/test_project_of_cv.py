"""A CV belongs to the project that contains it, wherever a command runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.paths import by_project
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, write

RULES = "variants: {lab: {extends: full, description: Laboratories}}\nvariant: lab\n"
CV = "resume/cv_data/ada.yaml"
COMMANDS = [
    ["render", "-f", "md"], ["check"], ["explain", "-V", "lab"], ["match", "job.txt", "-V", "lab"],
    ["timeline", "-V", "lab"], ["variants"], ["diff", "full", "lab"],
]  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no project, with two in it and a CV in none."""
    make_project(tmp_path / "resume", RULES, ada=ADA)
    make_project(tmp_path / "other", "variant: academic", bob=ADA)
    write(tmp_path / "lone.yaml", ADA)
    for folder in ("", "resume", "resume/cv_data", "other"):
        write(tmp_path / folder / "job.txt", "Rust is required.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.sweep("cvgen/project", "cvgen/cli")
@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize(
    ("folder", "cv", "told"),
    [
        ("", CV, "resume"), ("other", f"../{CV}", "../resume"), ("resume", "ada", None),
        ("resume", "cv_data/ada.yaml", None), ("resume/cv_data", "ada.yaml", ".."),
        ("resume/cv_data", "ada", ".."),
    ],
)  # fmt: skip
def test_every_command_uses_the_project_of_the_cv(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], folder: str, cv: str,
    told: str | None,
) -> None:  # fmt: skip
    monkeypatch.chdir(here / folder)
    for _ in range(2):
        made = run(*words, cv)
        assert made.code == 0, made.err
        assert made.err == (f"Project: {told}\n" if told else "")
    outputs = [name for name in files_below(here) if "output" in name]
    assert all(name.startswith("resume/output/ada/ada-") for name in outputs)


@pytest.mark.sweep("cvgen/cli", "cvgen/project", kinds=(), keep=5)
@pytest.mark.parametrize("words", [*COMMANDS, ["audit", CV, "--cv"], ["themes", "--gallery"]])
def test_every_command_takes_a_project(here: Path, words: list[str]) -> None:
    made = run(*words, "ada", "--project", "resume")
    assert made.err.startswith("Project: resume\n")
    assert "E3" not in made.err
    assert not (here / "output").exists()


@pytest.mark.parametrize("words", ["themes", "schema", "variants", "render -f md", "check"])
def test_commands_without_a_cv_take_a_project(here: Path, words: str) -> None:
    assert run(*words.split(), "--project", "resume").err == "Project: resume\n"


def test_an_audit_looks_for_values_of_the_project_that_the_file_is_in(here: Path) -> None:
    run("render", "-f", "md", CV)
    made = run("audit", "resume/output/ada/ada-lab.md")
    assert (made.code, made.err) == (0, "Project: resume\n")


def test_cvs_of_several_projects_are_rendered_and_checked_each_in_its_own(here: Path) -> None:
    made = run("render", "-f", "md", CV, "other/cv_data/bob.yaml", "lone.yaml")
    assert (made.code, made.err) == (0, "Project: resume\nProject: other\n")
    made = run("check", CV, "other/cv_data/bob.yaml", "-f", "json")
    assert (made.code, made.out) == (0, "[]\n")
    outputs = [name for name in files_below(here) if "output" in name]
    assert outputs == [
        "other/output/bob/bob-academic.md", "output/lone/lone-full.md",
        "resume/output/ada/ada-lab.md",
    ]  # fmt: skip
    for words in (["audit", CV, "other/cv_data/bob.yaml"], ["themes", "--gallery", CV, "lone.yaml"],
                  ["render", "--watch", CV, "other/cv_data/bob.yaml"]):  # fmt: skip
        assert (made := run(*words)).code == 2
        assert codes(made.err) == ["E311"]


def test_a_cv_in_no_project_takes_the_settings_of_the_working_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "resume")
    assert run("render", "-f", "md", "../lone.yaml").err == ""
    assert (here / "resume/output/lone/lone-lab.md").exists()


@pytest.mark.parametrize("folder", ["", "resume", "resume/cv_data", "other"])
def test_problems_have_places_as_seen_from_here(
    here: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(here / folder)
    write(here / CV, f"{ADA}nme: x\n")
    seen = {"": CV, "resume": "cv_data/ada.yaml", "resume/cv_data": "ada.yaml",
            "other": f"../{CV}"}[folder]  # fmt: skip
    for words in (["check"], ["render", "-f", "md"]):
        assert f"\n{seen}:12:1: E201" in f"\n{run(*words, seen).err}"


def test_a_name_that_no_file_can_have_belongs_to_the_working_folder(here: Path) -> None:
    start = here / "resume"
    for name in ("a\0b/c.yaml", "x" * 5000 + "/a.yaml", "nosuch/a.yaml", "ada", "a.yaml"):
        assert by_project([name], start) == {start: [name]}


def test_a_misspelt_path_gets_the_names_of_its_project(here: Path) -> None:
    made = run("check", "resume/cv_data/adda.yaml")
    assert codes(made.err) == ["E301"]
    assert "did you mean 'ada'?" in made.err
