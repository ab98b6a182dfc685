"""Broken fonts of a theme are errors with their file; libraries print nothing."""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.assets.fonts import fault_of_outlines
from cvgen.errors import RenderError
from cvgen.silent import silent_libraries
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_cli import codes, process
from tests.helpers_hostile import project_with_theme
from tests.samples import FULL

FONT = (Path(__file__).resolve().parents[2] / "themes/fonts/SourceSans3-Regular.ttf").read_bytes()
THEME = """\
extends: industry
families: {Own: {regular: own.ttf, semibold: own.ttf, italic: own.ttf, semibold-italic: own.ttf}}
font_sets: {own: {text: Own}}
defaults: {fonts: own}
"""


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _with_noise(table: str) -> bytes:
    """The font with nonsense in ``table``."""
    at = FONT.index(table.encode(), 12)
    start, length = struct.unpack_from(">II", FONT, at + 8)
    noise = random.Random(1).randbytes(length)
    return FONT[:start] + noise + FONT[start + length :]


def _pipe_beside(path: Path) -> None:
    path.write_bytes(FONT)
    os.mkfifo(path.with_name("pipe.ttf"))


def _folder_beside(path: Path) -> None:
    path.write_bytes(FONT)
    path.with_name("x").symlink_to("/")


def _pipe_below(path: Path) -> None:
    path.write_bytes(FONT)
    path.with_name("x").mkdir()
    os.mkfifo(path.parent / "x" / "pipe.ttf")


BAD: dict[str, Callable[[Path], object]] = {
    "empty": _bytes(b""), "text": _bytes(b"no font"), "cut": _bytes(FONT[:3000]),
    "cut-late": _bytes(FONT[:-3000]), "head-only": _bytes(FONT[:12]),
    "no-cmap": _bytes(FONT.replace(b"cmap", b"xmap", 1)),
    "no-glyf": _bytes(FONT.replace(b"glyf", b"xlyf", 1)),
    "zeros": _bytes(FONT[:400] + bytes(len(FONT) - 400)),
    "woff2": _bytes(b"wOF2" + FONT), "pipe-beside": _pipe_beside,
}  # fmt: skip


@pytest.mark.sweep("cvgen/assets", "cvgen/themes", kinds=())
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


DAMAGED: dict[str, Callable[[Path], object]] = {
    "collection": _bytes(b"ttcf" + FONT[4:]), "outlines": _bytes(_with_noise("glyf")),
    "places-of-outlines": _bytes(_with_noise("loca")), "kerning": _bytes(_with_noise("GPOS")),
    "folder-beside": _folder_beside, "pipe-below": _pipe_below,
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_font_is_an_error_before_anything_is_made_with_it(
    name: str, tmp_path: Path
) -> None:
    project_with_theme(tmp_path, {"theme.yaml": THEME})
    path = tmp_path / "themes" / "odd" / "fonts" / "own.ttf"
    path.parent.mkdir()
    DAMAGED[name](path)
    theme = load_theme(tmp_path / "themes" / "odd")
    for form in ("html", "pdf"):
        with pytest.raises(RenderError, match=r"fonts/own.ttf: E424 "):
            WRITERS[form].write(FULL, theme, Assets())


PACKED = struct.pack(">4sIIIII", b"wOF2", 0, 100, 0, 400_000_000, 0) + bytes(76)
NAMED = {
    "text.ttf": b"no font", "cut.otf": FONT[:3000], "noise.ttf": _with_noise("glyf"),
    "bomb.woff2": PACKED, "cut.woff": b"wOFF" + FONT[:40],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_a_broken_font_that_a_stylesheet_names_is_an_error(name: str, tmp_path: Path) -> None:
    css = f"@font-face {{ font-family: Z; src: url('{name}') }} h1 {{ font-family: Z }}"
    project_with_theme(tmp_path, {"theme.css": css})
    (tmp_path / "themes" / "odd" / name).write_bytes(NAMED[name])
    theme = load_theme(tmp_path / "themes" / "odd")
    for form in ("html", "pdf"):
        with pytest.raises(RenderError, match=f"themes/odd/{name}: E424 "):
            WRITERS[form].write(FULL, theme, Assets())


def test_a_font_may_be_as_large_as_those_for_chinese(tmp_path: Path) -> None:
    project_with_theme(tmp_path, {"theme.yaml": THEME})
    path = tmp_path / "themes" / "odd" / "fonts" / "own.ttf"
    path.parent.mkdir()
    path.write_bytes(FONT + bytes(15_000_000))
    theme = load_theme(tmp_path / "themes" / "odd")
    assert {face.path for face in theme.settings.fonts} == {path}


def test_a_font_without_visible_letters_is_refused() -> None:
    assert fault_of_outlines(FONT) == ""
    start, length = struct.unpack_from(">II", FONT, FONT.index(b"glyf", 12) + 8)
    blank = FONT[:start] + bytes(length) + FONT[start + length :]
    assert fault_of_outlines(blank) == "its letters cannot be drawn, such as '0'"


def test_a_good_font_is_used(tmp_path: Path) -> None:
    project_with_theme(tmp_path, {"theme.yaml": THEME})
    (tmp_path / "themes" / "odd" / "fonts").mkdir()
    (tmp_path / "themes" / "odd" / "fonts" / "own.ttf").write_bytes(FONT)
    theme = load_theme(tmp_path / "themes" / "odd")
    for form in ("html", "pdf"):
        told = {problem.code for problem in WRITERS[form].write(FULL, theme, Assets()).warnings}
        assert told <= {"W405"}  # how full the last page is


@pytest.mark.sweep("cvgen/silent.py", "cvgen/writers/pdf", kinds=(), keep=0)
@pytest.mark.parametrize(
    "broken", ["<fontconfig", "<?xml version='1.0'?><fontconfig><x/></fontconfig>"]
)
def test_broken_settings_of_fonts_are_not_shown(broken: str, tmp_path: Path) -> None:
    project_with_theme(tmp_path, {})
    (tmp_path / "fonts.conf").write_text(broken, "utf-8")
    variables = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONWARNINGS": "always"}
    made = process("render", "--theme", "odd", "-f", "html,pdf,png", cwd=tmp_path, **variables)
    assert (made.code, made.err) == (0, "")


def test_output_of_libraries_is_hidden(capfd: pytest.CaptureFixture[str]) -> None:
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
