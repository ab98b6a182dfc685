"""Hostile theme files: problems with a place, in every format, and no access to the CVs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_hostile import SECRET, project_with_theme
from tests.helpers_project import write

Prepare = Callable[[Path], object]


def _css(name: str) -> str:
    return f"extends: industry\ndefaults: {{css: '{name}'}}\n"


SETTINGS = {
    "css-cv": _css("cv_data/ada.yaml"),
    "css-cv-up": _css("../../cv_data/ada.yaml"),
    "css-settings": _css("theme.yaml"),
    "css-nothing": _css("nope.css"),
    "css-nul": "extends: industry\ndefaults: {css: \"a\\0b.css\"}\n",
    "css-long": _css("a" * 5000 + ".css"),
    "css-list": "extends: industry\ndefaults: {css: [a.css]}\n",
    "option-name": "extends: industry\noptions: {'x\"><h1>': {kind: switch, default: true}}\n",
    "option-unit": "extends: industry\noptions:\n"
                   "  x: {kind: number, unit: 'pt}</style><h1>', most: 2, default: 1}\n",
    "option-kind": "extends: industry\noptions: {x: {kind: [switch], default: true}}\n",
    "option-limits": "extends: industry\noptions: {x: {kind: number, most: .nan, default: 1}}\n",
    "option-choices": "extends: industry\noptions: {x: {kind: choice, choices: 3, default: 3}}\n",
    "page": "extends: industry\noptions:\n"
            "  page: {kind: choice, choices: ['</style><h1>'], default: '</style><h1>'}\n",
    "redeclared": "extends: industry\noptions: {margins: {kind: switch, default: true}}\n",
    "font-out": "extends: industry\nfamilies: {A: {regular: ../../../cv_data/ada.yaml}}\n",
    "font-root": "extends: industry\nfamilies: {A: {regular: /etc/passwd.ttf}}\n",
    "font-set": "extends: industry\nfont_sets: {x: {text: Nowhere}}\ndefaults: {fonts: x}\n",
    "extends-path": "extends: ../../cv_data\n",
    "extends-list": "extends: [industry]\n",
    "unknown": "extends: industry\ncolour: red\n",
    "list": "- a\n- b\n",
    "deep": "extends: " + "[" * 3000 + "]" * 3000,
    "empty": "",
    "nul": "extends: industry\n\0\n",
}  # fmt: skip
"""Settings that cannot be used; what they name is not read."""


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_cannot_be_used(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_with_theme(tmp_path, {"theme.yaml": SETTINGS[name]}))
    made = run("render", "--theme", "odd", "-f", "html,md")
    assert made.code in (1, 3)
    assert "themes/odd/theme.yaml" in made.err
    assert SECRET not in made.out + made.err
    assert not list(tmp_path.glob("output/*/*.html"))


def _text(text: str | bytes) -> Prepare:
    return lambda path: path.write_bytes(text if isinstance(text, bytes) else text.encode())


FILES: dict[str, Prepare] = {
    "latin-1": _text("p { color: red } /* \xe9 */".encode("latin-1")),
    "utf-16": _text("p { color: red }".encode("utf-16")),
    "nul": _text("p { }\n\0"),
    "large": _text("/**/" * 300_000),
    "loop": lambda path: path.symlink_to(path.name),
    "to-nothing": lambda path: path.symlink_to("nothing.css"),
    "to-cv": lambda path: path.symlink_to("../../cv_data/ada.yaml"),
    "to-settings": lambda path: path.symlink_to("theme.yaml"),
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.sweep("cvgen/themes", "cvgen/writers", kinds=(), keep=6)
@pytest.mark.parametrize("form", ["html", "pdf"])
@pytest.mark.parametrize("name", FILES)
def test_stylesheets_that_cannot_be_read(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_with_theme(tmp_path, {}))
    FILES[name](tmp_path / "themes" / "odd" / "theme.css")
    made = run("render", "--theme", "odd", "-f", form)
    assert (made.code, codes(made.err)[0] in ("E440", "E441")) == (1, True)
    assert "theme.css" in made.err
    assert SECRET not in made.out + made.err


@pytest.mark.sweep("cvgen/themes", kinds=(), keep=6)
@pytest.mark.parametrize("name", FILES)
def test_templates_and_settings_that_cannot_be_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_with_theme(tmp_path, {}))
    if name not in ("to-settings", "large"):
        FILES[name](tmp_path / "themes" / "odd" / "cv.html.j2")
        made = run("render", "--theme", "odd", "-f", "html")
        assert made.code in (1, 4)
        assert "cv.html.j2" in made.err
    (tmp_path / "themes" / "odd" / "theme.yaml").unlink()
    FILES[name](tmp_path / "themes" / "odd" / "theme.yaml")
    assert run("render", "--theme", "odd", "-f", "html").code in (1, 3)
    assert SECRET not in run("themes", "odd").err


def test_the_own_stylesheet_of_a_theme_is_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"theme.yaml": _css("own.css"), "own.css": "h1 { outline: 3px solid red }"}
    monkeypatch.chdir(project_with_theme(tmp_path, files))
    write(tmp_path / "own.css", "h1 { outline: 5px solid blue }")
    assert run("render", "--theme", "odd", "-f", "html").code == 0
    page = (tmp_path / "output" / "ada" / "ada-industry-odd.html").read_text("utf-8")
    assert "3px solid red" in page
    assert "5px solid blue" not in page
    assert run("render", "--theme", "odd", "-f", "html", "-s", "css=own.css").code == 0
    page = (tmp_path / "output" / "ada" / "ada-industry-odd.html").read_text("utf-8")
    assert "5px solid blue" in page
    assert "3px solid red" not in page


@pytest.mark.parametrize(
    "name", ["cv_data/ada.yaml", "cvgen.yaml", "themes/odd/theme.yaml", "link.css", "../out.css"]
)
def test_a_stylesheet_of_the_user_is_not_a_cv(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_with_theme(tmp_path, {}))
    (tmp_path / "link.css").symlink_to("cv_data/ada.yaml")
    made = run("render", "-f", "html", "-s", f"css={name}")
    assert (made.code, codes(made.err)) == (2, ["E505"])
    write(tmp_path / "cvgen.yaml", f"options: {{css: {name}}}\n")
    for command in (["check"], ["render", "-f", "html"]):
        made = run(*command)
        assert (made.code, codes(made.err + made.out)) == (1, ["E412"])
    assert not list(tmp_path.glob("output/*/*.html"))


def test_a_theme_is_not_a_link_out_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_with_theme(tmp_path / "project", {})
    (project / "themes" / "odd").rename(tmp_path / "odd")
    (project / "themes" / "odd").symlink_to(tmp_path / "odd")
    monkeypatch.chdir(project)
    made = run("render", "--theme", "odd", "-f", "html")
    assert (made.code, codes(made.err)) == (1, ["E440"])
    assert run("render", "--theme", "../odd", "-f", "html").code == 0
