"""All applications of a project in a list: position, deadline and status, also as a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cvgen.applications.checklist.texts import open_points
from cvgen.applications.finding import application_paths
from cvgen.applications.frozen import FILE, is_frozen, verify
from cvgen.applications.loading import load_application
from cvgen.applications.request import FOLDER
from cvgen.dates import PartialDate
from cvgen.errors import CvgenError, Problem
from cvgen.paths import is_file
from cvgen.project import Project

_LINE = 75  # bytes of a line of iCalendar (RFC 5545, 3.1)


@dataclass(frozen=True)
class Row:
    """One application. ``problems`` keep it from being built, or are files that were changed.

    ``failed`` and ``unchecked`` are numbers of items of its checklist, as `cvgen apply` last wrote
    it; None if it did not.
    """

    name: str
    position: str = ""
    organization: str = ""
    deadline: PartialDate | None = None
    date: PartialDate | None = None
    status: str = ""
    failed: int | None = None
    unchecked: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_open(self) -> bool:
        """True if it is still to be sent."""
        return not is_frozen(self.status)

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "name": self.name, "position": self.position, "organization": self.organization,
            "deadline": self.deadline.iso() if self.deadline else None, "status": self.status,
            "failed": self.failed, "not_checked": self.unchecked,
            "problems": [problem.as_data() for problem in self.problems],
        }  # fmt: skip


def rows(project: Project) -> Iterator[Row]:
    """Every application: those to be sent first, by deadline."""
    yield from sorted((_row(path, project) for path in application_paths(project)), key=_place)


def _row(path: Path, project: Project) -> Row:
    try:
        loaded = load_application(path, project)
    except CvgenError as error:
        return Row(path.stem, problems=tuple(error.problems))
    application, opening = loaded.application, loaded.opening
    checklist = project.output / FOLDER / path.stem / "checklist.md"
    problems: list[Problem] = []
    if is_frozen(application.status) and is_file(checklist.with_name(FILE)):
        problems = verify(loaded, checklist.parent, write=False)
    text = checklist.read_text("utf-8", "replace") if is_file(checklist) else None
    failed, unchecked = (None, None) if text is None else open_points(text)
    return Row(
        path.stem, opening.position, opening.organization, loaded.deadline, application.date,
        application.status, failed, unchecked, tuple(problems),
    )  # fmt: skip


def _place(row: Row) -> tuple[Any, ...]:
    return not row.is_open, row.deadline is None, row.deadline and row.deadline.last_day(), row.name


def calendar(found: Sequence[Row]) -> str:
    """The deadlines of applications to be sent as iCalendar; the same rows give the same text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cvgen//applications//EN"]
    for row in found:
        if row.deadline is None or not row.is_open:
            continue
        day = "{:04d}{:02d}{:02d}".format(*row.deadline.last_day())
        # Clients update an event by its UID; the stamp is that of the letter, not of the clock.
        stamp = "{:04d}{:02d}{:02d}T000000Z".format(*(row.date or row.deadline).first_day())
        lines += [
            "BEGIN:VEVENT", f"UID:{sha256(row.name.encode()).hexdigest()[:32]}@cvgen",
            f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day}",
            f"SUMMARY:{_escaped(f'Deadline: {row.position}, {row.organization}')}",
            "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """``line`` in parts of at most 75 bytes; all but the first begin with a space."""
    part = ""
    for char in line:
        if len(f"{part}{char}".encode()) > _LINE:
            yield part
            part = " "
        part += char
    yield part
