"""A project with applications on disk: a fictitious person, openings, letters and scans."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from cvgen.applications.checklist.items import Facts, Item, Made
from cvgen.applications.checklist.rules import check
from cvgen.applications.documents import plan
from cvgen.applications.loading import LoadedApplication, load_application
from cvgen.applications.planned import Planned
from cvgen.errors import InputError, Problem
from cvgen.project import find_project
from tests.helpers_cli import Ran, run
from tests.helpers_project import files_below, long_ago, write

CV = """\
name: Ada Example
headline: Postdoctoral researcher
email: ada@example.org
phone: {text: +44 20 7946 0000, visibility: personal}
addresses: {postal: "12 Sample Street, London N1 9GU"}
language: en
updated: 2026-11
sections:
  experience:
    - {role: Researcher, organization: Sample Institute, start: 2021-09, end: present}
    - {role: Secret agent, organization: Hidden Works, start: 2019, end: 2020, visibility: private}
    - {role: Baker, organization: Bread & Sons, start: 2015, end: 2016, tags: [food]}
  publications:
    - {title: Stateful Things, authors: [Ada Example, Bob Sample], venue: VLDB, year: 2025}
    - {title: Other Things, authors: [Bob Sample, Ada Example], venue: SIGMOD, year: 2024}
  references:
    - {name: Prof. Carla Test, organization: Test University, email: carla@example.edu}
    - {name: Dr Dan Muster, organization: Sample Labs, email: dan@example.com}
    - {name: Dr Eve Beispiel, organization: Beispiel GmbH}
"""
OPENING = """\
position: Postdoc in systems
organization: Example University
number: 1-2
deadline: 2026-12-15
contact: {name: Prof. Jane Miller, address: "1 College Road, 12345 Example City"}
requirements: [A PhD in computer science, Publications at VLDB]
documents:
  - {name: cover letter, pages: 2}
  - {name: academic CV}
  - {name: research statement, words: 2-900}
  - {name: transcripts of records}
  - {name: contact details of two referees}
rules: {size: 5 MB}
"""
OTHER = """\
position: Engineer
organization: Muster AG
"""
APPLICATION = """\
cv: ada
opening: postdoc
date: 2026-11-29
status: ready
text:
  why: Your work on *dataflow* is what I want to continue.
documents:
  - letter: letters/academic.md
    subject: "{{ opening.position }}"
    salutation: Dear Professor Miller
  - cv: full
  - statement: research.md
    title: Research statement
  - file: scans/transcripts.png
    title: Transcripts of records
  - references: {entries: 2}
send: packet
"""
LETTER = """\
I apply for the position {{ opening.position }} at {{ opening.organization }}. {{ text.why }}

As a {{ cv.experience.0.role }}, I wrote {{ cv.publications.count }} papers.

- I write Rust.
- I teach.
"""
STATEMENT = """\
Data outlive programs.

## Plan

I will measure first.

### Detail

Then build.
"""

SHORT = """\
cv: ada
opening: {position: Postdoc, organization: Example University}
date: 2026-11-29
documents:
  - letter: letters/academic.md
text: {why: Because.}
"""
"""An application with a letter alone, for an opening that is written in it."""


def picture(text: str = "Transcript", size: tuple[int, int] = (413, 585)) -> bytes:
    """The scan of a page as PNG, with 50 dpi on A4."""
    image = Image.new("L", size, "white")
    ImageDraw.Draw(image).text((40, 40), text, fill="black")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(50, 50))
    return out.getvalue()


@dataclass(frozen=True)
class Applying:
    """A project with the application ``aalto`` in the folder ``root``."""

    root: Path

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the project."""
        path = self.root / name
        if isinstance(text, bytes):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        else:
            write(path, text)

    def change(self, name: str, old: str, new: str) -> None:
        """Replace ``old``, which stands once in a file, by ``new``."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (old, text)
        path.write_text(text.replace(old, new), "utf-8")

    def edit(self, old: str, new: str) -> None:
        """Replace ``old`` in the application."""
        self.change("applications/aalto.yaml", old, new)

    def load(self, name: str = "aalto") -> LoadedApplication:
        """The loaded application."""
        return load_application(
            self.root / "applications" / f"{name}.yaml", find_project(self.root)
        )

    def documents(self, name: str = "aalto") -> tuple[Planned, ...]:
        """The documents of an application, before they are rendered."""
        return plan(self.load(name)).documents

    def problems(self) -> list[Problem]:
        """What is wrong with the application before it is rendered."""
        try:
            self.documents()
        except InputError as error:
            return list(error.problems)
        return []

    def apply(self, *words: str) -> Ran:
        """``cvgen apply`` in the folder of the project."""
        with contextlib.chdir(self.root):
            return run("apply", *words)

    @property
    def folder(self) -> Path:
        """The outputs of the application."""
        return self.root / "output" / "applications" / "aalto"

    def outputs(self) -> list[str]:
        """The names of all outputs."""
        return files_below(self.root / "output")


def make(root: Path, application: str = APPLICATION) -> Applying:
    """The project in the folder ``root`` with one application."""
    made = Applying(root)
    made.write("cvgen.yaml", "")
    made.write("cv_data/ada.yaml", CV)
    made.write("openings/postdoc.yaml", OPENING)
    made.write("cv_data/openings/engineer.yaml", OTHER)
    made.write("applications/aalto.yaml", application)
    made.write("letters/academic.md", LETTER)
    made.write("research.md", STATEMENT)
    made.write("scans/transcripts.png", picture())
    long_ago(root)
    return made


def facts(project: Applying, pages: int = 1, size: int = 1000) -> Facts:
    """Facts for a checklist, as if every document had ``pages`` pages and the packet ``size``."""
    loaded = project.load()
    planned = plan(loaded)
    made = [
        Made(one, b"", pages, one.job.document if one.job else one.document)
        for one in planned.documents
    ]
    file = "openings/engineer.yaml"
    positions = (("Engineer", file), ("Engineer of dams", file))
    sizes, others = {"aalto.pdf": size}, (("Muster AG", file),)
    return Facts(loaded, made, sizes, others, planned.fields, positions)


def items(project: Applying, pages: int = 1, size: int = 1000) -> list[Item]:
    """The checklist of ``facts``."""
    return check(facts(project, pages, size))
