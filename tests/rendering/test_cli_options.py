"""Options of themes where they are set: settings, CV, variant, command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

TEAL, NAVY, PLUM, FOREST = "#0f5c5a", "#1d3f6e", "#5b2a6b", "#1f5a34"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def html(here: Path, *words: str) -> str:
    result = run("render", "-f", "html", *words)
    assert result.code == 0, result.err
    return (here / result.out.split()[0]).read_text("utf-8")


@pytest.mark.parametrize(
    ("config", "cv", "variant", "words", "accent"),
    [
        ("options: {accent: teal}", "", "", [], TEAL),
        ("options: {accent: teal}", "options: {accent: navy}", "", [], NAVY),
        ("options: {accent: teal}", "options: {accent: navy}", "accent: plum", [], PLUM),
        ("", "options: {accent: navy}", "accent: plum", ["--set", "accent=forest"], FOREST),
        ("", "", "", ["-s", "accent=#0F5C5A"], TEAL),
        ("", "", "", ["-s", "accent=navy", "-s", "accent=teal"], TEAL),
    ],
)
def test_the_nearest_value_counts(
    here: Path, config: str, cv: str, variant: str, words: list[str], accent: str
) -> None:
    variants = f"variants: {{lab: {{extends: full, options: {{{variant}}}}}}}"
    make_project(here, config, ada=f"{ADA}{variants}\n{cv}\n")
    assert f"--accent: {accent};" in html(here, "-V", "lab", *words)


def test_variants_refine_options_one_by_one(here: Path) -> None:
    config = "variants: {lab: {options: {accent: teal, page: Letter}}}"
    own = "variants: {lab: {options: {accent: plum}}, web: {extends: lab}}"
    make_project(here, config, ada=f"{ADA}{own}\n")
    page = html(here, "-V", "web")
    assert f"--accent: {PLUM};" in page
    assert "size: Letter" in page


def test_a_list_and_a_mapping_on_the_command_line(here: Path) -> None:
    make_project(
        here,
        "",
        ada="name: Ada Lind\nsections: {skills: {Tools: Saw}, experience: {role: Carpenter}}\n",
    )
    page = html(here, "-s", "order=experience", "-s", "labels={skills: Tool box}")
    assert page.index('id="experience"') < page.index('id="skills"')
    assert "Tool box" in page


def test_the_date_of_the_last_change_is_shown_where_asked_for(here: Path) -> None:
    make_project(here, "", ada=f"{ADA}updated: 2024-08-17\n")
    assert "Updated" not in html(here)
    assert "Updated Aug 2024" in html(here, "-s", "updated=month")
    assert "Updated 17 August 2024" in html(here, "-s", "updated=day")


def test_a_stylesheet_of_your_own_comes_last(here: Path) -> None:
    make_project(here, "options: {css: house.css}", ada=ADA)
    write(here / "house.css", "h1 { color: rebeccapurple }\n")
    page = html(here)
    assert page.index("--accent:") < page.index("rebeccapurple")


@pytest.mark.parametrize(
    ("config", "cv", "code", "place", "hint"),
    [
        ("options: {acent: teal}", "", "E411", "cvgen.yaml:1:11", "did you mean 'accent'?"),
        ("options: {accent: teel}", "", "E412", "cvgen.yaml:1:19", "did you mean 'teal'?"),
        ("options: {page: [A4]}", "", "E412", "cvgen.yaml:1:17", "A4, Letter"),
        ("options: {css: ../house.css}", "", "E412", "cvgen.yaml:1:16", "ends in .css"),
        ("options: {css: none.css}", "", "E412", "cvgen.yaml:1:16", "ends in .css"),
        ("variants: {lab: {options: {base_size: 20}}}", "", "E412", "cvgen.yaml:1:39", "9 to 11.5"),
        ("", "options: {margins: [20, wide]}", "E412", "ada.yaml:2:20", "8 to 40 mm"),
        ("", "variants: {lab: {options: {photo: 3}}}", "E412", "ada.yaml:2:35", "true or false"),
    ],
)
def test_what_cannot_be_has_its_place(
    here: Path, config: str, cv: str, code: str, place: str, hint: str
) -> None:
    make_project(here, config, ada=f"name: Ada Lind\n{cv}\n")
    for words in (["check"], ["render", "-f", "html"]):
        result = run(*words)
        assert result.code == 1
        assert f"{place}: {code}" in result.err
        assert hint in result.err


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("accent", "as in --set accent=teal"),
        ("=teal", "as in --set accent=teal"),
        ("acent=teal", "did you mean 'accent'?"),
        ("accent=#fff", "nearest shade"),
        ("labels={a: b", ""),
        ("band=tint", ""),
    ],
)
def test_what_the_command_line_cannot_set(here: Path, word: str, hint: str) -> None:
    make_project(here, "", ada=ADA)
    result = run("render", "-f", "html", "-t", "academic", "--set", word)
    assert result.code == 2
    assert "E505" in result.err
    assert hint in result.err
    assert not (here / "output").exists()


def test_an_option_of_another_theme_is_passed_over_in_settings(here: Path) -> None:
    write(
        here / "themes" / "mine" / "theme.yaml",
        "extends: base\noptions: {glow: {kind: switch, about: Glow, default: false}}\n",
    )
    make_project(here, "options: {glow: true}", ada=ADA)
    assert "glow-" not in html(here, "-t", "academic")
    assert "glow-on" in html(here, "-t", "mine")


SECTIONS = "sections: {a: [x], b: [y], c: [z], d: [w]}\n"


def test_options_of_the_page_on_the_web(here: Path) -> None:
    make_project(here, "", ada=f"name: Ada Lind\n{SECTIONS}")
    page = html(here)
    assert "prefers-color-scheme: dark" in page
    assert "@font-face" in page
    assert '<nav class="web nav"' in page
    assert "prefers-color-scheme: dark" not in html(here, "-s", "web_dark=off")
    assert "<nav" not in html(here, "-s", "web_nav=off")
    system = html(here, "-s", "web_fonts=system")
    assert "@font-face" not in system
    assert "system-ui" in html(here, "-t", "industry", "-s", "web_fonts=system")


def test_the_page_links_to_the_pdf_unless_told_not_to(here: Path) -> None:
    make_project(here, "", ada=ADA)
    for words, linked in (([], True), (["-s", "web_pdf=off"], False)):
        assert run("render", "-f", "html,pdf", *words).code == 0
        page = (here / "output/ada/ada-full.html").read_text("utf-8")
        assert ('href="ada-full.pdf"' in page) is linked
