"""Limits of pages: the layout changes, the words never do, and what is too long is told."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from cvgen.applications.checklist.items import Facts, Made
from cvgen.applications.checklist.measured import characters_of, looks
from cvgen.applications.checklist.rules import lengths
from cvgen.applications.limits import Range
from cvgen.applications.rendering import Renderer
from cvgen.errors import RenderError
from cvgen.processes.limits import Limits
from cvgen.rendering.incremental.record import Record
from cvgen.rendering.pool import Workers
from tests.applications.test_letter_layout import THEMES
from tests.helpers_applications import Applying, make
from tests.helpers_packet import pdfium_texts

SENTENCE = "I want to measure what systems do, and to build those that do it better. "


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


def rendered(project: Applying, number: int) -> tuple[Made, tuple[str, ...]]:
    """The document ``number`` of the application, and what a limit changed in it."""
    planned = project.documents()[number]
    with contextlib.closing(Workers.start(limits=Limits(60.0))) as workers:
        renderer = Renderer(project.load(), project.folder, Record(), workers)
        (made,) = renderer.made([planned])
    return made, renderer.notes[f"{planned.stem}.pdf"]


def words_of(made: Made) -> list[str]:
    """The words of a PDF, without hyphens at the ends of lines."""
    return " ".join(pdfium_texts(made.data)).replace("\ufffe\r\n", "").split()


@pytest.mark.sweep("cvgen/applications/rendering.py", "cvgen/fitting", kinds=(), keep=1)
@pytest.mark.parametrize(("paragraphs", "pages", "is_fitted"), [(24, 3, False), (72, 5, True)])
def test_a_statement_of_three_to_five_pages(
    project: Applying, paragraphs: int, pages: int, is_fitted: bool
) -> None:
    project.edit("    title: Research statement", "    title: Research statement\n    pages: 3-5")
    text = "\n\n".join(f"Paragraph {n}. {SENTENCE * 5}" for n in range(paragraphs))
    project.write("research.md", text)
    assert project.documents()[2].pages == Range(3, 5)
    made, notes = rendered(project, 2)
    assert (made.pages, bool(notes)) == (pages, is_fitted)
    assert words_of(made).count("Paragraph") == paragraphs
    assert words_of(made).count("measure") == 5 * paragraphs


@pytest.mark.sweep("cvgen/applications", "cvgen/fitting", keep=0)
def test_the_size_is_never_below_what_the_opening_demands(project: Applying) -> None:
    project.edit("    title: Research statement", "    title: Research statement\n    pages: 1")
    project.change("openings/postdoc.yaml", "size: 5 MB", "type: 11 pt, margins: 25 mm")
    project.write("research.md", "\n\n".join(SENTENCE * 5 for _ in range(13)))
    with pytest.raises(RenderError, match="'Research statement' does not fit 1 page: "):
        rendered(project, 2)
    project.change("openings/postdoc.yaml", "type: 11 pt, margins: 25 mm", "size: 5 MB")
    assert rendered(project, 2)[0].pages == 1


@pytest.mark.sweep("cvgen/applications", "cvgen/fitting", keep=0)
def test_a_cv_is_fitted_within_what_the_opening_demands(project: Applying) -> None:
    jobs = "".join(
        f"    - {{role: Job {n}, organization: Sample Labs, start: {1990 + n},"
        f" priority: {n % 4 + 1}, highlights: [{SENTENCE * 3}]}}\n"
        for n in range(12)
    )
    project.change("cv_data/ada.yaml", "  publications:", f"{jobs}  publications:")
    project.edit("  - cv: full", "  - cv: full\n    pages: 1")
    project.change("openings/postdoc.yaml", "size: 5 MB", "type: 9.5 pt, margins: 20 mm")
    made, notes = rendered(project, 1)
    assert (made.pages, "left out" in "".join(notes)) == (1, True)
    found = looks(Facts(project.load(), [made]))
    assert [one.state for one in found] == ["pass", "pass"]
    (item,) = [one for one in lengths(Facts(project.load(), [made])) if "left out" in one.demand]
    assert (item.demand, item.state) == (
        "Curriculum vitae: left out for its limit of 1 page", "not checked",
    )  # fmt: skip
    count, _, names = item.found.partition(" items: ")
    assert int(count) == names.count(";") + 1 > 3
    assert all(name.startswith(SENTENCE[:30]) or "Job" in name for name in names.split("; "))


WRITTEN = [
    (2, "pages: 1", "Line {}.\n\n", [43, 53, 200]),
    (2, "pages: 2", "- Line {}.\n", [160]),
    (2, "pages: 2", f"{SENTENCE * 5} {{}}\n\n", [41]),
    (0, "pages: 1", "Line {}.\n\n", [31, 44]),
    (0, "pages: 1", "- Line {}.\n", [50]),
]


@pytest.mark.sweep("cvgen/applications/fitting.py", "cvgen/rendering/excess.py", keep=2)
@pytest.mark.parametrize(("number", "limit", "piece", "counts"), WRITTEN)
def test_a_text_that_is_too_long_is_told_the_lines_that_have_to_go(
    project: Applying, number: int, limit: str, piece: str, counts: list[int]
) -> None:
    """Without so many lines, the text fits; with one of them, it does not.

    So the closing and the enclosures of a letter, which go to the next page as a whole, and the
    gaps between paragraphs do not count.
    """
    anchor = ("    salutation", "    title: Research statement")[number == 2]
    project.edit(anchor, f"    {limit}\n{anchor}")
    file = ("letters/academic.md", "research.md")[number == 2]
    lines = len(SENTENCE * 5) // 100 if SENTENCE in piece else 1

    def told(count: int) -> int:
        project.write(file, "".join(map(piece.format, range(count))))
        try:
            rendered(project, number)
        except RenderError as error:
            (found,) = re.findall(r" page(?:s)?: (\d+) lines? too many$", error.problems[0].message)
            return int(found)
        return 0

    for count in counts:
        many, rest = divmod(told(count), lines)
        assert (many > 0, rest) == (True, 0)
        assert (told(count - many), told(count - many + 1)) == (0, lines)


@pytest.mark.sweep("cvgen/applications", "cvgen/fitting", keep=0)
@pytest.mark.parametrize("limit", ["", "    pages: 2\n"])
def test_a_letter_whose_last_page_is_nearly_empty_takes_a_page_less(
    project: Applying, limit: str
) -> None:
    project.edit("    salutation", f"{limit}    salutation")
    project.write("letters/academic.md", "\n\n".join(SENTENCE * 6 for _ in range(5)))
    project.change("openings/postdoc.yaml", ", pages: 2", "")
    made, notes = rendered(project, 0)
    assert (made.pages, len(notes)) == (1, 1)
    project.write("letters/academic.md", "\n\n".join(SENTENCE * 6 for _ in range(10)))
    assert rendered(project, 0)[0].pages == 2


@pytest.mark.sweep("cvgen/applications", "themes", kinds=("size", "paragraphs"), keep=3)
@pytest.mark.parametrize("size", ["9 pt", "11 pt"])
@pytest.mark.parametrize("paragraphs", [4, 6, 7, 8])
@pytest.mark.parametrize("name", THEMES)
def test_every_page_of_a_letter_has_some_of_its_text(
    project: Applying, name: str, size: str, paragraphs: int
) -> None:
    """Neither the enclosures nor the closing stand alone on the last page."""
    project.edit("status: ready", f"language: de\ntheme: {name}")
    project.change("openings/postdoc.yaml", "size: 5 MB", f"type: {size}")
    project.write("letters/academic.md", "\n\n".join(SENTENCE * 4 for _ in range(paragraphs)))
    made, _ = rendered(project, 0)
    texts = pdfium_texts(made.data)
    assert len(texts) <= 2
    assert [text.count("systems do") > 0 for text in texts] == [True] * len(texts)


@pytest.mark.sweep("cvgen/applications", "themes", kinds=(), keep=2)
@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_the_demanded_size_and_margins_and_no_more(
    project: Applying, name: str
) -> None:
    """Names and headings are larger; a CV, a German letter and a statement, all by themselves."""
    project.edit("status: ready", f"language: de\ntheme: {name}")
    project.edit("  - cv: full", "  - cv: full\n    title: Lebenslauf")
    project.change("openings/postdoc.yaml", "size: 5 MB", "type: 11 pt, margins: 21 mm")
    project.change("cv_data/ada.yaml", "role: Baker", "role: Juggling *f*")
    made = [rendered(project, number)[0] for number in (0, 1, 2)]
    found = list(looks(Facts(project.load(), made)))
    assert [one.state for one in found] == ["pass"] * 6
    assert {one.found for one in found if "text" in one.demand} == {"11 pt"}
    assert all(most_common_size(one) == 11 for one in made)


def most_common_size(made: Made) -> float:
    """The size in pt of most characters of a PDF."""
    with pypdfium2.PdfDocument(made.data) as pdf:
        sizes = Counter(round(one[3], 1) for page in pdf for one in characters_of(page))
    return sizes.most_common(1)[0][0]
