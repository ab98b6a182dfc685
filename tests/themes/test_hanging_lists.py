"""Beside dates at the left, lists and paragraphs line up with the text of the entries."""

from __future__ import annotations

import pytest

from cvgen.paths import bundled_folder
from cvgen.themes import load_theme, theme_names
from tests.helpers_boxes import NEAR, Piece, lay_out
from tests.helpers_cv import document_of, with_sections

_SECTIONS = """\
    experience: [{role: Fitter, organization: Looms, start: 2020, end: 2022, highlights: [Wove.]}]
    notes: {type: bullets, entries: [Punched cards.]}
    about: {type: text, entries: Paragraph about looms.}
    """


def first_pieces(theme: str, dates: str) -> dict[str, Piece]:
    """The first piece of text of each word in question, without bullets."""
    laid = lay_out(
        document_of(with_sections(_SECTIONS)),
        load_theme(theme).with_values({"date_position": dates}),
    )
    words = ("Fitter", "Punched", "Paragraph", "Wove.", "Notes")
    return {
        word: next(piece for piece in laid.pieces if piece.text.startswith(word)) for word in words
    }


@pytest.mark.parametrize("theme", theme_names([bundled_folder()]))
@pytest.mark.parametrize("dates", ["left", "right"])
def test_lists_and_paragraphs_start_where_entries_do(theme: str, dates: str) -> None:
    at = {word: piece.x for word, piece in first_pieces(theme, dates).items()}
    assert at["Paragraph"] == pytest.approx(at["Fitter"], abs=NEAR)
    assert at["Punched"] == pytest.approx(at["Wove."], abs=NEAR)


def test_a_hairline_beside_entries_goes_on_beside_lists() -> None:
    laid = lay_out(document_of(with_sections(_SECTIONS)), "classic")
    boxes = [
        box
        for page in laid.rendered.pages
        for box in page._page_box.children[0].descendants()
        if box.element_tag in ("ul", "p") and box.style["border_left_width"]
    ]
    assert {box.element_tag for box in boxes} == {"ul", "p"}
