"""The theme and variant of a render, if command, settings and CV name several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, files_below, make_project, write

VARIANTS = "variants: {lab: {extends: full, theme: of-lab}, plain: {extends: full}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with themes that say in a comment which they are, as working folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("of-lab", "of-cv", "of-settings", "of-command"):
        write(tmp_path / "themes" / name / "theme.yaml", "extends: academic\nvariant: public\n")
        write(tmp_path / "themes" / name / "theme.css", f"h1 {{ --is: '{name}' }}\n")
    return tmp_path


@pytest.mark.parametrize(
    ("config", "cv", "words", "theme"),
    [
        ("", "", ["-V", "plain"], None),
        ("theme: of-settings", "", ["-V", "plain"], "of-settings"),
        ("theme: of-settings", "theme: of-cv", ["-V", "plain"], "of-cv"),
        ("theme: of-settings", "theme: of-cv", ["-V", "lab"], "of-lab"),
        ("theme: of-settings", "theme: of-cv", ["-V", "lab", "-t", "of-command"], "of-command"),
        ("", "", ["-V", "plain", "-t", "themes/of-command"], "of-command"),
    ],
)
def test_the_nearest_theme_counts(
    here: Path, config: str, cv: str, words: list[str], theme: str | None
) -> None:
    make_project(here, config, ada=f"{ADA}{VARIANTS}{cv}\n")
    assert run("render", "-f", "html", *words).code == 0
    (output,) = files_below(here / "output")
    html = (here / "output" / output).read_text("utf-8")
    assert [name for name in ("of-lab", "of-cv", "of-settings", "of-command") if name in html] == (
        [theme] if theme else []
    )


@pytest.mark.parametrize(
    ("config", "words", "variants"),
    [
        ("", [], ["full"]),
        ("variant: academic", [], ["academic"]),
        ("variant: academic", ["-t", "of-command"], ["public-of-command"]),
        ("variant: academic", ["-t", "of-command", "-V", "plain"], ["plain-of-command"]),
        ("variant: [academic, public]", [], ["academic", "public"]),
        ("theme: of-settings", [], ["full"]),
    ],
)
def test_a_theme_that_is_asked_for_brings_its_variant(
    here: Path, config: str, words: list[str], variants: list[str]
) -> None:
    make_project(here, config, ada=ADA + VARIANTS)
    assert run("render", "-f", "md", *words).code == 0
    assert files_below(here / "output") == [f"ada/ada-{name}.md" for name in variants]


def test_the_exit_code_is_that_of_the_first_problem(here: Path) -> None:
    make_project(here, None, ada=ADA, bad=BROKEN)
    assert run("render", "-f", "md", "nobody", "bad").code == 3
    write(here / "output" / "ada", "in the way")
    assert run("render", "-f", "md", "bad", "ada").code == 1
