"""Applications in the preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.rendering.incremental import digest
from cvgen.rendering.incremental.record import read_record
from cvgen.serve.preview import Preview
from cvgen.serve.view import EXPLAIN, View
from tests.helpers_cli import run
from tests.helpers_foreign import scanned
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


def test_the_choices_say_what_they_are(project: Path) -> None:
    data = Preview(project, View("applications/uni")).run().menu.as_data()
    assert data["kinds"] == ("Application", "Document")
    assert [(one["title"], one["group"]) for one in data["cvs"]] == [
        ("ada", ""), ("uni", "Applications"),
    ]  # fmt: skip
    assert [(one["name"], one["title"]) for one in data["variants"]] == [
        ("1-cover-letter", "Cover letter"),
        ("2-curriculum-vitae", "Curriculum vitae"),
        ("packet", "Packet and checklist"),
    ]
    other = Preview(project, View("ada")).run().menu.as_data()
    assert other["kinds"] == ("CV", "Variant")
    assert all(one["name"] == one["title"] for one in other["variants"])


def test_the_theme_is_that_of_the_application_or_of_the_page(project: Path) -> None:
    own = project / "applications" / "uni.yaml"
    write(own, own.read_text("utf-8") + "theme: academic\n")
    shown = [Preview(project, View("applications/uni", theme=name)).run() for name in ("", "plain")]
    assert [one.menu.theme for one in shown] == ["academic", "plain"]
    assert shown[0].data != shown[1].data
    wrong = Preview(project, View("applications/uni", theme="plane")).run()
    assert [problem.code for problem in wrong.problems] == ["E301"]


def test_a_packet_takes_finished_documents_as_long_as_they_are_right(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = tmp_path_factory.mktemp("kept")
    view = View("applications/uni", "packet", format="pdf")
    packet = Preview(project, view, kept=kept).run()
    assert packet.data == Preview(project, view, kept=kept).run().data
    file = kept / "uni" / "2-curriculum-vitae.pdf"
    longer = scanned(5)
    with file.open("wb") as out:
        longer.save(out)
    assert Preview(project, view, kept=kept).run().data == packet.data  # it was tampered with
    longer.save(file)
    record = read_record(kept)
    old = record.outputs["uni/2-curriculum-vitae.pdf"]
    made = {"uni/2-curriculum-vitae.pdf": digest.of_file(file)}
    record.outputs["uni/2-curriculum-vitae.pdf"] = replace(old, files=made)
    for name, data in record.files().items():
        (kept / name).write_bytes(data)
    assert len(Preview(project, view, kept=kept).run().pictures) == 6
    cv = project / "cv_data" / "ada.yaml"
    cv.write_text(cv.read_text("utf-8").replace("Ada Example", "Eve Example"), "utf-8")
    assert len(Preview(project, view, kept=kept).run().pictures) == 2


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


def test_what_was_sent_is_shown_as_it_is(project: Path) -> None:
    path = project / "applications" / "uni.yaml"
    write(path, f"{path.read_text('utf-8')}status: sent\n")
    nothing = Preview(project, View("applications/uni", format="pdf")).run()
    assert [problem.code for problem in nothing.problems] == ["E741"]
    write(path, path.read_text("utf-8").replace("sent", "ready"))
    assert run("apply", "--project", str(project)).code == 0
    write(path, path.read_text("utf-8").replace("ready", "sent"))
    assert run("apply", "--project", str(project)).code == 0
    write(project / "letters" / "ada.md", "Something else.\n")
    names = ["1-cover-letter", "2-curriculum-vitae", "uni"]
    for name in names:
        outcome = Preview(project, View("applications/uni", name, format="pdf")).run()
        folder = project / "output" / "applications" / "uni"
        assert (outcome.problems, outcome.data) == ((), (folder / f"{name}.pdf").read_bytes())
        assert [one for one, _ in outcome.menu.variants] == names
    page = Preview(project, View("applications/uni", "uni", format="html")).run()
    assert page.data is not None
    assert b"it was sent" in page.data
    wrong = Preview(project, View("applications/uni", "packet")).run()
    assert [problem.code for problem in wrong.problems] == ["E301"]


def test_an_explanation_is_that_of_the_cv(project: Path) -> None:
    outcome = Preview(project, View("applications/uni", format=EXPLAIN)).run()
    assert outcome.data is not None
    assert "Ada Example" in outcome.data.decode()
