"""What is written for the public is searched for what the CV keeps from it (E612)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_project import make_project, write

CV = """\
name: Ada Example
phone: "+44 7911 123456"
born: {text: 1990-03-07, visibility: private}
nationality: Ruritanian
sections:
  experience:
    - role: Engineer
      organization: Analytical Engines Ltd
      start: 2019-06
      end: present
      highlights:
        - Cut the mill's cycle time by 40 %.
        - {text: Built the difference engine of the ministry, visibility: private}
        - {text: Engineer, visibility: private}
""".replace("{text: 1990-03-07, visibility: private}", "1990-03-07")
THEME = "description: A theme\nextends: academic\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path, None, ada=CV)


def rendered(form: str, css: str = "", **options: str) -> tuple[int, str]:
    """The exit code and the errors of a render for the public with a stylesheet in the theme."""
    write(Path("themes/leaky/theme.yaml"), THEME)
    write(Path("themes/leaky/theme.css"), css or "h1 { color: black }")
    words = [word for key, value in options.items() for word in ("--set", f"{key}={value}")]
    made = run("render", "ada", "-V", "public", "-f", form, "-t", "leaky", *words, "-o", "out")
    return made.code, made.err


LEAKS = [
    ("html", "h1::after { content: '+44 7911 123456' }", "phone number", 2),
    (
        "html",
        "h1::after { content: 'Built the difference\\20 engine of the ministry' }",
        "bullet",
        13,
    ),
    ("pdf", "h1::after { content: ' +44 7911 123456' }", "phone number", 2),
    ("pdf", "h1::after { content: ' Ruritanian' }", "nationality", 4),
    ("png", "h1::after { content: ' +44 7911 123456' }", "phone number", 2),
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
def test_nothing_is_said_of_words_that_stand_in_the_document_anyway(form: str) -> None:
    assert rendered(form, "/* Ruritanian */ h1 { content: 'Engineer' }")[0] == 0
    made = run("render", "ada", "-V", "public", "-f", form, "-o", "plain")
    assert (made.code, made.err) == (0, "")
