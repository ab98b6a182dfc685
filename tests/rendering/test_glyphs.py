"""Characters without a font: the message names the place and the package to install."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from cvgen import native
from cvgen.errors import Problem, Span, format_problem
from cvgen.rendering.missing_glyphs import font_hint, missing_glyphs
from tests.helpers_cli import codes, run
from tests.helpers_cv import source_of
from tests.helpers_project import make_project

CV = """\
name: Ada Example
headline: "Engineer in \\u6771\\u4eac"
sections:
  skills:
    言語: looms
  about:
    text: |
      One line.
      Two 東京 and 🛠🛠️ and שלום.
"""
DEBIAN = native.manager_for("linux", "ID=debian")
FEDORA = native.manager_for("linux", "ID=fedora")


def found(missing: str, text: str = CV, manager: native.Manager | None = DEBIAN) -> list[Problem]:
    return missing_glyphs(missing, source_of(text), partial(font_hint, manager))


def test_the_character_is_under_the_caret() -> None:
    (problem,) = found("\u05e9")
    assert problem.code == "W401"
    where, _, line, caret, hint = format_problem(problem).splitlines()
    assert (
        where
        == "cv.yaml:9:26: warning W401 no font has the character 'ש' (U+05E9, HEBREW LETTER SHIN)"
    )
    assert line.split("| ")[1].strip().endswith("and שלום.")
    assert caret.strip("| ") == "^"
    assert hint.startswith("  = hint: install a font that has it: ")


def test_one_problem_for_a_script_at_its_first_character() -> None:
    problems = found("京東言של🛠")
    assert [(p.message.split("'")[1], p.span and p.span.line) for p in problems] == [
        ("京", 2), ("🛠", 9), ("ש", 9),
    ]  # fmt: skip
    assert problems[0].message.endswith("CJK UNIFIED IDEOGRAPH-4EAC), nor 2 more of its kind")


def test_an_escaped_character_is_marked_where_its_text_starts() -> None:
    (problem,) = found("東")
    assert problem.span == Span(2, 11, 2, 12)


def test_keys_are_looked_at_too() -> None:
    (problem,) = found("言")
    assert problem.span == Span(5, 5, 5, 6)


def test_what_is_not_in_the_file_has_no_line() -> None:
    (problem,) = found("ж")
    assert (problem.file, problem.span, problem.excerpt) == ("cv.yaml", None, None)


@pytest.mark.parametrize(
    ("char", "debian", "fedora"),
    [
        ("東", "fonts-noto-cjk", "google-noto-sans-cjk-fonts"),
        ("か", "fonts-noto-cjk", "google-noto-sans-cjk-fonts"),
        ("한", "fonts-noto-cjk", "google-noto-sans-cjk-fonts"),
        ("م", "fonts-noto-core", "google-noto-sans-arabic-fonts"),
        ("ש", "fonts-noto-core", "google-noto-sans-hebrew-fonts"),
        ("ह", "fonts-noto-core", "google-noto-sans-devanagari-fonts"),
        ("ภ", "fonts-noto-core", "google-noto-sans-thai-fonts"),
        ("⌘", "fonts-noto-core", "google-noto-sans-symbols-fonts"),
        ("😀", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts"),
        ("\U0001fae8", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts"),
        ("𒀀", "fonts-noto-core", None),
        ("\ue123", None, None),
    ],
)
def test_the_package_for_a_script(char: str, debian: str | None, fedora: str | None) -> None:
    for manager, package in ((DEBIAN, debian), (FEDORA, fedora)):
        (problem,) = found(char, manager=manager)
        hint = problem.hint or ""
        assert hint.endswith(f" {package}" if package else "or write it in another way")


@pytest.mark.parametrize("system", ["ID=arch", "ID=alpine", "ID=fedora", "ID=debian"])
def test_every_system_has_a_package_for_the_usual_scripts(system: str) -> None:
    manager = native.manager_for("linux", system)
    assert manager is not None
    for script in (native.CJK, native.ARABIC, native.EMOJI, "hebrew", "thai", "symbols"):
        package = manager.font_package(script)
        assert package
        assert "{" not in package


def test_where_the_system_brings_its_fonts_no_package_is_named() -> None:
    for platform in ("darwin", "win32"):
        (problem,) = found("東", manager=native.manager_for(platform, ""))
        assert problem.hint == "install a font that has it, or write it in another way"


def test_render_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada="name: Ada Example\nheadline: 'Left \ue123 and \ue124'\n")
    ran = run("render", "-f", "pdf")
    assert ran.code == 0
    assert "ada.yaml:2:17: warning W401 no font has the character" in ran.err
    assert codes(ran.err) == ["W401"]
    assert "nor 1 more of its kind" in ran.err
