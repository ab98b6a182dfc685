"""Loading: where files are looked for, what is refused, and what an application may include."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.applications.finding import application_paths, find_applications
from cvgen.errors import CvgenError, InputError
from cvgen.project import find_project
from tests.helpers_applications import APPLICATION, SHORT, Applying, make


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


def messages(project: Applying) -> list[str]:
    """What is wrong when the application is loaded."""
    with pytest.raises(InputError) as caught:
        project.load()
    return [f"{one.code} {one.message}" for one in caught.value.problems]


def test_files_are_found_in_the_project_and_beside_the_application(project: Applying) -> None:
    project.write("applications/own.md", "Dear you.\n")
    project.edit("letters/academic.md", "own.md")
    loaded = project.load()
    assert loaded.file("documents", 0, "letter") == project.root / "applications" / "own.md"
    assert loaded.file("documents", 2, "statement") == project.root / "research.md"
    read = {path.relative_to(project.root).as_posix() for path in loaded.files}
    assert read == {
        "applications/aalto.yaml", "applications/own.md", "openings/postdoc.yaml",
        "cv_data/ada.yaml", "research.md", "scans/transcripts.png",
    }  # fmt: skip


@pytest.mark.parametrize(
    "opening", ["postdoc", "openings/postdoc.yaml", "../openings/postdoc.yaml"]
)
def test_an_opening_is_named_or_its_file_is(project: Applying, opening: str) -> None:
    project.edit("opening: postdoc", f"opening: {opening}")
    assert project.load().opening.position == "Postdoc in systems"


def test_openings_are_found_among_the_data_too_and_the_projects_own_come_first(
    project: Applying,
) -> None:
    project.edit("opening: postdoc", "opening: engineer")
    assert project.load().opening.organization == "Muster AG"
    project.write("openings/engineer.yaml", "position: Engineer\norganization: Sample Ltd\n")
    assert project.load().opening.organization == "Sample Ltd"


def test_an_opening_may_stand_in_the_application(tmp_path: Path) -> None:
    loaded = make(tmp_path, SHORT).load()
    assert loaded.opening.organization == "Example University"
    assert loaded.opening_source is loaded.source


def test_parts_may_be_included(project: Applying) -> None:
    project.write("shared/send.yaml", "as: both\nsize: 2 MB\n")
    project.edit("send: packet", "send: !include ../shared/send.yaml")
    loaded = project.load()
    assert loaded.application.send.as_ == "both"
    assert project.root / "shared" / "send.yaml" in [path.resolve() for path in loaded.files]


def test_a_link_out_of_the_project_is_refused(project: Applying) -> None:
    project.write("../secret.md", "Secret.\n")
    (project.root / "letters" / "academic.md").unlink()
    (project.root / "letters" / "academic.md").symlink_to(project.root.parent / "secret.md")
    assert messages(project) == ["E114 'letters/academic.md' leads out of the project"]


def test_a_folder_of_applications_that_is_a_link_out_is_refused(project: Applying) -> None:
    (project.root / "applications").rename(project.root.parent / "elsewhere")
    (project.root / "applications").symlink_to(project.root.parent / "elsewhere")
    with pytest.raises(InputError, match="E401"):
        application_paths(find_project(project.root))


def test_every_problem_is_told_at_once(project: Applying) -> None:
    project.edit("cv: ada\n", "cv: adda\n")
    project.edit("opening: postdoc", "opening: postdok")
    project.edit("research.md", "reserch.md")
    project.edit("status: ready", "theme: none\nsignature: name.png")
    assert messages(project) == [
        "E301 unknown CV 'adda'",
        "E301 unknown opening 'postdok'",
        "E301 unknown theme 'none'",
        "E115 the file 'name.png' does not exist",
        "E115 the file 'reserch.md' does not exist",
    ]


def test_a_problem_of_the_opening_stands_in_its_file(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "deadline: 2026-12-15", "deadline: soon")
    with pytest.raises(InputError) as caught:
        project.load()
    places = [one.where.rpartition("openings/")[2] for one in caught.value.problems]
    assert places == ["postdoc.yaml:4:11"]


def test_applications_are_found_by_name_and_by_file(project: Applying) -> None:
    project.write("applications/bauhaus.yaml", APPLICATION)
    project.write("applications/.hidden.yaml", APPLICATION)
    project.write("applications/notes.md", "Notes.\n")
    found = find_project(project.root)
    assert [path.stem for path in find_applications(found, ())] == ["aalto", "bauhaus"]
    path = project.root / "applications" / "bauhaus.yaml"
    assert find_applications(found, [str(path)]) == [path]
    assert find_applications(found, ["bauhaus", "bauhaus"]) == [path]


@pytest.mark.parametrize(("names", "code"), [(("alto",), 3), ((), 2)])
def test_no_such_application(project: Applying, names: tuple[str, ...], code: int) -> None:
    if not names:
        (project.root / "applications" / "aalto.yaml").unlink()
    with pytest.raises(CvgenError) as caught:
        find_applications(find_project(project.root), names)
    assert caught.value.exit_code == code
    assert caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("keys", "language"),
    [("", "en"), ("language: de", "de"), ("language: fr-CH", "fr"), ("language: en-US", "en-US")],
)
def test_the_language_of_the_documents(project: Applying, keys: str, language: str) -> None:
    project.edit("status: ready", f"status: ready\n{keys}")
    found = {one.language for one in project.documents() if one.path is None}
    assert {one.split("-")[0] for one in found} == {language.split("-")[0]}
