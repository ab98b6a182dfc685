"""Remarks about stylesheets and templates: at their places, once, without side effects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.themes.css_problems import StyleText, fault_problems
from cvgen.themes.css_text import balance_css, faults
from tests.helpers_cli import run
from tests.helpers_hostile import project_with_theme
from tests.helpers_project import write
from tests.helpers_sweeps import few

BASE = Path(__file__).resolve().parents[2] / "themes/base/cv.html.j2"
RULES = "".join(f".x{number} {{ color: red }}\n" for number in range(7))
SHEETS = {
    "unknown": (".a { color: red }\n.b { colr: red }\n", ["2:6"]),
    "value": (RULES + "p {\n  color: rde;\n}\n", ["9:3"]),
    "resolved": (":root { --mine: x }\n\n  body { width: var(--mine) }\n", ["3:10"]),
    "selector": (RULES + "a:::b { color: red }\n", ["8:1"]),
    "rule": ("\n@foo { a { color: red } }\n", ["2:1"]),
    "file": (".a { background: url(nope.png) }\n", ["1:22"]),
    "import": ("@import 'x.css';\n", ["1:10"]),
    "open": (".a { color: red;\n" + RULES + "@page { margin: 1cm }\n", ["1:4"]),
    "open-in-media": ("@media print {\n  .a { color: red\n  .b { color: red }\n}\n", ["2:6"]),
    "open-and-unknown": (".b { colr: red }\n.a { color: red;\n" + RULES, ["1:6", "2:4"]),
    "closed-twice": (".a { color: red }}\n.b { color: red }\n", ["1:18"]),
    "comment": (".a { color: red }\n/* and so on\n" + RULES, ["2:1"]),
    "text": (".a::after { content: 'x }\n" + RULES, ["1:22"]),
    "bracket": (".a { colr: x; width: calc(1pt; color: red }\n", ["1:6", "1:26"]),
}


def _places(text: str, file: str) -> list[str]:
    return re.findall(rf"^{re.escape(file)}:(\d+:\d+): warning W403 ", text, re.MULTILINE)


MANY = 50_000
VERY_MANY = {
    "closers": ("}\n" * MANY, MANY),
    "openers": ("a {\n" * (MANY // 2), MANY // 2),
    "brackets": ("(" * MANY + "}" * MANY, 2 * MANY),
    "kinds": ("({[" * MANY + ")" * MANY, 2 * MANY),
}
"""Stylesheets that take minutes where work is done over for each fault."""


@pytest.mark.sweep("cvgen/themes", "cvgen/rendering", kinds=())
@pytest.mark.parametrize("name", VERY_MANY)
def test_very_many_faults_are_found_at_once_and_the_first_are_reported(name: str) -> None:
    css, count = VERY_MANY[name]
    assert not faults(balance_css(css))
    assert len(faults(css)) == count
    told = fault_problems([StyleText("a.css", css, ""), StyleText("b.css", "}", "")])
    assert [problem.file for problem in told] == ["a.css"] * 50
    assert told[-1].message.startswith(f"and {count - 48:,} more remarks")
    index = css.rindex("\n") if "\n" in css else len(css) - 1
    span = StyleText("a.css", css, "").problem(index, "").span
    assert span
    assert StyleText("a.css", css, "").index(span.line, span.column) == index


def test_a_block_is_open_before_a_megabyte_of_rules() -> None:
    assert faults("a {\n" + "b { color: red }\n" * 60_000) == ((2, "'{' is not closed"),)


def test_remarks_of_the_engine_are_reported_up_to_a_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    css = "".join(f".x{number} {{ colr: red }}\n" for number in range(53))
    monkeypatch.chdir(project_with_theme(tmp_path, {"theme.css": css}))
    made = run("render", "--theme", "odd", "-f", "pdf")
    assert made.code == 0
    assert made.err.count("is ignored: unknown property") == 49
    assert "themes/odd/theme.css:49:8: warning W403 and 4 more remarks on the theme" in made.err


@pytest.mark.sweep("cvgen/themes", "cvgen/rendering", kinds=(), keep=2)
@pytest.mark.parametrize("name", SHEETS)
def test_remarks_are_at_their_places_in_the_themes_own_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    css, places = SHEETS[name]
    monkeypatch.chdir(project_with_theme(tmp_path, {"theme.css": css}))
    made = run("render", "--theme", "odd", "-f", "html,pdf,png")
    assert made.code == 0
    assert _places(made.err, "themes/odd/theme.css") == places
    assert made.err.count("W403") == len(places)
    assert "<" not in made.err.replace("<style>", "")


def test_parents_the_users_file_and_the_template_have_their_own_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = BASE.read_text("utf-8")
    line = template.count("\n") + 1
    project_with_theme(tmp_path, {"theme.yaml": "extends: parent\n", "theme.css": "\n.a { b: c }"})
    parent = tmp_path / "themes" / "parent"
    write(parent / "theme.yaml", "extends: industry\n")
    write(parent / "theme.css", RULES + ".b { colr: red }\n")
    write(parent / "cv.html.j2", template + "<p style='coloor: red'></p>")
    write(tmp_path / "my.css", "p { colour: red }\n")
    monkeypatch.chdir(tmp_path)
    made = run("render", "--theme", "odd", "-f", "html,pdf", "--set", "css=my.css")
    assert _places(made.err, "themes/odd/theme.css") == ["2:6"]
    assert _places(made.err, "themes/parent/theme.css") == ["8:6"]
    assert _places(made.err, "themes/parent/cv.html.j2") == [f"{line}:11"]
    assert _places(made.err, "my.css") == ["1:5"]


@settings(max_examples=few(100))
@given(st.text(alphabet="{}()[]'\"/* \na:;\\u", max_size=30))
def test_what_has_no_faults_is_closed_already(css: str) -> None:
    if not faults(css) and not css.endswith("\\"):
        assert balance_css(css) == css
    assert all(0 <= index < len(css) for index, _ in faults(css))
