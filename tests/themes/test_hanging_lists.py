"""Beside dates at the left, lists and paragraphs line up with the text of the entries."""

from __future__ import annotations

import pytest

from cvgen.document import Bullets, EntryBlock, Pairs, Paragraph, When
from cvgen.paths import bundled_folder
from cvgen.themes import load_theme, theme_names
from tests.helpers_boxes import NEAR, LaidOutPages, lay_out
from tests.samples import document, section, t

_LIST, _PARAGRAPH = Bullets((t("Punched cards."),)), Paragraph(t("Paragraph about looms."))
_DATED = EntryBlock(t("Fitter"), t("Looms"), when=When("2020"), body=(Bullets((t("Wove."),)),))
_LABELLED = Pairs(((t("Looms"), t("Jacquard")),))
_UNDATED = EntryBlock(t("Member"), t("Guild"), body=(Paragraph(t("Since long.")),))


def laid_out(theme: str, dates: str) -> LaidOutPages:
    """Sections with and without dates or labels, each with a list and a paragraph."""
    doc = document(
        section("experience", _DATED, _LIST, _PARAGRAPH),
        section("notes", Bullets((t("Alone."),)), Paragraph(t("Single."))),
        section("guilds", _UNDATED),
        section("skills", _LABELLED, Paragraph(t("Besides."))),
    )
    return lay_out(doc, load_theme(theme).with_values({"date_position": dates}))


def starts(laid: LaidOutPages) -> dict[str, float]:
    """The left edge of each piece of text by its first word, without bullets."""
    return {piece.text.split()[0]: piece.x for piece in laid.pieces if piece.text.split()}


@pytest.mark.parametrize("theme", theme_names([bundled_folder()]))
@pytest.mark.parametrize("dates", ["left", "right"])
def test_lists_and_paragraphs_start_where_entries_do(theme: str, dates: str) -> None:
    at = starts(laid_out(theme, dates))
    assert at["Paragraph"] == pytest.approx(at["Fitter"], abs=NEAR)
    assert at["Punched"] == pytest.approx(at["Wove."], abs=NEAR)


@pytest.mark.parametrize("theme", theme_names([bundled_folder()]))
def test_a_section_without_dates_or_labels_has_no_column_for_them(theme: str) -> None:
    at, right = starts(laid_out(theme, "left")), starts(laid_out(theme, "right"))
    words = ("Single.", "Alone.", "Member", "Since")
    assert [at[word] for word in words] == pytest.approx([right[w] for w in words], abs=NEAR)
    assert at["Fitter"] > at["Member"] + 20 * NEAR
    assert at["Besides."] == pytest.approx(at["Fitter"], abs=NEAR)


def test_a_hairline_beside_entries_goes_on_beside_lists() -> None:
    boxes = [
        box
        for page in laid_out("classic", "left").rendered.pages
        for box in page._page_box.children[0].descendants()
        if box.element_tag in ("ul", "p") and box.style["border_left_width"]
    ]
    assert [box.element_tag for box in boxes] == ["ul", "p", "p"]
