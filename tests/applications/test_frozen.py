"""What was sent stays as it is, and the command says if it did not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cvgen.applications.overview import rows
from cvgen.project import find_project
from tests.helpers_applications import Applying, make

SMALL = """\
cv: ada
opening: engineer
date: 2026-11-29
status: ready
documents:
  - cv: full
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a small application."""
    project = make(tmp_path_factory.mktemp("frozen"), SMALL)
    assert project.apply("-q").code == 0
    return {path.name: path.read_bytes() for path in project.folder.iterdir()}


@pytest.fixture
def sent(tmp_path: Path, built: dict[str, bytes]) -> Applying:
    """A project in which a small application was built, and was sent then."""
    project = make(tmp_path / "p", SMALL.replace("ready", "sent"))
    for name, data in built.items():
        project.write(f"output/applications/aalto/{name}", data)
    return project


@pytest.mark.parametrize("status", ["sent", "interview", "offer", "rejected", "withdrawn"])
def test_without_files_nothing_can_have_been_sent(tmp_path: Path, status: str) -> None:
    project = make(tmp_path, SMALL.replace("ready", status))
    ran = project.apply()
    assert (ran.code, "E741" in ran.err) == (1, True)
    assert project.outputs() == []


def test_the_hashes_are_noted_once_and_nothing_is_written_again(sent: Applying) -> None:
    assert sent.apply().code == 0
    record = sent.folder / "sent.yaml"
    known = yaml.safe_load(record.read_text("utf-8"))
    assert set(known["files"]) == {
        "1-curriculum-vitae.pdf", "aalto.pdf", "checklist.html", "checklist.md"
    }  # fmt: skip
    assert {len(made) for made in known["files"].values()} == {64}
    assert (str(known["date"]), known["cv"]) == ("2026-11-29", "ada")
    before = {path.name: path.read_bytes() for path in sent.folder.iterdir()}
    sent.change("cv_data/ada.yaml", "Postdoctoral researcher", "Professor")
    ran = sent.apply("--force")
    assert (ran.code, ran.out, ran.err) == (0, "aalto: as it was sent\n", "")
    assert {path.name: path.read_bytes() for path in sent.folder.iterdir()} == before


def test_check_notes_nothing(sent: Applying) -> None:
    assert sent.apply("--check").code == 0
    assert not (sent.folder / "sent.yaml").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [("edit", "'aalto.pdf' is not as it was sent"), ("remove", "'aalto.pdf' is missing")],
)
def test_a_file_that_changed_or_is_missing_is_told(
    sent: Applying, change: str, message: str
) -> None:
    assert sent.apply().code == 0
    path = sent.folder / "aalto.pdf"
    path.write_bytes(b"%PDF-") if change == "edit" else path.unlink()
    for _ in range(2):  # it is told each time
        ran = sent.apply()
        assert ran.code == 1
        assert f"aalto.yaml:4:9: E742 {message}" in ran.err


def test_notes_of_the_user_beside_what_was_sent_are_fine(sent: Applying) -> None:
    assert sent.apply().code == 0
    sent.write("output/applications/aalto/answer.txt", "They said yes.")
    assert sent.apply().code == 0


@pytest.mark.parametrize("text", ["date: 2026-11-29\n", "- a\n", "files: yes\n"])
def test_a_record_that_was_edited_is_told(sent: Applying, text: str) -> None:
    sent.write("output/applications/aalto/sent.yaml", text)
    ran = sent.apply()
    assert (ran.code, "sent.yaml: E743" in ran.err) == (5, True)


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=0)
def test_from_ready_to_sent(tmp_path: Path) -> None:
    project = make(tmp_path, SMALL)
    assert project.apply("-q").code == 0
    project.edit("status: ready", "status: sent")
    assert project.apply("-q").code == 0
    (project.folder / "aalto.pdf").unlink()
    assert project.apply("-q").code == 1
    project.edit("status: sent", "status: ready")
    assert project.apply("-q", "--force").code == 0
    assert (project.folder / "aalto.pdf").is_file()


def test_what_was_sent_is_not_overwritten_by_a_draft(sent: Applying) -> None:
    assert sent.apply().code == 0
    before = {path.name: path.read_bytes() for path in sent.folder.iterdir()}
    sent.edit("status: sent", "status: draft")
    sent.change("cv_data/ada.yaml", "Postdoctoral researcher", "Professor")
    ran = sent.apply()
    assert (ran.code, "E753" in ran.err) == (1, True)
    assert {path.name: path.read_bytes() for path in sent.folder.iterdir()} == before
    assert sent.apply("--check").code == 0
    assert sent.apply("--force", "-q").code == 0
    assert not (sent.folder / "sent.yaml").exists()
    assert (sent.folder / "aalto.pdf").read_bytes() != before["aalto.pdf"]


def test_the_day_of_the_command_is_noted(sent: Applying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert sent.apply().code == 0
    known = yaml.safe_load((sent.folder / "sent.yaml").read_text("utf-8"))
    assert (str(known["date"]), str(known["noted"])) == ("2026-11-29", "2026-01-01")


def test_the_overview_tells_what_is_not_as_it_was_sent(sent: Applying) -> None:
    assert sent.apply().code == 0
    assert [row.problems for row in rows(find_project(sent.root))] == [()]
    (sent.folder / "aalto.pdf").unlink()
    ((problem,),) = (row.problems for row in rows(find_project(sent.root)))
    assert (problem.code, problem.message) == ("E742", "'aalto.pdf' is missing")
