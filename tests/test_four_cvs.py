"""The four CVs of this repository in every variant: none ends with a page that is half empty."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.helpers_cli import run

ROOT = Path(__file__).parent.parent
CVS = sorted(path.stem for path in (ROOT / "cv_data").glob("*.yaml"))
VARIANTS = (
    "full", "record", "public", "academic", "academic-short", "industry", "industry-short",
    "biosketch",
)  # fmt: skip
LIMITS = {"academic-short": 2, "industry": 2, "industry-short": 1, "biosketch": 2}


def ends(path: Path) -> tuple[int, float]:
    """How many pages a PDF has, and how far down its last text is, as a part of the page."""
    pdf = pdfium.PdfDocument(path)
    page = pdf[len(pdf) - 1]
    text = page.get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    foot = page.get_height() * 0.06  # page numbers
    return len(pdf), 1 - min(box[1] for box in boxes if box[1] > foot) / page.get_height()


@pytest.mark.parametrize("cv", CVS)
def test_every_variant_is_one_page_or_ends_with_a_full_one(cv: str, tmp_path: Path) -> None:
    names = [word for name in VARIANTS for word in ("-V", name)]
    ran = run("render", cv, *names, "-f", "pdf", "-o", str(tmp_path), "--project", str(ROOT))
    assert ran.code == 0, ran.err
    for variant in VARIANTS:
        pages, last = ends(tmp_path / cv / f"{cv}-{variant}.pdf")
        assert pages <= LIMITS.get(variant, 4), variant
        # The area for text ends at about 93 %: this is a page of which 85 % are filled.
        assert pages == 1 or last > 0.81, variant
