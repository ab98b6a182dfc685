"""Page numbers at the edges of a page, and section names in small capitals or without them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cvgen.themes import load_theme, theme_names
from tests.helpers_boxes import NEAR, LaidOutPages, lay_out
from tests.helpers_cv import document_of
from tests.helpers_geometry import text_edges

NUMBERS = ("1 / 2", "2 / 2")


def _bullets(count: int) -> str:
    return "".join(f"  - Wove cloth {number}.\n" for number in range(count))


def two_pages(theme: str, language: str, header: bool = True) -> LaidOutPages:
    """A list over two pages."""
    text = f"name: Ada Example\nlanguage: {language}\nsections:\n  looms:\n{_bullets(70)}"
    return lay_out(document_of(text), load_theme(theme).with_values({"running_header": header}))


def margin_texts(laid: LaidOutPages, page: int) -> dict[str, tuple[float, float]]:
    """The texts in the margins of a page, each with its left and right edge in px."""
    found = {}
    for area in laid.rendered.pages[page]._page_box.children[1:]:
        texts = [box for box in area.descendants() if getattr(box, "text", "").strip()]
        if texts:
            left = min(box.position_x for box in texts)
            right = max(box.position_x + box.width for box in texts)
            found["".join(box.text for box in texts).strip()] = (left, right)
    return found


def sections_of(laid: LaidOutPages) -> Any:
    """The boxes of the names of sections."""
    boxes = laid.rendered.pages[0]._page_box.descendants()
    return [box for box in boxes if box.element_tag == "h2"]


@pytest.mark.sweep("themes", "cvgen/writers/pdf", keep=8)
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("theme", theme_names())
def test_the_number_of_a_page_ends_where_its_text_does(
    theme: str, language: str, header: bool
) -> None:
    laid = two_pages(theme, language, header)
    left, right = text_edges(laid)
    for page, number in enumerate(NUMBERS):
        texts = margin_texts(laid, page)
        assert number in texts, texts
        assert header or len(texts) == 1
        from_right = language == "he"
        gap = texts[number][0] - left if from_right else right - texts[number][1]
        assert abs(gap) < NEAR, (page, texts[number], left, right)
        if header and page:
            name = texts["Ada Example"]
            other = right - name[1] if from_right else name[0] - left
            assert abs(other) < NEAR, (texts, left, right)


def test_small_capitals_have_the_letters_of_the_language() -> None:
    capitals = {
        language: [
            theme for theme in ("academic", "article", "folio", "plain")
            if sections_of(two_pages(theme, language))[0].style["font_variant_caps"] != "normal"
        ]
        for language in ("en", "tr", "el", "he")
    }  # fmt: skip
    # The small capital of i in the font of article has no dot.
    assert capitals["en"] == ["academic", "article", "folio"]
    assert capitals["tr"] == ["academic", "folio"]
    assert capitals["el"] == capitals["he"] == []


@pytest.mark.parametrize("language", ["tr", "el", "he", "hi"])
def test_letters_below_the_line_end_above_that_of_the_section_name(language: str) -> None:
    below = {}
    for one in ("en", language):
        for box in two_pages("article", one).rendered.pages[0]._page_box.descendants():
            if box.element is not None and box.element.get("class") == "section-head":
                below[one] = box.padding_bottom
    assert below[language] > 2 > below["en"]


def test_the_date_of_the_last_change_is_never_alone_on_a_page() -> None:
    pages = set()
    for bullets in range(47, 53):
        doc = document_of(f"name: Ada Example\nsections:\n  looms:\n{_bullets(bullets)}")
        laid = lay_out(replace(doc, updated="Updated Jan 2024"), "plain")
        last = [piece.text for piece in laid.page(len(laid.frames) - 1)]
        assert last[-1] == "Updated Jan 2024" and len(last) > 2, (bullets, last)
        pages.add(len(laid.frames))
    assert pages == {1, 2}


def test_each_kind_of_contact_has_its_icon() -> None:
    doc = document_of(
        "name: Ada Example\nemail: ada@example.org\nphone: '+44 20 7946 0018'\nlocation: Nowhere\n"
        "addresses: Mill Lane 1\nlinks: [https://ada.example]\nsections: {looms: [a]}\n"
    )
    for theme in theme_names():
        laid = lay_out(doc, load_theme(theme).with_values({"icons": "svg"}))
        boxes = laid.rendered.pages[0]._page_box.descendants()
        icons = {
            box.element.get("class").partition("--")[2]: box.replacement
            for box in boxes if hasattr(box, "replacement")
        }  # fmt: skip
        assert list(icons) == ["email", "phone", "location", "address", "link"], theme
        assert len(set(map(id, icons.values()))) == 4, theme
        assert icons["location"] is icons["address"], theme
