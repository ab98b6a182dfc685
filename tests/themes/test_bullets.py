"""A bullet stands in the line of its text, even before a word that is wider than the line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.document import Bullets, Document
from cvgen.markup.inline import Inline, literal, parse_inline
from cvgen.themes import load_theme
from cvgen.themes.render import render_body
from tests.helpers_boxes import NEAR, lay_out
from tests.samples import document, section

_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_TEXTS = {
    "word": f"{_WORD}{_WORD} of the year",
    "bold": f"**{_WORD}{_WORD}** of the year",
    "link": f"[{_WORD}{_WORD} of the year](https://looms.example/)",
    "address": f"https://looms.example/{_WORD.lower()}{_WORD.lower()} of the year",
    "usual": "Wove algebra from cards, " * 8,
    "wide": "机械师用卡片编织代数，" * 12,
}


def bullets(text: Inline, start: int | None = None) -> Document:
    return document(section("notes", Bullets((text,), (), start)))


@pytest.mark.parametrize("name", _TEXTS)
@pytest.mark.parametrize("theme", ["academic", "modern", "plain"])
@pytest.mark.parametrize("start", [None, 1], ids=["bullet", "number"])
def test_a_bullet_is_in_the_first_line_of_its_text(
    name: str, theme: str, start: int | None
) -> None:
    laid = lay_out(bullets(parse_inline(_TEXTS[name]), start), theme)
    in_list = [piece for piece in laid.pieces if piece.inside("li")]
    sign, *words = in_list
    assert sign.generated
    assert words[0].y == pytest.approx(sign.y, abs=sign.height / 2)
    right = laid.frames[0].right
    assert [word.text for word in words if word.x + word.width > right + NEAR] == []


def test_a_long_word_from_right_to_left_has_its_element_too() -> None:
    hebrew = replace(bullets(literal("מ" * 30)), language="he", direction="rtl")
    html = render_body(hebrew, load_theme("academic"))
    assert f'<li><span class="first-word">{"מ" * 30}</span>' in html


def test_only_a_long_word_has_an_element_of_its_own() -> None:
    theme = load_theme("academic")
    assert "<li>Wove</li>" in render_body(bullets(literal("Wove")), theme)
    assert 'class="first-word">' not in render_body(bullets(literal("机" * 40)), theme)
    assert 'class="first-word">' in render_body(bullets(literal(_WORD)), theme)
