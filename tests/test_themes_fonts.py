"""Broken fonts of a theme are errors with their file; libraries print nothing by themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cvgen.writers._silent import silent_libraries
from tests.helpers_cli import codes, process
from tests.helpers_hostile import project_with_theme

FONT = (Path(__file__).parent.parent / "themes/fonts/SourceSans3-Regular.ttf").read_bytes()
THEME = """\
extends: industry
families: {Own: {regular: own.ttf, semibold: own.ttf, italic: own.ttf, semibold-italic: own.ttf}}
font_sets: {own: {text: Own}}
defaults: {fonts: own}
"""


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _pipe_beside(path: Path) -> None:
    path.write_bytes(FONT)
    os.mkfifo(path.with_name("pipe.ttf"))


BAD: dict[str, Callable[[Path], object]] = {
    "empty": _bytes(b""), "text": _bytes(b"no font"), "cut": _bytes(FONT[:3000]),
    "cut-late": _bytes(FONT[:-3000]), "head-only": _bytes(FONT[:12]),
    "no-cmap": _bytes(FONT.replace(b"cmap", b"xmap", 1)),
    "no-glyf": _bytes(FONT.replace(b"glyf", b"xlyf", 1)),
    "zeros": _bytes(FONT[:400] + bytes(len(FONT) - 400)),
    "woff2": _bytes(b"wOF2" + FONT), "pipe-beside": _pipe_beside,
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_broken_font_is_an_error_in_every_format(name: str, tmp_path: Path) -> None:
    project_with_theme(tmp_path, {"theme.yaml": THEME})
    fonts = tmp_path / "themes" / "odd" / "fonts"
    fonts.mkdir()
    BAD[name](fonts / "own.ttf")
    made = process("render", "--theme", "odd", "-f", "html,pdf", cwd=tmp_path)
    assert (made.code, {*codes(made.err)}) == (4, {"E424"})
    assert made.err.startswith("themes/odd/fonts/own.ttf: E424 ")
    assert "Pango" not in made.err


def test_a_good_font_is_used(tmp_path: Path) -> None:
    project_with_theme(tmp_path, {"theme.yaml": THEME})
    (tmp_path / "themes" / "odd" / "fonts").mkdir()
    (tmp_path / "themes" / "odd" / "fonts" / "own.ttf").write_bytes(FONT)
    made = process("render", "--theme", "odd", "-f", "html,pdf", cwd=tmp_path)
    assert (made.code, made.err) == (0, "")


@pytest.mark.parametrize(
    "broken", ["<fontconfig", "<?xml version='1.0'?><fontconfig><x/></fontconfig>"]
)
def test_broken_settings_of_fonts_are_not_shown(broken: str, tmp_path: Path) -> None:
    project_with_theme(tmp_path, {})
    (tmp_path / "fonts.conf").write_text(broken)
    variables = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONWARNINGS": "always"}
    made = process("render", "--theme", "odd", "-f", "html,pdf,png", cwd=tmp_path, **variables)
    assert (made.code, made.err) == (0, "")


def test_what_libraries_print_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with silent_libraries():
        os.write(2, b"(process:1): Pango-WARNING **: a raw line\n")
    os.write(2, b"told\n")
    assert capfd.readouterr().err == "told\n"


def test_the_stream_is_open_again_after_the_last_of_several_threads(
    capfd: pytest.CaptureFixture[str],
) -> None:
    first, second = silent_libraries(), silent_libraries()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    os.write(2, b"a raw line\n")
    second.__exit__(None, None, None)
    os.write(2, b"told\n")
    assert capfd.readouterr().err == "told\n"
