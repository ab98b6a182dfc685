"""The hook for applications in another repository, run by the real pre-commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers_cv import ADA
from tests.helpers_precommit import Repository, local_config
from tests.helpers_project import files_below, make_project, write

OPENING = "position: Engineer\norganization: Harbour Analytics\ndocuments: [cover letter, CV]\n"
APPLICATION = """\
cv: ada
opening: engineer
date: 2026-11-29
documents:
  - letter: letters/mine.md
  - cv: full
"""
LETTER = "I want to be {{ opening.position }} at {{ opening.organization }}.\n"
FILES = ["1-cover-letter.pdf", "2-curriculum-vitae.pdf", "checklist.html", "checklist.md",
         "harbour.pdf"]  # fmt: skip
pytestmark = pytest.mark.sweep(
    ".pre-commit-hooks.yaml", "cvgen/cli/apply.py", "cvgen/applications", kinds=(), keep=2
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with an application, its files committed; not to be changed."""
    folder, scratch = tmp_path_factory.mktemp("repository"), tmp_path_factory.mktemp("scratch")
    repository = Repository(folder, scratch)
    make_project(folder, "theme: plain\n", ada=ADA)
    write(folder / "openings" / "engineer.yaml", OPENING)
    write(folder / "applications" / "harbour.yaml", APPLICATION)
    write(folder / "letters" / "mine.md", LETTER)
    write(folder / ".pre-commit-config.yaml", local_config("cvgen-apply"))
    repository.start()
    failed = repository.commit()
    assert failed.code == 1
    assert "5 files changed: add the changes to the commit" in failed.err
    assert repository.commit().code == 0
    return repository


@pytest.fixture
def repository(made: Repository, tmp_path: Path) -> Repository:
    """A copy of it to be changed."""
    return made.copied(tmp_path / "copy")


def outputs(repository: Repository) -> list[str]:
    return files_below(repository.folder / "output" / "applications" / "harbour")


def test_nothing_changed_nothing_said(repository: Repository) -> None:
    assert repository.hooks().code == 0
    assert repository.status() == []
    assert outputs(repository) == FILES


def test_a_changed_letter_fails_once(repository: Repository) -> None:
    write(repository.folder / "letters" / "mine.md", f"{LETTER}\nReally.\n")
    failed = repository.commit()
    assert failed.code == 1
    assert "2 files changed: add the changes to the commit" in failed.err
    assert repository.commit().code == 0
    assert repository.status() == []


def test_a_deleted_letter_is_reported_with_its_place(repository: Repository) -> None:
    (repository.folder / "letters" / "mine.md").unlink()
    failed = repository.commit()
    assert failed.code == 1
    assert "applications/harbour.yaml:5:13: E115" in failed.err
    assert outputs(repository) == FILES


def test_an_item_of_the_checklist_that_fails_stops_the_commit(repository: Repository) -> None:
    text = OPENING.replace("CV]", "CV, diploma]")
    write(repository.folder / "openings" / "engineer.yaml", text)
    for _ in range(2):
        failed = repository.commit()
        assert failed.code == 1
        assert "openings/engineer.yaml:3:31: E731" in failed.err


def test_only_the_applications_that_are_named(repository: Repository) -> None:
    write(repository.folder / "applications" / "draft.yaml", "cv: ada\n")
    config = local_config("cvgen-apply", cvgen_apply=["harbour"])
    write(repository.folder / ".pre-commit-config.yaml", config)
    assert repository.commit().code == 0


def test_what_was_sent_stays_and_an_edited_file_is_an_error(repository: Repository) -> None:
    write(repository.folder / "applications" / "harbour.yaml", f"{APPLICATION}status: sent\n")
    assert repository.commit().code == 1
    assert repository.commit().code == 0
    assert "sent.yaml" in outputs(repository)
    write(repository.folder / "letters" / "mine.md", "Something else.\n")
    assert repository.commit().code == 0
    folder = repository.folder / "output" / "applications" / "harbour"
    (folder / "harbour.pdf").write_bytes(b"mine")
    assert "E742 'harbour.pdf' is not as it was sent" in repository.commit().err
