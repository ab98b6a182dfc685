"""Where a German letter has its address: DIN 5008, form B, measured in the PDF of each theme."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from cvgen.applications.checklist.items import Facts, Made
from cvgen.applications.checklist.measured import looks
from cvgen.applications.letterhead import above_address
from cvgen.applications.limits import Range
from cvgen.assets.files import Assets
from cvgen.document import Contact as HeaderContact
from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.markup.inline import literal
from cvgen.processes.limits import Limits
from cvgen.rendering.pool import Workers
from cvgen.rendering.tasks import Task
from cvgen.themes import layout_of, load_theme
from tests.applications.test_letters import HEADER, LETTER
from tests.helpers_applications import make
from tests.helpers_documents import written

MM = 25.4 / 72
THEMES = ["academic", "article", "classic", "folio", "industry", "modern", "plain"]


def letter_of(header_contacts: int = 1, address: int = 2) -> Document:
    """A German letter whose head has several contacts, to an ``address`` of so many lines."""
    from cvgen.applications.letter import letter_document

    more = tuple(
        HeaderContact("phone", literal(f"+44 20 7946 000{number} (office number {number})"))
        for number in range(1, header_contacts)
    )
    header = replace(HEADER, contacts=(*HEADER.contacts, *more))
    lines = (*(f"Zeile {number}" for number in range(2, address)), "12345 Example City")
    recipient = LETTER.recipient.model_copy(update={"address": lines})
    letter = replace(LETTER, layout="din", recipient=recipient)
    return letter_document(letter, header, header.name, "de")


def box(data: bytes, words: str) -> tuple[float, float, float]:
    """The left edge, top and bottom in mm from the top left of the first page with ``words``."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text, height = page.get_textpage(), page.get_height()
        found = text.search(words).get_next()
        assert found is not None, words
        first, count = found
        boxes = [text.get_charbox(n, loose=True) for n in range(first, first + count)]
    return (
        min(one[0] for one in boxes) * MM,
        (height - max(one[3] for one in boxes)) * MM,
        (height - min(one[1] for one in boxes)) * MM,
    )


def din(name: str, document: Document) -> bytes:
    """The PDF of a German letter, with the side margin of letters."""
    theme = load_theme(name)
    top, _, bottom = theme.settings["margins"]
    return written(document, theme.with_values({"margins": (top, 25.0, bottom)})).data


@pytest.mark.sweep("themes", "cvgen/applications/letter.py", kinds=(), keep=2)
@pytest.mark.parametrize("name", THEMES)
def test_the_address_stands_in_the_window(name: str) -> None:
    data = din(name, letter_of())
    left, top, bottom = box(data, "Ada Example ·")
    assert left == pytest.approx(25, abs=0.3)
    assert top >= 57.9
    assert bottom <= 62.7
    left, top, bottom = box(data, "Prof. Jane")
    assert left == pytest.approx(25, abs=0.3)
    assert 62.5 <= top <= 64
    middle = (top + bottom) / 2
    assert 62.7 <= middle <= 66.2
    assert box(data, "12345 Example")[2] <= 90
    left, date, _ = box(data, "29. November 2026")
    assert left == pytest.approx(125, abs=0.3)
    assert date == pytest.approx(top, abs=0.3)
    assert box(data, "Postdoc")[1] >= 90


@pytest.mark.sweep("themes", "cvgen/applications/letter.py", kinds=("address",), keep=3)
@pytest.mark.parametrize("address", [3, 6, 7, 8])
@pytest.mark.parametrize("name", THEMES)
def test_long_addresses_end_in_the_window_and_the_subject_stays(name: str, address: int) -> None:
    """The field ends at 90 mm, the subject is at 98.5 mm, and two empty lines follow it."""
    data = din(name, letter_of(address=address))
    assert box(data, "Ada Example ·")[1] >= 45
    assert box(data, "12345 Example")[2] <= 91  # of which the descender takes 1 mm
    subject, salutation = box(data, "Postdoc"), box(data, "Guten Tag")
    assert subject[1] == pytest.approx(98.5, abs=1.5)
    assert 12.5 <= salutation[1] - subject[1] <= 16


@pytest.mark.sweep("themes", "cvgen/applications/letter.py", kinds=(), keep=1)
@pytest.mark.parametrize("name", THEMES)
def test_more_contacts_do_not_move_the_address(name: str) -> None:
    data = din(name, letter_of(4))
    left, top, _ = box(data, "Prof. Jane")
    assert left == pytest.approx(25, abs=0.3)
    assert 62.5 <= top <= 64


@pytest.mark.sweep("themes", "cvgen/applications", kinds=(), keep=2)
@pytest.mark.parametrize("address", [3, 6, 8])
@pytest.mark.parametrize("name", THEMES)
def test_a_high_letterhead_gets_smaller(name: str, address: int) -> None:
    """Text of 11 pt, and seven contacts: the address and the subject stay where they are."""
    made, warnings = letterhead(name, letter_of(7, address))
    assert warnings == []
    data = written(made.document, made.theme).data
    assert box(data, "Ada Example ·")[1] >= 45
    assert box(data, "12345 Example")[2] <= 91
    assert box(data, "+44 20 7946 0006")[2] <= box(data, "Ada Example ·")[1]
    assert box(data, "Postdoc")[1] == pytest.approx(98.5, abs=2)


def test_an_address_outside_of_the_window_is_told() -> None:
    _, (high,) = letterhead("academic", letter_of(40))
    assert (high.code, high.severity) == ("W717", "warning")
    assert "the letterhead is so high that the address begins at " in high.message
    _, (long,) = letterhead("academic", letter_of(1, 10))
    assert "the address has 10 lines, and 8 fit" in long.message


@pytest.mark.sweep("cvgen/applications/checklist", "themes", kinds=(), keep=1)
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("contacts", "address"), [(1, 3), (1, 8), (40, 3)])
def test_the_return_address_is_no_small_text_wherever_it_stands(
    tmp_path: Path, name: str, contacts: int, address: int
) -> None:
    """Other text in its size is, also beside it."""
    project = make(tmp_path)
    project.change("openings/postdoc.yaml", "size: 5 MB", "type: 11 pt")
    made, _ = letterhead(name, letter_of(contacts, address))
    (plan, *_) = project.documents()
    small = replace(made.theme, extra_css=".lines--date { font-size: 7pt !important }")
    for theme, state in ((made.theme, "pass"), (small, "fail")):
        data = written(made.document, theme).data
        found = looks(Facts(project.load(), [Made(plan, data, 1, made.document)]))
        assert [one.state for one in found] == [state]


def letterhead(name: str, document: Document) -> tuple[Task, list[Problem]]:
    """A German letter whose text has at least 11 pt, with the letterhead for its address."""
    theme = load_theme(name)
    top, _, bottom = theme.settings["margins"]
    theme = replace(theme.with_values({"margins": (top, 25.0, bottom), "base_size": 11}), least=11)
    theme = replace(theme, layout=layout_of(theme.settings))
    with contextlib.closing(Workers.start(limits=Limits(60.0))) as workers:
        return above_address(Task("pdf", document, theme, Assets(None, "")), workers)


@pytest.mark.sweep("themes", "cvgen/applications", "cvgen/fitting", keep=0)
def test_a_tighter_layout_keeps_the_address_in_its_place(tmp_path: Path) -> None:
    project = make(tmp_path)
    project.edit("status: ready", "language: de\nlayout: din\nsend: files")
    project.edit("send: packet\n", "")
    project.edit("    salutation", "    pages: 1\n    salutation")
    project.write("letters/academic.md", "Ich arbeite gerne.\n\n" + "- Ich baue.\n" * 20)
    assert project.documents()[0].pages == Range(1, 1)
    project.apply("-q")
    (letter,) = list(project.folder.glob("1-*.pdf"))
    data = letter.read_bytes()
    assert 62.5 <= box(data, "Prof. Jane")[1] <= 64
    assert len(pages(data)) == 1


def pages(data: bytes) -> list[float]:
    """The heights of all pages."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_height() for page in document]


@pytest.mark.parametrize(
    ("changes", "paper"),
    [
        ({"status: ready": "layout: us"}, "Letter"),
        ({"status: ready": "language: en-US"}, "Letter"),
        ({"status: ready": "layout: us\noptions: {page: A4}"}, "A4"),
        ({"status: ready": "layout: uk"}, "A4"),
    ],
)
def test_american_letters_are_on_letter_paper_unless_it_is_written(
    tmp_path: Path, changes: dict[str, str], paper: str
) -> None:
    project = make(tmp_path)
    for old, new in changes.items():
        project.edit(old, new)
    documents = project.documents()
    themes = [one.job.theme if one.job else one.theme for one in documents]
    assert {theme.settings["page"] for theme in themes if theme} == {paper}


def test_the_paper_of_the_cv_and_of_the_opening_is_written_too(tmp_path: Path) -> None:
    project = make(tmp_path)
    project.edit("status: ready", "layout: us")
    project.change("cv_data/ada.yaml", "language: en", "language: en\noptions: {page: A4}")
    theme = project.documents()[0].theme
    assert theme is not None
    assert theme.settings["page"] == "A4"
    project.change("openings/postdoc.yaml", "size: 5 MB", "paper: letter")
    theme = project.documents()[0].theme
    assert theme is not None
    assert theme.settings["page"] == "Letter"
