"""No text of a theme or CV ends the HTML element around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.themes.css_text import balance_css, css_string, escape_for_style
from tests.helpers_cli import run
from tests.helpers_hostile import project_with_theme
from tests.helpers_project import write
from tests.helpers_sweeps import few

pytestmark = pytest.mark.sweep("cvgen/themes", "cvgen/writers", "themes", kinds=(), keep=2)

EVIL = "</style></title></script><h1 class=evil>x"
FONT = Path(__file__).resolve().parents[2] / "themes" / "fonts" / "SourceSans3-Regular.ttf"
THEME = f"""\
description: '{EVIL}'
extends: industry
families: {{'{EVIL}': {{regular: own.ttf}}}}
font_sets: {{'{EVIL}': {{text: '{EVIL}'}}}}
options: {{shade: {{kind: choice, choices: ['{EVIL}'], default: '{EVIL}', about: '{EVIL}'}}}}
defaults: {{fonts: '{EVIL}', labels: {{experience: '{EVIL}'}}}}
"""
CSS = f"/* {EVIL} */ h1::before {{ content: '{EVIL} <!-- <script>' }} p {{ color: red"
CV = f"""\
name: 'Ada {EVIL}'
headline: '{EVIL}'
links: ['https://example.org/?&<h1>']
sections:
  '{EVIL}':
    type: experience
    entries: [{{role: '{EVIL}', organization: '{EVIL}', start: 2020-01}}]
"""


class Reader(HTMLParser):
    """What a browser makes of a page, as far as its start tags go."""

    def __init__(self) -> None:
        super().__init__()
        self.evil: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "evil") in attrs:
            self.evil.append(tag)


def evil_in(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    return reader.evil


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project_with_theme(tmp_path, {"theme.yaml": THEME, "theme.css": CSS})
    fonts = tmp_path / "themes" / "odd" / "fonts"
    fonts.mkdir()
    (fonts / "own.ttf").write_bytes(FONT.read_bytes())
    write(tmp_path / "cv_data" / "ada.yaml", CV)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pages_of_a_hostile_theme_and_cv(project: Path) -> None:
    assert evil_in("<style></style><h1 class=evil>") == ["h1"]
    for number, words in enumerate(
        (
            "render --theme odd -f html", "render --theme odd -V public -f html",
            "explain ada -o why1.html", "timeline ada -o line2.svg",
        )
    ):  # fmt: skip
        made = run(*words.split())
        assert made.code == 0, (number, made.err)
    pages = [*project.glob("output/*/*.html"), *project.glob("*.html"), *project.glob("*.svg")]
    assert len(pages) == 4
    for page in pages:
        assert evil_in(page.read_text("utf-8")) == [], page
        if page.suffix == ".html":
            assert "base-uri 'none'; form-action 'none'" in page.read_text("utf-8")


def test_pictures_of_a_hostile_theme(project: Path) -> None:
    assert run("themes", "--gallery", "-o", "all.html").code in (0, 4)  # the PDF has it twice
    page = (project / "all.html").read_text("utf-8")
    assert evil_in(page) == []
    assert "base-uri 'none'; form-action 'none'" in page


@settings(max_examples=few(200))
@given(st.text(alphabet="a{}()[]'\"\\/*;: \nurl<!-", max_size=30))
def test_a_closed_sheet_does_not_reach_what_follows(css: str) -> None:
    import tinycss2

    rules = tinycss2.parse_stylesheet(
        f"{balance_css(css)}\n@media x{{}}", skip_comments=True, skip_whitespace=True
    )
    last = rules[-1]
    assert last.type in ("at-rule", "error", "qualified-rule")
    assert balance_css(balance_css(css)) == balance_css(css)
    assert "@media" in last.serialize() or last.type == "at-rule"
    assert last.serialize().endswith("{}")


@given(st.text(max_size=20))
def test_a_name_is_a_single_string(name: str) -> None:
    import tinycss2

    tokens = tinycss2.parse_component_value_list(css_string(name))
    assert [token.type for token in tokens] == ["string"]
    assert tokens[0].value == re.sub("[\0\ud800-\udfff]", "\ufffd", name)
    assert "<" not in css_string(name)
    assert "</" not in escape_for_style(name)
