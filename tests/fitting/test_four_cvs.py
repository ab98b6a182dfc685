"""No variant of this repository's four CVs ends with a page that is half empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from cvgen.selection import builtin_variants
from tests.helpers_cli import SOURCE

CVS = sorted(path.stem for path in (SOURCE / "cv_data").glob("*.yaml"))
NAMES = [one.name for one in builtin_variants()]
LIMITS = {"academic-short": 2, "industry": 2, "industry-short": 1, "biosketch": 2}


def ends(path: Path) -> tuple[int, float]:
    """How many pages a PDF has, and how far down its last text is, as a part of the page."""
    pdf = pdfium.PdfDocument(path)
    page = pdf[len(pdf) - 1]
    text = page.get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    foot = page.get_height() * 0.06  # page numbers
    return len(pdf), 1 - min(box[1] for box in boxes if box[1] > foot) / page.get_height()


@pytest.mark.sweep("cv_data", "cvgen/fitting", "cvgen/writers/pdf", "themes", kinds=(), keep=0)
@pytest.mark.parametrize("variant", sorted(NAMES, key="public".__ne__))
def test_every_cv_is_one_page_or_ends_with_a_full_one(
    variant: str, outputs: Callable[[str], Path]
) -> None:
    for cv in CVS:
        pages, last = ends(outputs(variant) / cv / f"{cv}-{variant}.pdf")
        assert pages <= LIMITS.get(variant, 4), cv
        # The area for text ends at about 93 %: this is a page of which 85 % are filled.
        assert pages == 1 or last > 0.81, cv
