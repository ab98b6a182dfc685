"""Wrong applications: each gets a message with its place, and nothing is half written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers_applications import LETTER, Applying, make, picture
from tests.helpers_foreign import bytes_of, scanned

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wrong.yaml").read_text("utf-8"))
LONG = 28
"""Items of a list with which the letter is one line too long in the tightest layout."""


def content_of(name: str, project: Applying) -> str | bytes:
    """What a name in capitals stands for, or the text itself."""
    if name == "ENCRYPTED":
        import pikepdf

        return bytes_of(scanned(), encryption=pikepdf.Encryption(owner="a", user="b"))
    if name == "DAMAGED":
        return picture()[:200]
    if name == "LONG":
        return LETTER + "- I work.\n" * LONG
    if name == "SAME":
        return (project.root / "applications" / "aalto.yaml").read_text("utf-8")
    return name


def changed(root: Path, case: dict[str, Any]) -> Applying:
    """The project of a case."""
    project = make(root)
    project.write("../outside.png", picture())
    for name, change in case["change"].items():
        path = "applications/aalto.yaml" if name == "application" else name
        if isinstance(change, list):
            project.change(path, *change)
        else:
            project.write(path, content_of(change, project))
    return project


SLOW = [name for name, case in CASES.items() if case.get("built") or case["exit"] == 4]
"""Those that are told only when documents were rendered."""


@pytest.mark.sweep("cvgen/applications", "tests/applications/wrong.yaml", kinds=(), keep=20)
@pytest.mark.parametrize("name", [name for name in CASES if name not in SLOW])
def test_a_wrong_application_is_told_with_its_place_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    project = changed(tmp_path / "p", CASES[name])
    before = project.outputs()
    ran = project.apply()
    assert (ran.err, ran.code) == (CASES[name]["message"], CASES[name]["exit"])
    assert project.outputs() == before
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.sweep("cvgen/applications", "tests/applications/wrong.yaml", kinds=(), keep=1)
@pytest.mark.parametrize("name", SLOW)
def test_a_failure_that_rendering_shows_is_told_and_all_files_are_written_or_none(
    name: str, tmp_path: Path
) -> None:
    project = changed(tmp_path / "p", CASES[name])
    ran = project.apply()
    assert (ran.err, ran.code) == (CASES[name]["message"], CASES[name]["exit"])
    made = {Path(one).name for one in project.outputs()}
    number = sum("1" <= one[0] <= "9" for one in made)
    if CASES[name].get("built"):
        assert number == len(project.documents())
        assert {"aalto.pdf", "checklist.md"} <= made
    else:
        assert made == set()


PLACED = re.compile(r"^[\w/.-]+:\d+:\d+: (warning )?[EW]\d{3} ", re.MULTILINE)
WITHOUT_PLACE = {"duplicate stems", "output in the way"}
WITHOUT_HINT = {"no date", "no entries", "output in the way"}
"""The message itself says what to write, or it is the system that refuses."""


@pytest.mark.parametrize("name", CASES)
def test_every_message_has_a_place_and_a_hint(name: str) -> None:
    message = CASES[name]["message"]
    assert bool(PLACED.match(message)) is (name not in WITHOUT_PLACE)
    assert ("= hint: " in message) is (name not in WITHOUT_HINT)


def test_there_are_many_wrong_applications() -> None:
    assert len(CASES) >= 80
    assert len({case["message"] for case in CASES.values()}) >= 75
