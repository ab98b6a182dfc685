"""Page limits with real documents: met with the smallest change, or reported."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.helpers_cli import Ran, run
from tests.helpers_project import make_project

pytestmark = pytest.mark.sweep("cvgen/fitting", "cvgen/rendering", "cvgen/writers/pdf", keep=2)

PERSON = "name: Ada Lind\nupdated: 2024-06\nsections:\n"


def career(posts: int, bullets: int, priority: int = 3) -> str:
    """A CV of so many posts with so many highlights each, the newest first."""
    text = PERSON + "  experience:\n"
    for number in range(posts):
        text += f"    - {{role: Post{number}, organization: Works {number}, priority: {priority},\n"
        text += f"       start: {2020 - number}, end: {2021 - number}, highlights: ["
        words = "and kept the looms of the mill in good order for a year or two, day and night"
        text += ", ".join(
            f"{{text: 'Bullet{number}x{n} {words}', priority: {priority}}}" for n in range(bullets)
        )
        text += "]}\n"
    return text


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def limited(here: Path, pages: int, cv: str, *words: str) -> Ran:
    make_project(here, f"variants: {{tight: {{audience: all, pages: {pages}}}}}\n", ada=cv)
    return run("render", "-V", "tight", "-t", "industry", *words)


def text_of(here: Path) -> tuple[int, str]:
    data = (here / "output/ada/ada-tight-industry.pdf").read_bytes()
    pages = pdfium.PdfDocument(io.BytesIO(data))
    return len(pages), "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_a_short_cv_is_left_as_it_is(here: Path) -> None:
    made = limited(here, 2, career(2, 3), "-f", "pdf")
    assert (made.code, "tightened" in made.out, text_of(here)[0]) == (0, False, 1)


def test_a_slight_overflow_tightens_the_layout(here: Path) -> None:
    made = limited(here, 1, career(10, 4), "-f", "pdf")
    pages, text = text_of(here)
    assert (made.code, pages) == (0, 1)
    assert "tightened: gaps" in made.out
    assert "left out" not in made.out
    assert all(f"Bullet{post}x{n}" in text for post in range(10) for n in range(4))


def test_far_too_much_loses_the_oldest_first_and_highlights_before_posts(here: Path) -> None:
    made = limited(here, 1, career(16, 6), "-f", "pdf,md")
    pages, text = text_of(here)
    assert (made.code, pages) == (0, 1)
    assert "left out for room" in made.out
    shown = {post: sum(f"Bullet{post}x{n}" in text for n in range(6)) for post in range(16)}
    assert shown[0] > shown[15]
    assert all(f"Post{post}," in text for post in range(16))
    markdown = (here / "output/ada/ada-tight-industry.md").read_text("utf-8")
    assert [n in markdown for n in ("Bullet0x0", "Bullet15x5")] == [True, False]


def test_what_cannot_be_met_is_reported_and_nothing_is_written(here: Path) -> None:
    made = limited(here, 1, career(30, 4, priority=5))
    assert made.code == 4
    assert "E427 ada as 'tight' does not fit 1 page:" in made.err
    assert "lines too many" in made.err
    assert not (here / "output").exists()


@pytest.mark.sweep("cvgen/rendering/excess.py", keep=1)
@pytest.mark.parametrize(("pages", "bullets"), [(1, 90), (2, 160)])
def test_the_number_of_lines_too_many_is_that_of_lines_to_leave_out(
    here: Path, pages: int, bullets: int
) -> None:
    def told(count: int) -> int:
        items = "".join(f"      - Bullet {number}\n" for number in range(count))
        cv = f"{PERSON}  bullets:\n    priority: 5\n    entries:\n{items}"
        made = limited(here, pages, cv, "-f", "pdf")
        found = re.findall(r"E427 .*: (\d+) lines? too many", made.err)
        assert (made.code, len(found)) in ((0, 0), (4, 1))
        return int(found[0]) if found else 0

    many = told(bullets)
    assert many > 1
    assert (told(bullets - many), told(bullets - many + 1)) == (0, 1)


def test_twice_is_the_same(here: Path) -> None:
    limited(here, 1, career(14, 5), "-f", "pdf")
    first = (here / "output/ada/ada-tight-industry.pdf").read_bytes()
    assert limited(here, 1, career(14, 5), "-f", "pdf", "--force").code == 0
    assert (here / "output/ada/ada-tight-industry.pdf").read_bytes() == first
