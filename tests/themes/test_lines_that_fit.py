"""Amounts, numbers and names have the room and the line ends that a reader expects."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from cvgen.document import EntryBlock, When
from cvgen.locales.date_words import in_english
from cvgen.themes import load_theme
from cvgen.writers.pdf.fonts import fontconfig_file
from tests.helpers_boxes import NEAR, LaidOutPages, lay_out
from tests.helpers_cv import document_of
from tests.samples import HEADER, document, reference, section, t

_JOINER = "\N{WORD JOINER}"
_LEFT = pytest.mark.parametrize("theme", ["academic", "classic", "folio"])
_LONG = "Wilhelmina Alexandrina Featherstone-Cholmondeley-Marjoribanks"
_KOREAN = """\
name: 한서윤
language: ko
sections:
  experience:
    - role: 연구원
      organization: 한빛기술원
      start: 2021
      highlights:
        - TEXT
""".replace(
    "TEXT", "촉각 센서 기반 파지 제어 책임자로 연구원 6명과 학생 4명을 이끌며 실패율을 낮춤 " * 60
)


def lines_in(laid: LaidOutPages, tag: str) -> list[str]:
    """The lines of the elements with this tag or class."""
    lines: dict[tuple[int, int, int], str] = {}
    for piece in laid.pieces:
        part = None if piece.generated else piece.inside(tag)
        if part is not None:
            key = (part.number, piece.page, round(piece.y + piece.height / 2))
            lines[key] = lines.get(key, "") + piece.text
    return list(lines.values())


@_LEFT
def test_an_amount_takes_one_line(theme: str) -> None:
    amounts = ("£9", "own share £15,000", "total €1,234,567.50")
    entries = (EntryBlock(t("Looms"), when=When("2020"), aside=t(amount)) for amount in amounts)
    assert lines_in(lay_out(document(section("funding", *entries)), theme), "aside") == [*amounts]


@_LEFT
def test_the_number_of_a_reference_begins_where_entries_do(theme: str) -> None:
    numbered = replace(reference(), number="[12]")
    entry = EntryBlock(t("Fitter"), t("Looms"), when=When("2020"))
    laid = lay_out(document(section("experience", entry), section("papers", numbered)), theme)
    at = {word: p.x for p in laid.pieces for word in p.text.split()[:1] if not p.generated}
    assert at["[12]"] >= at["Fitter"] - NEAR
    assert at["On"] > at["[12]"] + 5 * NEAR


@pytest.mark.parametrize("theme", ["academic", "article", "modern"])
def test_a_long_name_breaks_between_words(theme: str) -> None:
    lines = lines_in(lay_out(document(header=replace(HEADER, name=_LONG)), theme), "h1")
    assert len(lines) == 2
    assert [line for line in lines if line.endswith("-")] == []


def test_an_author_is_not_broken_at_a_hyphen() -> None:
    names = ", ".join(f"{'K' * (n % 4)}im Prado, Ann Ribeiro-Lima" for n in range(40))
    laid = lay_out(document(section("papers", replace(reference(), authors=t(names)))), "folio")
    assert len(lines_in(laid, "authors")) > 10
    assert [line for line in lines_in(laid, "authors") if line.endswith("-")] == []


@pytest.mark.parametrize("theme", ["academic", "modern"])
def test_korean_lines_break_between_words(theme: str) -> None:
    doc = document_of(_KOREAN)
    words = set(_KOREAN.split())
    laid = lay_out(doc, theme)
    lines = lines_in(laid, "li")
    assert len(lines) > 5
    # Without a Korean font, as in tests, no line would break inside a word.
    boxes = [box for page in laid.rendered.pages for box in page._page_box.descendants()]
    drawn = "".join(getattr(box, "text", "") for box in boxes)
    assert (f"센{_JOINER}서" in drawn, "센서" in drawn) == (True, False)
    for line in lines:
        said = line.replace("\N{NO-BREAK SPACE}", " ").split()
        assert {said[0], said[-1]} <= words


@pytest.mark.parametrize(("letters", "lines"), [(60, 1), (130, 1), (180, 2), (240, 2)])
def test_a_long_name_in_the_page_header_is_never_tiny(letters: int, lines: int) -> None:
    name = " ".join(["Muster-Beispiel"] * 20)[:letters].strip()
    papers = section("papers", *map(reference, range(40)))
    laid = lay_out(document(papers, header=replace(HEADER, name=name)), "industry")
    box = next(
        box
        for box in laid.rendered.pages[1]._page_box.children
        if getattr(box, "at_keyword", "") == "@top-left"
    )
    found = [line for line in box.descendants() if type(line).__name__ == "LineBox"]
    assert len(found) == lines
    assert found[0].style["font_size"] >= 0.85 * 8.8 / 0.75


def test_a_language_with_wide_lines_can_save_some_of_them() -> None:
    doc = document_of(_KOREAN)
    theme = load_theme("academic")
    ends = [
        lay_out(doc, theme.with_values({"leading": leading})).pieces[-1].y
        for leading in (1.22, 1.27, 1.4)
    ]
    assert all(one < other for one, other in pairwise(ends))


def test_an_italic_face_has_no_characters_that_upright_ones_lack(tmp_path: Path) -> None:
    faces = load_theme("folio").settings.fonts
    text = fontconfig_file(faces, "₩", tmp_path).read_text(encoding="utf8")
    assert text.count("<int>0x20a9</int>") == 1  # the semibold italic maps it to an empty glyph
    assert "0x20a9" not in fontconfig_file(faces, "東", tmp_path).read_text(encoding="utf8")


@pytest.mark.parametrize(
    ("typed", "english"),
    [("kesä 2015", "summer 2015"), ("kesäkuu 2015", "2015-06"), ("12. kesä 2015", "2015-06-12"),
     ("kesä–elokuu 2015", "June–2015-08")],
)  # fmt: skip
def test_a_season_is_not_the_short_name_of_a_month(typed: str, english: str) -> None:
    assert in_english(typed, "fi") == english
