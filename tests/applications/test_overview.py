"""The list of applications: as a table, as JSON, and as a calendar by RFC 5545."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from cvgen.applications.checklist.texts import checklist_markdown
from cvgen.applications.overview import Row, calendar
from cvgen.dates.parsing import parse_date
from tests.helpers_applications import APPLICATION, SHORT, Applying, items, make
from tests.helpers_cli import Ran, run


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    made = make(tmp_path / "p")
    made.write("applications/early.yaml", SHORT.replace("text:", "deadline: 2026-12-01\ntext:"))
    made.write("applications/none.yaml", SHORT)
    made.write("applications/gone.yaml", APPLICATION.replace("ready", "rejected"))
    return made


def applications(project: Applying, *words: str) -> Ran:
    """``cvgen applications`` in the folder of the project."""
    with contextlib.chdir(project.root):
        return run("applications", *words)


def test_those_to_be_sent_come_first_by_deadline(project: Applying) -> None:
    ran = applications(project)
    names = [line.split()[0] for line in ran.out.splitlines() if line[1:3].strip().isalpha()]
    assert (ran.code, names) == (0, ["Name", "early", "aalto", "none", "gone"])
    assert "15 December 2026" in ran.out
    assert "Postdoc in systems" in ran.out


def test_as_json(project: Applying) -> None:
    project.write("applications/broken.yaml", "cv: ada\n")
    ran = applications(project, "--format", "json")
    found = {row["name"]: row for row in json.loads(ran.out)}
    assert ran.code == 1
    assert found["aalto"] == {
        "name": "aalto", "position": "Postdoc in systems", "organization": "Example University",
        "deadline": "2026-12-15", "status": "ready", "failed": None, "not_checked": None,
        "problems": [],
    }  # fmt: skip
    assert found["none"]["deadline"] is None
    assert next(one["code"] for one in found["broken"]["problems"]) == "E202"


def test_open_points_are_those_of_the_last_checklist(project: Applying) -> None:
    def points(name: str) -> tuple[int | None, int | None]:
        rows = json.loads(applications(project, "--format", "json").out)
        return next((row["failed"], row["not_checked"]) for row in rows if row["name"] == name)

    project.change("openings/postdoc.yaml", "  - {name: research statement, words: 2-900}\n", "")
    made = items(project)
    states = [one.state for one in made]
    checklist = checklist_markdown("[ ] **failed**: x\n- [ ] not checked: y", made)
    project.write("output/applications/aalto/checklist.md", checklist)
    assert points("aalto") == (states.count("fail"), states.count("not checked"))
    assert points("none") == (None, None)
    assert f"{states.count('not checked')} not checked" in applications(project).out


def test_a_broken_application_is_listed_with_its_problems(project: Applying) -> None:
    project.write("applications/broken.yaml", "cv: ada\n")
    ran = applications(project)
    assert ran.code == 1
    assert "has errors" in ran.out
    assert "applications/broken.yaml:1:1: E202" in ran.err


def test_without_applications(tmp_path: Path) -> None:
    project = make(tmp_path)
    (project.root / "applications" / "aalto.yaml").unlink()
    ran = applications(project)
    assert ran.code == 0
    assert ran.out == "no applications; `cvgen apply --new NAME --opening FILE` writes one\n"


def test_the_calendar_has_the_deadlines_of_those_to_be_sent(project: Applying) -> None:
    ran = applications(project, "--format", "ics")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261201", "DTSTART;VALUE=DATE:20261215",
    ]  # fmt: skip
    assert "SUMMARY:Deadline: Postdoc in systems\\, Example University" in lines
    assert applications(project, "--format", "ics").out == ran.out


@pytest.mark.parametrize("position", ["Researcher; A, B\\C", "研究員" * 20, "x" * 200, "ä" * 74])
def test_long_lines_are_folded_and_special_characters_escaped(position: str) -> None:
    day = parse_date("2026-12-15")
    row = Row("a", position, "Example\nUniversity", day, parse_date("2026-11"), "draft")
    text = calendar([row])
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "").split("\r\n")
    (summary,) = [line for line in unfolded if line.startswith("SUMMARY")]
    escaped = position.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert summary == f"SUMMARY:Deadline: {escaped}\\, Example University"
    assert "DTSTAMP:20261101T000000Z" in unfolded


def test_events_keep_their_identity() -> None:
    def identity(row: Row) -> str:
        return next(line for line in calendar([row]).split("\r\n") if line.startswith("UID:"))

    day = parse_date("2026-12-15")
    dates = map(parse_date, ("2026-12", "2027-01"))
    one, other = (Row("a", "P", "O", date, day, "draft") for date in dates)
    assert identity(one) == identity(other) != identity(Row("b", "P", "O", day, day, "ready"))
