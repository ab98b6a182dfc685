"""``cvgen apply --new``: a file to begin with for each opening, which can be built at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers_applications import Applying, make
from tests.helpers_cli import SOURCE

OPENINGS = sorted((SOURCE / "cv_data" / "openings").glob("*.yaml"))


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    made = make(tmp_path / "p")
    (made.root / "applications" / "aalto.yaml").unlink()
    return made


def test_there_are_four_openings() -> None:
    assert len(OPENINGS) == 4


@pytest.mark.sweep("cv_data/openings", "cvgen/applications/new.py", kinds=(), keep=2)
@pytest.mark.parametrize("path", OPENINGS, ids=lambda path: path.stem)
def test_a_new_application_for_each_opening(
    project: Applying, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")
    shutil.copy(path, project.root / "openings")
    ran = project.apply("--new", "first", "--opening", path.stem)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "applications/first.yaml\nletters/first.md\n"
    loaded = project.load("first")
    assert str(loaded.application.date) == "2026-11-29"
    documents = project.documents("first")
    assert [one.part.kind for one in documents][:2] == ["letter", "cv"]
    assert documents[0].required or not loaded.opening.documents


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=0)
def test_it_can_be_built_at_once(project: Applying) -> None:
    assert project.apply("--new", "first", "--opening", "openings/postdoc.yaml").code == 0
    ran = project.apply("--check")
    assert ran.code == 1  # the statement and the transcripts are still comments
    codes = [line.split()[1] for line in ran.err.splitlines() if " E7" in line]
    assert sorted(codes) == ["E731", "E731", "E752", "E752"]  # and two texts are left to be written
    text = (project.root / "applications" / "first.yaml").read_text("utf-8")
    project.write(
        "applications/first.yaml",
        text.replace("\n  # ", "\n  ").replace("\n  #   ", "\n    ")
        .replace("research-statement.md", "research.md")
        .replace("transcripts-of-records.pdf", "transcripts.png")
        .replace("why: …", "why: Because."),
    )  # fmt: skip
    project.change("letters/first.md", "{{ me.headline }}, …", "{{ me.headline }}, I can.")
    assert project.apply("--check").code == 0


@pytest.mark.parametrize(
    ("language", "begins"),
    [("de", "hiermit bewerbe ich mich"), ("fr-CA", "Je vous adresse"), ("fi", "I am writing")],
)
def test_the_letter_is_in_the_language_of_the_opening(
    project: Applying, language: str, begins: str
) -> None:
    project.change("openings/postdoc.yaml", "number: 1-2", f"language: {language}")
    assert project.apply("--new", "first", "--opening", "postdoc").code == 0
    assert (project.root / "letters" / "first.md").read_text("utf-8").startswith(begins)
    assert project.load("first").application.language == language


def test_the_documents_are_of_the_kind_that_their_names_say(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "research statement, words: 2-900", "Forschungsskizze")
    assert project.apply("--new", "first", "--opening", "postdoc").code == 0
    text = (project.root / "applications" / "first.yaml").read_text("utf-8")
    assert "- cv: academic  #" in text
    assert "# - statement: forschungsskizze.md" in text


def test_nothing_is_overwritten(project: Applying) -> None:
    assert project.apply("--new", "first", "--opening", "engineer").code == 0
    project.write("letters/first.md", "Mine.\n")
    (project.root / "applications" / "first.yaml").unlink()
    ran = project.apply("--new", "first", "--opening", "engineer")
    assert (ran.code, "letters/first.md: E504" in ran.err) == (5, True)
    assert not (project.root / "applications" / "first.yaml").exists()
    assert (project.root / "letters" / "first.md").read_text("utf-8") == "Mine.\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["../first", "--opening", "engineer"], 2, "E502 an application cannot be called"),
        ([".first", "--opening", "engineer"], 2, "E502"),
        (["first", "--opening", "enginer"], 3, "did you mean 'engineer'?"),
        (["first", "--opening", "engineer", "--cv", "bob"], 3, "E301 unknown CV 'bob'"),
        (["first"], 2, "--new NAME --opening FILE"),
        (["first", "second", "--opening", "engineer"], 2, "--new NAME --opening FILE"),
    ],
)
def test_wrong_words(project: Applying, words: list[str], code: int, message: str) -> None:
    ran = project.apply("--new", *words)
    assert ran.code == code
    assert message in ran.err
    assert not list((project.root / "applications").iterdir())


def test_one_of_several_cvs_must_be_named(project: Applying) -> None:
    project.write("cv_data/bob.yaml", "name: Bob Sample\n")
    ran = project.apply("--new", "first", "--opening", "engineer")
    assert (ran.code, "name one of ada, bob, as in --cv ada" in ran.err) == (2, True)
    assert project.apply("--new", "first", "--opening", "engineer", "--cv", "bob").code == 0
    assert project.load("first").cv.cv.person.name == "Bob Sample"


def test_an_opening_outside_of_the_project_is_refused(project: Applying) -> None:
    project.write("../other.yaml", "position: P\norganization: O\n")
    ran = project.apply("--new", "first", "--opening", "../other.yaml")
    assert ran.code != 0
    assert "E114" in ran.err
    assert not list((project.root / "applications").iterdir())
