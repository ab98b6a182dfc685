"""Building: the files, the packet in both standards, and what is done again after a change."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from tests.helpers_applications import SHORT, Applying, make, picture
from tests.helpers_cli import process
from tests.helpers_packet import failures, pdfium_texts, pictures

DOCUMENTS = [
    "1-cover-letter.pdf", "2-curriculum-vitae.pdf", "3-research-statement.pdf",
    "4-transcripts-of-records.pdf", "5-references.pdf",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Applying:
    """An application of which nothing is wrong, built once; tests that change it restore it."""
    project = make(tmp_path_factory.mktemp("applications") / "p")
    ran = project.apply()
    assert (ran.code, ran.err) == (0, "")
    return project


def texts(project: Applying, name: str = "aalto.pdf") -> str:
    """The text of a PDF of the application."""
    data = (project.folder / name).read_bytes()
    return " ".join("".join(pdfium_texts(data)).split())


def test_the_files_are_numbered_in_their_order(built: Applying) -> None:
    found = sorted(path.name for path in built.folder.iterdir())
    assert found == [*DOCUMENTS, "aalto.pdf", "checklist.html", "checklist.md"]


def test_the_packet_keeps_both_standards_and_has_every_document(built: Applying) -> None:
    data = (built.folder / "aalto.pdf").read_bytes()
    assert failures(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        counts = []
        for name in DOCUMENTS:
            with pikepdf.open(built.folder / name) as one:
                counts.append(len(one.pages))
        assert len(pdf.pages) == sum(counts)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "Cover letter", "Curriculum vitae", "Research statement",
                "Transcripts of records", "References",
            ]  # fmt: skip
        assert pdf.docinfo["/Title"] == "Ada Example – Postdoc in systems, Example University"
        assert pdf.Root.PageMode == "/UseOutlines"
    text = texts(built)
    for words in ("Dear Professor Miller,", "Data outlive programs.", "carla@example.edu"):
        assert words in text


def test_only_the_references_show_the_contacts_of_referees(built: Applying) -> None:
    assert "carla@example.edu" in texts(built, DOCUMENTS[4])
    for name in DOCUMENTS[:3]:
        assert "carla@example.edu" not in texts(built, name)
    assert "Hidden Works" not in texts(built)


def test_nothing_changed_and_nothing_is_done(built: Applying) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.folder.iterdir()}
    ran = built.apply()
    assert (ran.code, ran.out) == (0, "8 files up to date\n")
    assert {path: path.stat().st_mtime_ns for path in built.folder.iterdir()} == before


def test_a_change_of_the_letter_makes_only_the_letter_and_the_packet_anew(built: Applying) -> None:
    before = {path.name: path.read_bytes() for path in built.folder.iterdir()}
    built.change("letters/academic.md", "I teach.", "I love to teach.")
    try:
        ran = built.apply()
        changed = [line.split()[0].rpartition("/")[2] for line in ran.out.splitlines()[:-1]]
        assert (ran.code, changed) == (0, ["1-cover-letter.pdf", "aalto.pdf"])
        assert "I love to teach." in texts(built)
    finally:
        built.change("letters/academic.md", "I love to teach.", "I teach.")
    assert built.apply().code == 0
    assert {path.name: path.read_bytes() for path in built.folder.iterdir()} == before


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_a_damaged_output_is_made_again_with_the_same_bytes(built: Applying) -> None:
    path = built.folder / DOCUMENTS[2]
    before = path.read_bytes()
    path.write_bytes(b"")
    ran = built.apply()
    assert [line.split()[0].rpartition("/")[2] for line in ran.out.splitlines()[:-1]] == [
        DOCUMENTS[2]
    ]
    assert path.read_bytes() == before


def test_check_writes_nothing_and_prints_each_item(built: Applying, tmp_path: Path) -> None:
    ran = built.apply("--check", "-o", str(tmp_path / "out"))
    assert ran.code == 0
    assert "✓ cover letter – 1-cover-letter.pdf\n" in ran.out
    assert "✓ Cover letter: at most 2 pages – 1 page\n" in ran.out
    assert ran.out.endswith("passed, 0 failed\n")
    assert not (tmp_path / "out").exists()


def test_check_reports_a_failure_by_its_exit_code(built: Applying) -> None:
    built.edit("{entries: 2}", "{entries: 1}")
    try:
        before = (built.folder / "aalto.pdf").read_bytes()
        ran = built.apply("--check")
        assert (ran.code, "E735" in ran.err) == (1, True)
        assert "✗ contact details of two referees – 1 referee" in ran.out
        assert (built.folder / "aalto.pdf").read_bytes() == before
    finally:
        built.edit("{entries: 1}", "{entries: 2}")


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_the_checklist_says_what_a_limit_left_out_whatever_else_changes(tmp_path: Path) -> None:
    """Also where the CV is not rendered again, which alone finds it out."""
    project = make(tmp_path)
    papers = "".join(f"    - {{title: Paper {n}, year: {1900 + n}}}\n" for n in range(90))
    project.change("cv_data/ada.yaml", "  references:", f"{papers}  references:")
    project.edit("  - cv: full", "  - cv: full\n    pages: 1")
    assert project.apply("-q").code == 0
    (told,) = (line for line in checklist(project) if "left out for its limit" in line)
    assert "- [ ] not checked: Curriculum vitae: left out for its limit of 1 page – " in told
    assert "Paper 0" in told
    project.change("letters/academic.md", "I teach.", "I taught.")
    ran = project.apply()
    assert "2-curriculum-vitae.pdf" not in ran.out
    assert told in checklist(project)
    assert f"– {told.partition(': ')[2].rpartition(' (')[0]}" in project.apply("--check").out


def checklist(project: Applying) -> list[str]:
    return (project.folder / "checklist.md").read_text("utf-8").splitlines()


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_two_runs_give_the_same_bytes(built: Applying, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert built.apply("-q", "--force", "-o", str(other)).code == 0
    for path in built.folder.iterdir():
        assert (other / "applications" / "aalto" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", kinds=(), keep=1)
@pytest.mark.parametrize(
    ("send", "packet", "numbered"),
    [("files", None, False), ("{as: both, name: Example_2026}", "Example_2026.pdf", False),
     ("{as: packet, numbers: true}", "aalto.pdf", True)],
)  # fmt: skip
def test_how_it_is_sent(tmp_path: Path, send: str, packet: str | None, numbered: bool) -> None:
    project = make(tmp_path)
    project.edit("send: packet", f"send: {send}")
    project.edit("  - statement: research.md\n    title: Research statement\n", "")
    project.change("openings/postdoc.yaml", "  - {name: research statement, words: 2-900}\n", "")
    assert project.apply("-q").code == 0
    found = {path.name for path in project.folder.iterdir() if path.suffix == ".pdf"}
    assert found - {one for one in found if one[0].isdecimal()} == ({packet} if packet else set())
    if packet:
        *_, last = pictures((project.folder / packet).read_bytes())
        corner = last.crop((int(last.width * 0.9), int(last.height * 0.96), *last.size))
        assert (corner.getextrema() != ((255, 255),) * 3) is numbered  # drawn, no text


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
@pytest.mark.parametrize("by_hand", [False, True])
def test_files_of_documents_that_are_gone_are_removed(built: Applying, by_hand: bool) -> None:
    built.write("output/applications/aalto/notes.txt", "Call them.")
    built.edit("    title: Research statement", "    title: Research plan")
    try:
        if by_hand:
            (built.folder / DOCUMENTS[2]).unlink()
        assert [built.apply("-q").code for _ in range(2)] == [0, 0]  # the first sees a new file
        assert built.apply().out == "8 files up to date\n"
        left = {path.name for path in built.folder.iterdir()} & {"notes.txt", DOCUMENTS[2]}
        assert left == {"notes.txt"}
    finally:
        built.edit("    title: Research plan", "    title: Research statement")
        (built.folder / "notes.txt").unlink()
        assert built.apply("-q").code == 0


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_a_new_photo_or_signature_is_shown(tmp_path: Path) -> None:
    project = make(tmp_path, "cv: ada\nopening: engineer\ndate: 2026-11-29\nsignature: name.png\n"
                   "documents:\n  - {cv: full}\n  - letter: letters/academic.md\n"
                   "text: {why: Yes.}\n")  # fmt: skip
    project.write("name.png", picture("Ada", (200, 80)))
    project.write("cv_data/ada.png", picture("Ada", (300, 400)))
    project.change("cv_data/ada.yaml", "language: en\n", "language: en\nphoto: ada.png\n")
    project.edit("signature", "options: {photo: true}\nsignature")
    assert project.apply("-q").code == 0
    project.write("cv_data/ada.png", picture("Eve", (300, 400)))
    assert "1-curriculum-vitae.pdf" in project.apply().out
    project.write("name.png", picture("Eve", (200, 80)))
    out = project.apply().out
    assert "2-cover-letter.pdf" in out
    assert "1-curriculum-vitae.pdf" not in out


@pytest.mark.sweep("cvgen/applications", "cvgen/rendering", keep=1)
def test_a_broken_application_does_not_keep_others_from_being_built(tmp_path: Path) -> None:
    project = make(tmp_path, "cv: ada\n")
    project.write("applications/b.yaml", "cv: ada\nopening: engineer\ndate: 2026-11-29\n"
                  "documents: [{cv: full}]\n")  # fmt: skip
    ran = project.apply("-q")
    assert ran.code == 1
    assert "E202" in ran.err
    assert (project.root / "output/applications/b/b.pdf").is_file()


def test_too_little_time_is_an_error_with_a_place_and_nothing_is_written(tmp_path: Path) -> None:
    project = make(tmp_path)
    ran = project.apply("--timeout", "0.01", "aalto")
    assert (ran.code, "E431" in ran.err) == (4, True)
    assert "aalto.yaml:8:13: E431" in ran.err
    assert project.outputs() == []


@pytest.mark.parametrize(
    ("words", "code"), [(["alto"], 3), (["--new"], 2), (["--opening", "postdoc"], 2)]
)
def test_wrong_commands(built: Applying, words: list[str], code: int) -> None:
    assert built.apply(*words).code == code


def test_the_checklist_as_json(built: Applying) -> None:
    ran = built.apply("--check", "--json")
    assert ran.code == 0
    assert '"name": "aalto"' in ran.out
    assert '"demand": "cover letter"' in ran.out


def test_an_unchanged_run_imports_no_engine(built: Applying) -> None:
    code = (
        "import sys; from cvgen.cli.main import cli; "
        "cli(['apply'], standalone_mode=False); "
        "print(sorted({'weasyprint', 'pikepdf', 'yaml', 'pydantic'} & set(sys.modules)))"
    )
    assert built.apply("-q").code == 0
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=built.root, capture_output=True, text=True, check=False
    )
    assert process("apply", "-q", cwd=built.root).code == 0
    assert made.stdout.splitlines()[-1] == "[]"


COUNTING = """
import collections, sys
opened = collections.Counter()
sys.addaudithook(lambda event, args: opened.update([str(args[0])]) if event == "open" else None)
from cvgen.cli.main import cli
try:
    cli(["apply", "--check", "--quiet"])
finally:
    for end in ("cv_data/ada.yaml", "openings/engineer.yaml"):
        print(sum(count for name, count in opened.items() if name.endswith(end)))
"""


@pytest.mark.sweep("cvgen/applications", "cvgen/loading", keep=0)
def test_a_cv_and_an_opening_are_read_once_for_all_applications(tmp_path: Path) -> None:
    project = make(tmp_path / "p", SHORT)

    def counts() -> list[str]:
        command = [sys.executable, "-c", COUNTING]
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True)
        return done.stdout.split()

    before = counts()
    for number in range(3):
        project.write(f"applications/more-{number}.yaml", SHORT)
    assert counts() == before
    assert "0" not in before


def test_files_that_are_removed_or_of_an_earlier_run_are_told(tmp_path: Path) -> None:
    project = make(tmp_path / "p", SHORT)
    assert project.apply("-q").code == 0
    project.edit("letters/academic.md", "letters/academic.md, title: Brief")
    project.edit("  - letter: letters/academic.md, title: Brief",
                 "  - {letter: letters/academic.md, title: Brief}")  # fmt: skip
    ran = project.apply()
    assert "output/applications/aalto/1-brief.pdf  1 page\n" in ran.out
    assert "output/applications/aalto/1-cover-letter.pdf  removed\n" in ran.out
    project.edit("Because.", "'{{ opening.nothing }}'")
    ran = project.apply()
    assert ran.code == 1
    told = "aalto: not built; the files in output/applications/aalto are those of an earlier run\n"
    assert ran.out == told
