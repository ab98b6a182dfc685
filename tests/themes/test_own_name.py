"""The person's own name stands out in lists of authors, in every theme and style."""

from __future__ import annotations

import pytest

from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from cvgen.sections.base import PublicationStyle
from cvgen.themes import load_theme
from tests.helpers_boxes import lay_out
from tests.helpers_cv import cv_of, with_sections

_PAPERS = """\
    publications:
      - {title: Tides, authors: [Kim Muster, Ada Example, Sam Sample], venue: Looms, year: 2021}
      - {title: Moons, authors: "Kim Muster, Example A., Sam Sample", venue: Looms, year: 2020}
    """


@pytest.mark.parametrize("theme", ["academic", "classic", "industry", "modern", "plain"])
@pytest.mark.parametrize("order", ["title-first", "authors-first"])
def test_the_own_name_is_bolder_than_the_others(theme: str, order: str) -> None:
    choices = Choices(publications=PublicationStyle(order=order))
    document = lower(cv_of(with_sections(_PAPERS)), choices)
    weights: dict[str, set[int]] = {}
    for page in lay_out(document, load_theme(theme)).rendered.pages:
        for box in page._page_box.children[0].descendants():
            for name in ("Example", "Muster", "Sample"):
                if name in getattr(box, "text", "") and box.style["font_size"] < 20:
                    weights.setdefault(name, set()).add(box.style["font_weight"])
    assert weights == {"Example": {600}, "Muster": {400}, "Sample": {400}}
