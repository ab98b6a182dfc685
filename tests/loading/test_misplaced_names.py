"""A name or file in the wrong place: the message says what it is and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import CvgenError, UnknownNameError
from cvgen.project import find_project
from cvgen.themes import load_theme
from tests.helpers_cli import run
from tests.helpers_cv import document_of, markdown_of
from tests.helpers_project import make_project, write


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("academic", "-V academic or -t academic"),
        ("record", "-V record"),
        ("plain", "-t plain"),
        ("mine", "-V mine"),
    ],
)
def test_a_variant_or_theme_in_the_place_of_a_cv_has_its_option(
    word: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path, "variants: {mine: {pages: 1}}\n"))
    made = run("check", word)
    assert f"unknown CV '{word}'" in made.err
    assert f"for that one, write {hint}\n" in made.err


def test_a_mapping_at_variant_was_meant_for_variants(tmp_path: Path) -> None:
    with pytest.raises(CvgenError) as caught:
        find_project(make_project(tmp_path, "variant:\n  mine: {pages: 1}\n"))
    assert [(p.code, p.hint) for p in caught.value.problems] == [
        ("E203", "did you mean 'variants'?")
    ]


@pytest.mark.parametrize(
    ("file", "hint"),
    [("theme.css", "write that file"), ("theme.yml", "rename theme.yml to theme.yaml")],
)
def test_a_folder_among_themes_without_its_file_is_reported(
    file: str, hint: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "themes" / "mine" / file, "").parent
    for name in ("mine", folder):
        with pytest.raises(UnknownNameError) as caught:
            load_theme(name, [tmp_path / "themes"])
        (problem,) = caught.value.problems
        if file == "theme.yml" or name == "mine":
            assert problem.message == "the theme 'mine' has no theme.yaml"
            assert hint in str(problem.hint)


def test_a_theme_of_the_least_file_that_the_hint_names_is_one(tmp_path: Path) -> None:
    write(tmp_path / "themes" / "mine" / "theme.yaml", "extends: academic\n")
    assert load_theme("mine", [tmp_path / "themes"]).name == "mine"


def test_contacts_and_a_summary_in_bullets_are_two_lists_in_markdown() -> None:
    text = "name: Ada\nemail: a@example.org\nsummary: |\n  - One\n  - Two\n"
    made = markdown_of(document_of(text))
    assert "a@example.org>\n\n<!-- -->\n\n- One\n- Two" in made
    assert "<!--" not in markdown_of(document_of(text.replace("- ", "")))
