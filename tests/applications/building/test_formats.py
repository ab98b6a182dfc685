"""The documents of an application in other formats, its checklist as a page, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import files_below, long_ago, make_project, write

OPENING = "position: Engineer\norganization: Harbour Analytics\ndocuments: [cover letter, CV]\n"
APPLICATION = """\
cv: ada
opening: engineer
date: 2026-11-29
documents:
  - letter: letters/mine.md
  - cv: full
  - statement: plan.md
    pages: 2
"""
LETTER = "I want to be *{{ opening.position }}* at {{ opening.organization }}.\n"
PDFS = ["1-cover-letter.pdf", "2-curriculum-vitae.pdf", "3-plan.pdf"]
TEXTS = ["checklist.html", "checklist.md", "harbour.pdf"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one application, as working folder."""
    make_project(tmp_path, "theme: plain\n", ada=ADA)
    write(tmp_path / "openings" / "engineer.yaml", OPENING)
    write(tmp_path / "applications" / "harbour.yaml", APPLICATION)
    write(tmp_path / "letters" / "mine.md", LETTER)
    write(tmp_path / "plan.md", "## First\n\nLearn the ropes.\n")
    long_ago(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outputs(project: Path) -> list[str]:
    return files_below(project / "output" / "applications" / "harbour")


def text_of(project: Path, name: str) -> str:
    return (project / "output" / "applications" / "harbour" / name).read_text("utf-8")


def test_each_document_has_a_file_in_each_format(project: Path) -> None:
    made = run("apply", "--format", "html,markdown", "-f", "png")
    assert (made.code, made.err) == (0, "")
    stems = [name.removesuffix(".pdf") for name in PDFS]
    pages = [f"{stem}{end}" for stem in stems for end in ("-1.png", ".html", ".md", ".pdf")]
    assert outputs(project) == sorted([*pages, *TEXTS])
    assert "I want to be *Engineer* at Harbour Analytics." in text_of(project, "1-cover-letter.md")
    page = text_of(project, "1-cover-letter.html")
    assert "I want to be <em>Engineer</em> at" in page
    assert "1-cover-letter.pdf" in page
    assert "ld+json" not in text_of(project, "2-curriculum-vitae.html")


def test_formats_that_are_not_asked_for_any_more_are_removed(project: Path) -> None:
    run("apply", "--format", "html")
    assert "1-cover-letter.html" in outputs(project)
    run("apply")
    assert outputs(project) == [*PDFS, *TEXTS]


def test_what_is_up_to_date_is_not_rendered_again(project: Path) -> None:
    run("apply", "-f", "html,png")
    before = text_of(project, "2-curriculum-vitae.html")
    write(project / "letters" / "mine.md", f"{LETTER} Really.\n")
    long_ago(project / "letters")
    changed = run("apply", "-f", "html,png")
    assert "1-cover-letter.html" in changed.out
    assert "2-curriculum-vitae" not in changed.out
    assert text_of(project, "2-curriculum-vitae.html") == before
    assert run("apply", "-f", "html,png").out == "12 files up to date\n"


def test_an_edited_page_comes_back(project: Path) -> None:
    run("apply", "-f", "markdown")
    path = project / "output" / "applications" / "harbour" / "3-plan.md"
    before = path.read_text("utf-8")
    write(path, "mine")
    assert "3-plan.md" in run("apply", "-f", "markdown").out
    assert path.read_text("utf-8") == before


def test_an_unknown_format_is_an_error_with_the_nearest_one(project: Path) -> None:
    made = run("apply", "--format", "markdwn")
    assert made.code == 3
    assert codes(made.err) == ["E301"]
    assert "did you mean 'markdown'?" in made.err
    assert not (project / "output").exists()


def test_a_check_writes_nothing_in_any_format(project: Path) -> None:
    assert run("apply", "--check", "-f", "html").code == 0
    assert not (project / "output").exists()


def test_the_checklist_as_json_is_all_that_is_printed(project: Path) -> None:
    run("apply")
    for _ in range(2):
        (one,) = json.loads(run("apply", "--json").out)
        assert one["name"] == "harbour"
        assert one["checklist"][0] | {"place": ""} == {
            "group": "Documents", "demand": "cover letter", "state": "pass",
            "found": "1-cover-letter.pdf", "place": "",
        }  # fmt: skip


def test_the_checklist_is_a_page_with_all_items(project: Path) -> None:
    write(
        project / "openings" / "engineer.yaml", OPENING.replace("CV]", "CV, <b>plan</b>, diploma]")
    )
    assert run("apply").code == 1
    page = text_of(project, "checklist.html")
    assert "<h1>Engineer, Harbour Analytics</h1>" in page
    assert "&lt;b&gt;plan&lt;/b&gt;" in page
    assert '<li class="fail">' in page
    assert "<span>diploma</span>" in page
    assert "<script" not in page


class TestFailOnChange:
    """``--fail-on-change`` exits with 1 if a file was written, removed or noted as sent."""

    def test_the_first_run_and_the_second(self, project: Path) -> None:
        made = run("apply", "--fail-on-change")
        assert (made.code, made.err) == (1, "6 files changed: add the changes to the commit\n")
        assert run("apply", "--fail-on-change").code == 0

    def test_a_document_that_is_gone(self, project: Path) -> None:
        run("apply")
        text = APPLICATION.partition("  - statement")[0]
        write(project / "applications" / "harbour.yaml", text)
        assert run("apply", "--fail-on-change").code == 1
        assert outputs(project) == sorted([*PDFS[:2], *TEXTS])
        assert run("apply", "--fail-on-change").code == 0

    def test_what_was_sent_is_noted_once(self, project: Path) -> None:
        run("apply")
        write(project / "applications" / "harbour.yaml", f"{APPLICATION}status: sent\n")
        assert run("apply", "--fail-on-change").code == 1
        assert "sent.yaml" in outputs(project)
        assert run("apply", "--fail-on-change").code == 0
