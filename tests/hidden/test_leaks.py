"""Public documents are searched for hidden values before they are written (E612)."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pytest

from tests.helpers_audit import project
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

pytestmark = pytest.mark.sweep("cvgen/rendering", "cvgen/hidden", "cvgen/themes", kinds=(), keep=2)

BULLET = "Worked on the secret difference\\20 engine for the ministry in the north of the country."
THEME = "description: A theme\nextends: academic\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path)


def rendered(form: str, css: str = "", variant: str = "public") -> tuple[int, str]:
    """The exit code and the errors of a render with a stylesheet in the theme."""
    write(Path("themes/leaky/theme.yaml"), THEME)
    write(Path("themes/leaky/theme.css"), css or "h1 { color: black }")
    made = run("render", "ada", "-V", variant, "-f", form, "-t", "leaky", "-o", "out")
    return made.code, made.err


LEAKS = [
    ("html", "h1::after { content: '+44 7911 123456' }", "phone number", 5),
    (
        "html",
        f"h1::after {{ content: '{BULLET}' }}",
        "bullet",
        21,
    ),
    ("pdf", "h1::after { content: ' +44 7911 123456' }", "phone number", 5),
    ("pdf", "h1::after { content: ' Ruritanian' }", "nationality", 8),
    ("png", "h1::after { content: ' +44 7911 123456' }", "phone number", 5),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("form", "css", "what", "line"), LEAKS)
def test_a_theme_that_has_a_value_typed_in_cannot_publish_it(
    form: str, css: str, what: str, line: int
) -> None:
    code, errors = rendered(form, css)
    assert code == 4
    assert codes(errors) == ["E612"]
    assert what in errors
    assert f"cv_data/ada.yaml:{line}:" in errors
    assert not any(word in errors for word in ("7911", "Ruritanian", "ministry"))
    assert list(Path("out").rglob("ada-*")) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["html", "pdf", "md"])
def test_words_that_the_document_shows_anyway_are_not_reported(form: str) -> None:
    assert rendered(form, "/* Ruritanian */ h1 { content: 'London' }")[0] == 0
    made = run("render", "ada", "-V", "public", "-f", form, "-o", "plain")
    assert (made.code, made.err) == (0, "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["html", "png"])
def test_a_theme_cannot_show_private_values(form: str) -> None:
    css = "h1::after { content: 'Level nine' }"
    code, errors = rendered(form, css, "full")
    assert (code, codes(errors)) == (4, ["E612"])
    assert "a fact, which is private" in errors
    assert "Level" not in errors
    assert rendered(form, "h1::after { content: '+44 7911 123456' }", "full")[0] == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["html", "pdf", "md", "docx"])
def test_a_label_of_a_theme_reveals_nothing(form: str) -> None:
    label = "labels: {experience: '+44 7911 123456'}"
    write(Path("themes/leaky/theme.yaml"), f"{THEME}defaults: {{{label}}}\n")
    made = run("render", "ada", "-V", "public", "-f", form, "-t", "leaky", "-o", "out")
    assert (made.code, codes(made.err)) == (4, ["E612"])
    assert "7911" not in made.err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "font", ["House +44 7911 123456", "Worked on the secret difference engine"]
)
def test_no_part_of_a_word_document_has_a_hidden_value(font: str) -> None:
    write(Path("themes/leaky/theme.yaml"), f"{THEME}defaults: {{word_fonts: [{font}]}}\n")
    made = run("render", "ada", "-V", "public", "-f", "docx", "-t", "leaky", "-o", "out")
    is_hidden = "+44" in font
    assert (made.code, codes(made.err)) == ((4, ["E612"]) if is_hidden else (0, []))


SUFFIXES = ("css", "svg", "png", "ttf", "woff2")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_cv_that_is_linked_into_a_theme_does_not_get_into_a_page(suffix: str) -> None:
    linked = Path(f"themes/leaky/x.{suffix}")
    linked.parent.mkdir(parents=True)
    linked.hardlink_to("cv_data/ada.yaml")
    rendered("html", f"h1 {{ background: url(x.{suffix}) }} h2 {{ background: URL('x.{suffix}') }}")
    for page in Path("out").rglob("*.html"):
        decoded = [
            b64decode(data) for data in re.findall(r"base64,([\w+/=]+)", page.read_text("utf-8"))
        ]
        assert not any(b"+44 7911" in one for one in (page.read_bytes(), *decoded))


@pytest.mark.usefixtures("folder")
def test_a_cv_that_is_linked_in_the_place_of_a_stylesheet_is_found(folder: Path) -> None:
    write(Path("themes/leaky/theme.yaml"), THEME)
    Path("themes/leaky/theme.css").hardlink_to("cv_data/ada.yaml")
    made = run("render", "ada", "-V", "full", "-f", "html", "-t", "leaky", "-o", "out")
    assert (made.code, {*codes(made.err)}) == (4, {"E612"})
    assert not list(folder.rglob("*.html"))


def test_two_letters_in_the_code_of_a_document_give_no_address_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=f"{ADA}addresses: a b\n")
    made = run("render", "-f", "pdf,html", "-V", "public")
    assert (made.code, made.err) == (0, "")
