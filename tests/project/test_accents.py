"""Names match however their accents are stored: on disk, in files, as typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

import cvgen
from cvgen.loading.options import as_typed
from cvgen.paths import nfc, stored_path
from cvgen.project import find_project
from cvgen.project.project import Config
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, make_project, write

Form = Literal["NFC", "NFD"]
Spell = Callable[[str], str]
FORMS: list[Form] = ["NFC", "NFD"]
WAYS = [
    ("NFD", "NFC", "NFC"), ("NFC", "NFD", "NFC"), ("NFC", "NFC", "NFD"), ("NFD", "NFD", "NFC"),
]  # fmt: skip
CV = """\
name: Ada
photo: portré.png
sections:
  café:
    type: entries
    entries:
      - {title: Shown, tags: [thé]}
      - {title: Left out, tags: [other]}
      - {title: Marked, tags: [thé], for: [privé]}
  awards: {from: teilé/prés.yaml}
"""
CONFIG = """\
cvs: donné
output: sortié
options: {css: stylé.css, order: [café, awards], labels: {café: Menu}}
variants:
  v: {include: [thé], audience: privé, sections: [café, awards], theme: thèmé}
"""


def spelled(form: Form) -> Spell:
    return lambda text: unicodedata.normalize(form, text)


def accented(folder: Path, disk: Spell, text: Spell) -> Path:
    """A project full of accents, stored one way on disk and in its files in the same or another."""
    folder = folder / disk("projét")
    cvs = folder / disk("donné")
    write(cvs / disk("résumé.yaml"), text(CV))
    write(cvs / disk("teilé") / disk("prés.yaml"), text("- {title: Prize, tags: thé}\n"))
    Image.new("RGB", (300, 400)).save(cvs / disk("portré.png"))
    write(folder / "cvgen.yaml", text(CONFIG))
    write(folder / disk("stylé.css"), "body { color: #111111 }\n")
    write(folder / "themes" / disk("thèmé") / "theme.yaml", text("extends: parént\n"))
    write(folder / "themes" / disk("parént") / "theme.yaml", text("extends: academic\n"))
    (folder / disk("sortié")).mkdir()
    return folder


@pytest.mark.sweep("cvgen/project", "cvgen/paths.py", "cvgen/loading", kinds=(), keep=2)
@pytest.mark.parametrize(("disk", "text", "typed"), WAYS)
def test_no_command_sees_how_accents_are_stored(
    disk: Form, text: Form, typed: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = accented(tmp_path, spelled(disk), spelled(text))
    monkeypatch.chdir(tmp_path)
    say, inside = spelled(typed), spelled(disk)
    there = say("projét")
    checked = run("check", "--project", there)
    assert (checked.code, "W2" in checked.err.replace("W231", "")) == (0, False), checked.err
    for words in (["résumé", "--project", there], ["projét/donné/résumé.yaml"]):
        made = run("render", *map(say, words), "-V", "v", "-f", "md")
        assert made.code == 0, made.err
    (found,) = files_below(folder / inside("sortié"))
    assert found == inside("résumé/résumé-v.md")
    page = (folder / inside("sortié") / found).read_text("utf-8")
    seen = [word for word in ("Menu", "Prize", "Shown", "Marked", "Left out") if word in page]
    assert seen == ["Menu", "Prize", "Shown", "Marked"]


@pytest.mark.parametrize(("disk", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_names_on_the_command_line(
    disk: Form, typed: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = accented(tmp_path, spelled(disk), spelled("NFC"))
    say = spelled(typed)
    write(folder / spelled(disk)("annoncé.txt"), "We need café skills in Python.")
    monkeypatch.chdir(folder)
    for words in (
        ["themes", "thèmé"], ["match", "annoncé.txt", "résumé"],
        ["render", "-t", "thèmé", "-f", "md"], ["render", "-V", "v", "-t", "thèmé", "-f", "md"],
        ["render", "-f", "md", "-s", "css=stylé.css", "-s", "order=café"],
        ["render", "-f", "md", "-t", "themes/parént", "-o", "sortié/é"],
    ):  # fmt: skip
        made = run(*(say(word) for word in words))
        assert made.code == 0, (words, made.err)
    names = files_below(folder / spelled(disk)("sortié"))
    assert spelled(disk)("résumé/résumé-v.md") in names  # `thèmé` is the theme of `v` itself


@pytest.mark.parametrize("form", FORMS)
def test_the_library_finds_files_and_names(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = accented(tmp_path, spelled("NFD"), spelled("NFC"))
    monkeypatch.chdir(folder)
    say = spelled(form)
    cv = cvgen.load(say("donné/résumé.yaml"))
    theme = cvgen.theme(say("thèmé"), css=say("stylé.css"), labels={say("café"): "Menu"})
    assert theme.name == nfc("thèmé")
    assert b"Menu" in cvgen.render(cvgen.lower(cvgen.select(cv).cv, theme), "markdown")
    assert as_typed({say("é"): [say("ü")]}) == {"é": ["ü"]}


def test_a_name_that_does_not_exist_stays_as_it_is(tmp_path: Path) -> None:
    decomposed = spelled("NFD")("é")
    (tmp_path / decomposed).mkdir()
    assert stored_path(tmp_path / "é") == tmp_path / decomposed
    assert stored_path(tmp_path / "é" / "ü") == tmp_path / decomposed / "ü"
    assert stored_path(tmp_path / "é\0") == tmp_path / "é\0"
    (tmp_path / "é").mkdir()
    assert stored_path(tmp_path / "é") == tmp_path / "é"
    assert stored_path(Path("é")) == Path("é")


def test_settings_without_accents_are_as_written(tmp_path: Path) -> None:
    make_project(tmp_path, "output: made\n", ada=ADA)
    assert find_project(tmp_path).config == Config(output="made")
