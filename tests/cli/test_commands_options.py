"""Every command accepts every option that a theme declares, wherever it is set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvgen.gallery.gallery import Gallery
from cvgen.project import find_project
from cvgen.serve.view import View
from cvgen.themes import Option, load_theme, theme_names
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write
from tests.helpers_serve import Client, serving
from tests.helpers_sweeps import Sample

THEMES = theme_names()
COMMANDS = [
    "check", "render -f md,html -V v", "render -f md --check -V v", "explain ada -V v",
    "diff v full ada", "match job.txt -V v", "match job.txt ada -V v",
    "timeline ada -V v", "audit output/ada/ada-v.md -V v", "variants", "variants ada", "themes",
    "schema",
]  # fmt: skip


def sample(option: Option) -> object:
    """A value of each shape that the kind of ``option`` takes, other than its default if it can."""
    values: dict[str, object] = {
        "choice": option.choices[-1:] and option.choices[-1],
        "switch": "false",
        "colour": option.names[-1][1] if option.names else "#0b4f8a",
        "number": f"{option.least:g}",
        "numbers": [f"{option.least:g}"] * 3,
        "names": list(option.choices[:2]) or ["skills", "experience"],
        "labels": {"experience": "Work", "skills": "Tools"},
        "file": "own.css",
    }
    return values[option.kind]


def options_of(theme: str) -> dict[str, object]:
    """A value for every option of ``theme``."""
    return {option.name: sample(option) for option in load_theme(theme).options}


def set_at(folder: Path, where: str, theme: str, options: dict[str, object]) -> None:
    """A project in ``folder`` with ``options`` of ``theme`` set in one of three places."""
    own = json.dumps(options)
    variant = f"{{theme: {theme}, options: {own}}}" if where == "variant" else f"{{theme: {theme}}}"
    config = f"variants: {{v: {variant}}}\ntheme: {theme}\n"
    config += f"options: {own}\n" if where == "settings" else ""
    hidden = "  skills: [{items: [Rust], for: [academic]}]\n"
    make_project(folder, config, ada=ADA + hidden + (f"options: {own}\n" if where == "cv" else ""))
    write(folder / "own.css", "h1 { letter-spacing: 0.01em; }\n")
    write(folder / "job.txt", "Rust and Python are required. Analytical engines.\n")


@pytest.mark.sweep("cvgen/cli", "cvgen/loading", "cvgen/themes", "themes")
@pytest.mark.parametrize(
    ("theme", "where"),
    [*((theme, "variant") for theme in THEMES), (THEMES[0], "settings"), (THEMES[-1], "cv")],
)
def test_every_command_accepts_every_option(
    theme: str, where: str, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_at(tmp_path, where, theme, options_of(theme))
    first = (theme, where) == (THEMES[0], "variant")
    for command in COMMANDS if first else sample(COMMANDS, keep=2):
        made = run(*command.split())
        assert made.code == 0, f"{command}: {made.err or made.out}"


@pytest.mark.sweep("cvgen/cli", "cvgen/loading", "cvgen/themes", "themes", kinds=(), keep=0)
@pytest.mark.parametrize("theme", THEMES[-1:])
def test_pdf_gallery_and_preview_accept_every_option(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_at(tmp_path, "variant", theme, options_of(theme))
    for words in (["render", "-f", "pdf", "-V", "v"], ["diff", "full", "v", "--visual"]):
        assert (made := run(*words)).code == 0, made.err
    with serving(tmp_path) as preview:
        address = preview.address(View("ada", "v", theme, "html"))
        answer = Client(preview).get("/" + address.split("/", 3)[3])
        assert answer.status in (200, 303)


@pytest.mark.sweep("cvgen/cli", "cvgen/loading", "cvgen/themes", "themes", keep=0)
def test_the_gallery_takes_options_of_settings(tmp_path: Path) -> None:
    set_at(tmp_path, "settings", THEMES[0], options_of(THEMES[0]))
    gallery = Gallery(find_project(tmp_path))
    assert "img" in gallery.make(("ada",))
    assert gallery.report.exit_code == 0
