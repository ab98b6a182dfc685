"""Page limits on a random CV of 300 publications."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from cvgen.fitting.fit import FULL_ENOUGH
from tests.helpers_cli import Ran, run
from tests.helpers_project import make_project

WORDS = [
    "looms", "engines", "cards", "mills", "weaving", "algebra", "difference", "analytical",
    "numbers", "tables", "wheels", "axles", "printing", "columns", "carriage", "barrels",
    "steam", "brass", "levers", "punched", "symbols", "notes", "series", "theorem",
]  # fmt: skip
VARIANTS = """\
variants:
  one: {extends: academic, pages: 1}
  modest: {extends: academic, pages: 3, theme: industry}
"""


def scholar(seed: int, publications: int, priority: int | None = None) -> str:
    """A CV with posts, grants and so many publications, a few of them selected."""
    chance = random.Random(seed)
    kinds = ["conference", "journal", "workshop", "preprint"]

    def title(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()

    mark = f", priority: {priority}" if priority else ""
    lines = ["name: Ada Lind", "headline: Professor of Engines", "email: ada@example.org",
             "updated: 2024-06", "sections:", "  experience:"]  # fmt: skip
    for number in range(6):
        lines += [f"    - {{role: Post{number}, organization: University of {title(1, 2)},",
                  f"       start: {2018 - 4 * number}, end: {2022 - 4 * number}{mark},",
                  f"       highlights: [{title(8, 16)}, {title(8, 20)}]}}"]  # fmt: skip
    lines.append("  funding:")
    lines += [f"    - {{title: {title(4, 9)}, agency: Fund, year: {2023 - n}, amount: 120000}}"
              for n in range(8)]  # fmt: skip
    lines.append("  publications:")
    for number in range(publications):
        authors = ", ".join(f"{w.capitalize()} Doe" for w in chance.choices(WORDS, k=4))
        selected = ", selected: true" if number % 40 == 7 else ""
        lines.append(
            f"    - {{type: {chance.choice(kinds)}, title: 'Pub{number}x {title(5, 14)}',"
            f" authors: [{authors}, Ada Lind], venue: {title(2, 5)},"
            f" year: {2024 - number // 10}{selected}{mark}}}"
        )
    return "\n".join(lines) + "\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rendered(here: Path, variant: str, cv: str) -> Ran:
    make_project(here, VARIANTS, ada=cv)
    return run("render", "-V", variant, "-f", "pdf")


def pages_of(here: Path, variant: str) -> tuple[list[str], float]:
    """The text of each page, and how far down the text of the last one goes."""
    data = (here / f"output/ada/ada-{variant}.pdf").read_bytes()
    document = pdfium.PdfDocument(io.BytesIO(data))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    last = document[len(document) - 1]
    text = last.get_textpage()
    bottom = min(text.get_charbox(n)[1] for n in range(text.count_chars()))
    return texts, 1 - bottom / last.get_height()


@pytest.mark.sweep("cvgen/fitting", "cvgen/rendering/job.py", kinds=(), keep=0)
@pytest.mark.parametrize(("variant", "pages"), [("one", 1), ("academic-short", 2), ("modest", 3)])
def test_300_publications_fit_and_the_run_says_how(here: Path, variant: str, pages: int) -> None:
    made = rendered(here, variant, scholar(3, 300))
    assert made.code == 0, made.err
    texts, depth = pages_of(here, variant)
    assert len(texts) == pages
    assert depth > FULL_ENOUGH
    assert "tightened: gaps" in made.out
    (left_out,) = re.findall(r"left out for room: .*?(\d+) entries", made.out)
    shown = {int(n) for n in re.findall(r"Pub(\d+)x", " ".join(texts))}
    assert 300 - len(shown) <= int(left_out) <= 300 - len(shown) + 16
    (head,) = re.findall(r"(\d+)/300 items", " ".join(texts))
    assert int(head) == len(shown)
    assert {n for n in range(300) if n % 40 == 7} <= shown
    newest = {n for n in shown if n % 40 != 7}
    assert newest == {n for n in range(max(newest, default=0) + 1) if n % 40 != 7} & shown
    assert all(n in newest for n in range(max(newest, default=0)) if n % 40 != 7)
    assert "Post0" in texts[0]


@pytest.mark.sweep("cvgen/fitting", "cvgen/rendering/job.py", keep=0)
def test_a_cv_of_priority_5_that_does_not_fit_writes_nothing(here: Path) -> None:
    made = rendered(here, "academic-short", scholar(4, 60, priority=5))
    assert made.code == 4
    assert re.search(r"E427 ada as 'academic-short' does not fit 2 pages: \d{2,3} lines too many",
                     made.err)  # fmt: skip
    assert not (here / "output").exists()
