"""Warnings about hidden contacts, and how to show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_project import make_project

REFEREES = """\
name: Ada
sections:
  references:
    - {name: Helen Stark, role: Professor, email: stark@example.org}
    - {name: Kim Muster, role: Dean, phone: "+44 20 7946 0958", email: kim@example.org}
variants:
  application: {extends: academic, reveal: [references]}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_project(tmp_path, ada=REFEREES))
    return tmp_path


def markdown(folder: Path, variant: str) -> str:
    return (folder / f"output/ada/ada-{variant}.md").read_text("utf-8")


def test_a_run_warns_once_of_private_contacts_and_the_hint_shows_them(project: Path) -> None:
    made = run("render", "-V", "academic,full", "-f", "markdown,html")
    assert (made.code, codes(made.err)) == (0, ["W245"])
    assert (
        "cv_data/ada.yaml:3:3: warning W245 2 entries are shown in 'references' without contacts"
        in made.err
    )
    assert "`reveal: [references]`" in made.err
    assert "stark@" not in markdown(project, "academic")
    revealed = run("render", "-V", "application", "-f", "markdown")
    assert (revealed.code, codes(revealed.err)) == (0, [])
    assert "stark@example.org" in markdown(project, "application")


def test_nothing_is_said_of_public_variants_and_of_marked_contacts(project: Path) -> None:
    assert codes(run("render", "-V", "public", "-f", "markdown").err) == []
    marked = REFEREES.replace(
        "email: stark@example.org", "email: {text: a@b.org, visibility: private}"
    )
    make_project(project, ada=marked)
    made = run("render", "-V", "academic", "-f", "markdown")
    assert "one entry is shown" in made.err


def test_a_check_says_what_a_render_says_of_the_variants_of_the_cv(project: Path) -> None:
    make_project(project, ada=REFEREES + "  portugal: {extends: full, language: pt}\n")
    checked = run("check")
    assert (checked.code, codes(checked.err)) == (0, ["W245", "W306"])
    made = run("render", "-V", "full,portugal", "-f", "markdown")
    assert sorted(codes(made.err)) == ["W245", "W306"]
