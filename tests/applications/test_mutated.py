"""Applications with random mistakes: a document or placed problems, and nothing half written."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cvgen.applications.checklist.items import Facts, Made
from cvgen.applications.checklist.rules import check
from cvgen.applications.checklist.texts import checklist_html, checklist_markdown
from cvgen.applications.documents import plan
from cvgen.errors import CvgenError, Problem, format_problem
from tests.helpers_applications import APPLICATION, LETTER, OPENING, STATEMENT, Applying, make
from tests.helpers_sweeps import Sample

MORE = """\
fields: [{label: Why?, text: "{{ opening.number }}", characters: 20}]
options: {page: A4}
"""
FILES = {
    "applications/aalto.yaml": APPLICATION + MORE,
    "openings/postdoc.yaml": OPENING,
    "letters/academic.md": LETTER,
    "research.md": STATEMENT,
}
PIECES = (
    "{{ ", " }}", "{% if x %}", "{% endif %}", "{{ text.why }}", "{{ me.name | upper }}", "*", "**",
    "`", "<b>", "![](x)", "[a](b)", "## ", "- ", "> ", "| a |", ": ", " #", "'", '"', "[", "]", "{",
    "}", "[]", "{}", "null", "~", "true", "-1", "0", "1e999", "9" * 30, "3-5", "5-3", "2026-13-40",
    "&a ", "*a", "!!python/object:os.system ", "!include x.yaml", "from: x.yaml", "<<: *a", "\t",
    "\r", "\x00", "\x1b", "\ufeff", "\u2028", "\u200f", "\u0663", "\U0001f600", "\ud800", "../..",
    "/", "C:\\", "~", "\n", "\n\n", "---\n", "...\n", "? ", "|", ">-", "%", "@", "é" * 40,
    "x" * 3000,
)  # fmt: skip


def mutated(text: str, random: Random) -> str:
    """``text`` with one to four mistakes."""
    for _ in range(random.randint(1, 4)):
        lines = text.split("\n")
        at, row = random.randrange(len(text) + 1), random.randrange(len(lines))
        piece = random.choice(PIECES)
        kind = random.randrange(6)
        if kind == 0:
            text = text[:at] + piece + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + random.randint(1, 30) :]
        elif kind == 2:
            key, colon, _ = lines[row].partition(": ")
            lines[row] = key + colon + piece
            text = "\n".join(lines)
        elif kind == 3:
            text = "\n".join([*lines[:row], *lines[row + 1 :]])
        elif kind == 4:
            text = "\n".join([*lines[: row + 1], *lines[row:]])
        else:
            other = random.randrange(len(lines))
            lines[row], lines[other] = lines[other], lines[row]
            text = "\n".join(lines)
    return text


def change(project: Applying, random: Random) -> None:
    """Put mistakes into one or two files."""
    for name, text in FILES.items():
        project.write(name, text.encode())
    for name in random.sample(list(FILES), random.randint(1, 2)):
        text = mutated(FILES[name], random)
        project.write(name, text.encode("utf-8", "surrogatepass"))


@pytest.mark.sweep("cvgen/applications", "cvgen/source", keep=1)
def test_mistakes_give_a_checklist_or_placed_problems(tmp_path: Path, sample: Sample) -> None:
    project, wrong = make(tmp_path / "p"), dict[int, list[Problem]]()
    for seed in sample(range(200), keep=20):
        change(project, Random(seed))
        try:
            loaded = project.load()
            planned = plan(loaded)
        except CvgenError as error:
            unplaced = [one for one in error.problems if not one.file or not format_problem(one)]
            wrong |= {seed: unplaced} if unplaced or not error.problems else {}
            continue
        made = [
            Made(one, b"", 1, one.job.document if one.job else one.document)
            for one in planned.documents
        ]
        items = check(Facts(loaded, made, {"a.pdf": 1}, (("Muster AG", "x"),), planned.fields))
        assert checklist_markdown(loaded.title, items), seed
        assert checklist_html(loaded.title, items), seed
    assert wrong == {}


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_a_command_writes_all_files_or_none(tmp_path: Path, sample: Sample) -> None:
    for seed in sample(range(1000, 1012), keep=2):
        project = make(tmp_path / str(seed))
        change(project, Random(seed))
        ran = project.apply()
        assert 0 <= ran.code <= 5, (seed, ran.err)
        assert "Traceback" not in ran.err, (seed, ran.err)
        made = {Path(one).name for one in project.outputs()}
        documents = len(project.documents()) if made else 0
        assert not made or "checklist.md" in made, (seed, made)
        assert sum("1" <= name[0] <= "9" for name in made) == documents, (seed, made)
