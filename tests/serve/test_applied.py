"""Applications in the preview."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.serve.preview import Preview
from cvgen.serve.view import EXPLAIN, View
from tests.helpers_project import make_project, write

OPENING = """
position: Postdoc in systems
organization: Example University
documents: [cover letter, CV]
"""
APPLICATION = """
cv: ada
opening: postdoc
date: 2026-11-29
documents:
  - letter: letters/ada.md
  - cv: full
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one application."""
    make_project(tmp_path)
    write(tmp_path / "openings" / "postdoc.yaml", OPENING)
    write(tmp_path / "applications" / "uni.yaml", APPLICATION)
    write(
        tmp_path / "letters" / "ada.md",
        "I apply for the {{ opening.position }} at {{ opening.organization }}.\n",
    )
    return tmp_path


def test_applications_are_among_the_choices(project: Path) -> None:
    outcome = Preview(project, View()).run()
    assert outcome.menu.cvs == ("ada", "applications/uni")
    assert outcome.menu.cv == "ada"


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE"), ("pdf", b"%PDF")])
def test_a_letter_and_its_files(project: Path, form: str, start: bytes) -> None:
    outcome = Preview(project, View("applications/uni", format=form)).run()
    assert outcome.problems == ()
    assert outcome.data is not None
    assert outcome.data.startswith(start)
    assert [name for name, _ in outcome.menu.variants] == [
        "1-cover-letter", "2-curriculum-vitae", "packet"
    ]  # fmt: skip
    assert outcome.menu.variant == "1-cover-letter"
    assert outcome.command == "cvgen apply uni"
    wanted = {"applications/uni.yaml", "letters/ada.md", "openings/postdoc.yaml"}
    assert wanted <= {str(path.relative_to(project)) for path in outcome.needs.files}
    assert bool(outcome.pictures) == (form == "pdf")


def test_the_packet_and_its_checklist(project: Path) -> None:
    packet = Preview(project, View("applications/uni", "packet", format="pdf")).run()
    assert len(packet.pictures) == 2
    page = Preview(project, View("applications/uni", "packet", format="html")).run()
    assert page.data is not None
    assert "cover letter" in page.data.decode()
    text = Preview(project, View("applications/uni", "packet", format="markdown")).run()
    assert text.data is not None
    assert text.data.decode().startswith("# Postdoc in systems, Example University\n")


def test_problems_are_shown_with_the_choices(project: Path) -> None:
    write(project / "letters" / "ada.md", "I apply for {{ opening.positon }}.\n")
    outcome = Preview(project, View("applications/uni", format="pdf")).run()
    assert outcome.data is None
    (problem,) = outcome.problems
    assert problem.code == "E722"
    assert problem.where.endswith("letters/ada.md:1:16")
    assert project / "letters" / "ada.md" in outcome.needs.files
    wrong = Preview(project, View("applications/uni", "3-transcripts")).run()
    assert [problem.code for problem in wrong.problems] == ["E722"]


def test_an_explanation_is_that_of_the_cv(project: Path) -> None:
    outcome = Preview(project, View("applications/uni", format=EXPLAIN)).run()
    assert outcome.data is not None
    assert "Ada Example" in outcome.data.decode()
