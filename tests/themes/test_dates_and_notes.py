"""Dates beside the text: their room, gap and figures; notes, addresses and page headers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from cvgen.themes import theme_names
from tests.helpers_boxes import LaidOutPages, lay_out
from tests.helpers_cv import document_of, markdown_of
from tests.helpers_geometry import lines_of

MM = 96 / 25.4
GAP = 2.4 * MM
DATES = """\
name: Ada Example
sections:
  education:
    - {degree: PhD, institution: Mills, start: 2023-10, expected: 2029}
    - {degree: MA, institution: Looms, start: 2006-09, end: 2007-09}
  talks:
    - {title: After the mill, event: Cards, date: 7–9 November 2023}
    - {title: Cards in practice, event: Looms, date: 30 March – 2 April 2024}
  experience:
    - {role: Weaver, organization: Mills, start: 2018-10-06, end: 2019-01-27, highlights: [a, b, c, d, e, f, g]}
    - {role: Weaver, organization: Looms, start: 2019-05-13, highlights: [a, b, c, d, e, f, g]}
"""  # noqa: E501
TALKS = """\
name: Ada Example
sections:
  talks:
    - {title: Asynchronous weaving of leaves, event: General Meeting of Mills, place: Nowhere, kind: invited, date: 2019-07}
  supervision:
    - {person: X Y, level: PhD, start: 2025-01, expected: 2025-09}
"""  # noqa: E501
LIST = """\
name: Ada Example
sections:
  experience:
    - {role: Volunteer, organization: Mills, date: [2004, 2006, 2008..2010]}
    - {role: Weaver, organization: Looms, start: 2011, end: 2013}
"""
ADDRESS = """\
name: Ada Example
sections:
  about:
    title: About
    type: text
    entries: "Weaving of the *developing* leaf. I write methods, and I make sure they can be installed: see <https://code.example.org/ada-example-analytical-engines/atlas-of-cards-processing-pipeline>."
  education:
    - {degree: PhD, institution: Mills, date: 2017, thesis: {title: On cards, url: "https://mills.example/handle/1842"}}
"""  # noqa: E501
LONG = "Maximiliane-Alexandra von Hohenstein-Sigmaringen zu Weißenfelsburg"
HEBREW = """\
name: נועה לוי
language: he
sections:
  education:
    - {degree: תואר שני, institution: הטכניון, start: 2013, end: 2015}
    - {degree: תואר ראשון, institution: הטכניון, start: 2007-10, end: 2010-07}
"""


@pytest.mark.parametrize("theme", theme_names())
def test_dates_keep_away_from_the_text(theme: str) -> None:
    laid = lay_out(document_of(DATES), theme)
    whens = [piece for piece in laid.pieces if piece.inside("when")]
    others = [piece for piece in laid.pieces if not piece.inside("when") and piece.inside("main")]
    assert len(whens) >= 6
    for when in whens:
        for text in others:
            if abs(text.y + text.height / 2 - when.y - when.height / 2) < when.height / 2:
                gap = max(text.x - when.x - when.width, when.x - text.x - text.width)
                assert gap >= GAP, (theme, when.text, text.text, gap / MM)


def test_dates_keep_away_from_the_hairline() -> None:
    laid = lay_out(document_of(DATES), "classic")
    boxes = laid.rendered.pages[0]._page_box.descendants()
    lines = {box.position_x for box in boxes if box.border_left_width and box.element_tag == "div"}
    ends = [piece.x + piece.width for piece in laid.pieces if piece.inside("when")]
    assert len(lines) == 1
    assert min(lines) - max(ends) >= GAP


def test_a_short_date_leaves_its_room_to_the_text() -> None:
    first = lines_of(lay_out(document_of(TALKS), "modern"), "what")
    assert {len(lines) for lines in first.values()} == {1}, first


@pytest.mark.parametrize("theme", ["article", "plain", "industry"])
def test_a_long_date_at_the_right_takes_one_line(theme: str) -> None:
    text = "name: Ada\nlanguage: de\nsections: {education: [{degree: Promotion, start: 2022-04, expected: 2026-03}]}\n"  # noqa: E501
    assert [len(lines) for lines in lines_of(lay_out(document_of(text), theme), "when").values()] == [1]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("theme", ["modern", "academic", "classic", "article"])
def test_a_short_list_of_dates_is_in_the_column_of_dates(theme: str) -> None:
    dates = lines_of(lay_out(document_of(LIST), theme), "when")
    assert "".join(next(iter(dates.values()))).replace("\xa0", " ").strip().startswith("2004, 2006")
    assert max(map(len, dates.values())) <= 2


def test_a_note_begins_where_the_text_begins() -> None:
    text = "name: Ada\nsections: {shows: {title: Shows, note: selection, type: entries, entries: [{title: Brass, date: 2018}]}}\n"  # noqa: E501
    laid = lay_out(document_of(text), "modern")
    note = next(piece for piece in laid.pieces if piece.inside("note"))
    brass = next(piece for piece in laid.pieces if piece.text == "Brass")
    assert note.x == pytest.approx(brass.x, abs=0.5)


def test_hebrew_dates_have_one_kind_of_figures() -> None:
    laid = lay_out(document_of(HEBREW), "folio")
    boxes = laid.rendered.pages[0]._page_box.descendants()
    styles = {box.style["font_variant_numeric"] for box in boxes if getattr(box, "text", "")}
    assert styles == {("lining-nums",)}


def test_an_address_is_not_broken_after_its_scheme() -> None:
    doc = document_of(ADDRESS)
    laid = lay_out(doc, "industry")
    ends = [piece.text.strip() for piece in laid.pieces if piece.inside("url")]
    assert ends
    assert not [end for end in ends if end.endswith("://")]
    assert "*On cards*, " in markdown_of(doc)


def long_cv(name: str) -> LaidOutPages:
    """A CV of several pages."""
    rows = "".join(f"    - {{role: Post {n}, organization: Mill {n}, start: {1900 + n}}}\n"
                   for n in range(120))  # fmt: skip
    return lay_out(document_of(f"name: {name}\nsections:\n  experience:\n{rows}"), "academic")


def margin_lines(box: Any) -> list[str]:
    """The lines of text in a box of the page's margin."""
    lines = [one for one in box.descendants() if type(one).__name__ == "LineBox"]
    texts = ["".join(getattr(one, "text", "") for one in line.descendants()) for line in lines]
    return [text.replace("\N{WORD JOINER}", "") for text in texts]


@pytest.mark.parametrize("name", ["Ada Example", LONG, f"{LONG} und zu Mustermannshausen-Berg"])
def test_a_running_header_takes_one_line(name: str) -> None:
    page = long_cv(name).rendered.pages[1]._page_box
    found = {box.at_keyword: box for box in page.children[1:]}
    assert margin_lines(found["@top-left"]) == [name]
    label, left, right = (found[f"@top-{side}"] for side in ("center", "left", "right"))
    texts = [
        one for box in (left, label, right) for one in box.descendants() if hasattr(one, "text")
    ]
    texts = [one for one in texts if one.text]
    for before, after in pairwise(texts):
        assert before.position_x + before.width + GAP <= after.position_x
