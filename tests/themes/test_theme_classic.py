"""The theme `classic`: dates beside a hairline, and a long career on one page."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Bullets, Document, EntryBlock, Pairs, When
from cvgen.themes import Theme, load_theme
from cvgen.writers import WRITERS
from tests.helpers_boxes import LaidOutPages, Piece, lay_out
from tests.helpers_stress import with_photo
from tests.helpers_sweeps import Sample
from tests.samples import FULL, HEADER, document, reference, section, t
from tests.samples_breaks import varied

LEAST_SIZE = 8.4
SENTENCE = "Designed and built the mill that weaves algebra from cards, as looms weave leaves, and "
CAREER = document(
    section("experience", *(
        EntryBlock(t(f"Engineer {year}"), t("Analytical Engines"), place=t("Nowhere"),
              when=When(f"Sep {year} – Aug {year + 3}"),
              body=(Bullets(tuple(t(SENTENCE * (1 + n % 2)) for n in range(4))),))
        for year in range(2023, 2005, -3)
    )),
    section("publications", *(replace(reference(n), authors=()) for n in range(7))),
    header=replace(HEADER, summary=()),
)  # fmt: skip
WRAPPED = EntryBlock(t("Weaver"), t("Looms"), when=When("September 2015 – Summer 2017"))


@cache
def laid(density: str = "compact", dates: str = "left", lines: int | None = None) -> LaidOutPages:
    """A document in the theme."""
    doc = CAREER if lines is None else varied(lines)
    return lay_out(doc, themed(density=density, date_position=dates))


def themed(**values: str) -> Theme:
    return load_theme("classic").with_values(dict(values))


def of(pieces: Iterator[Piece] | tuple[Piece, ...], name: str) -> list[Piece]:
    return [piece for piece in pieces if piece.inside(name)]


def boxes(document: LaidOutPages) -> Iterator[tuple[int, Any]]:
    """All boxes of a document, with their pages."""
    for number, page in enumerate(document.rendered.pages):
        for box in page._page_box.children[0].descendants():
            yield number, box


def test_more_than_seven_hundred_words_on_one_page_none_too_small() -> None:
    page = laid()
    assert len(page.words) > 700
    assert len(page.frames) == 1
    sizes = {box.style["font_size"] * 0.75 for _, box in boxes(page) if getattr(box, "text", "")}
    assert min(sizes) >= LEAST_SIZE - 0.001


def test_two_pages_where_there_is_room() -> None:
    assert len(laid("normal").frames) == 2


def test_dates_stand_beside_the_first_line() -> None:
    dates = of(laid().pieces, "when")[0]
    assert dates.text.strip("\xa0") == "Sep\xa02023\xa0– Aug\xa02026"
    title = of(laid().pieces, "h3")[0]
    assert abs(dates.y + dates.height / 2 - title.y - title.height / 2) < title.height / 4


def test_dates_too_wide_for_one_line_take_two() -> None:
    # The spaces before the dash and inside of the dates never break.
    doc = lay_out(document(section("x", WRAPPED)), themed())
    start, end = of(doc.pieces, "when")[:2]
    assert (start.text, end.text) == ("September\xa02015\xa0–", "Summer\xa02017")
    title = of(doc.pieces, "h3")[0]
    assert start.x == end.x == doc.frames[0].left
    assert abs(start.y + start.height / 2 - title.y - title.height / 2) < title.height / 4
    assert start.y + start.height / 2 < end.y
    assert max(start.width, end.width) < title.x - start.x


@pytest.mark.sweep("themes/classic", "themes/base", "cvgen/themes", keep=0)
def test_the_hairline_runs_down_each_entry_and_never_through_text(sample: Sample) -> None:
    for density, lines in sample(product(("compact", "normal"), (0, 3, 7)), keep=2):
        doc = laid(density, lines=lines)
        lined = 0
        for number, box in boxes(doc):
            if box.border_left_width and "main" in (box.element.get("class") or ""):
                lined += 1
                x, top, bottom = box.border_box_x(), box.border_box_y(), box.border_height()
                for piece in doc.page(number):
                    if piece.inside("row") and top <= piece.y + piece.height / 2 <= top + bottom:
                        assert piece.x >= x + 1 or piece.x + piece.width <= x, piece
        assert lined > 30


def test_name_and_headline_on_one_line() -> None:
    name, headline = of(laid().pieces, "h1")[0], of(laid().pieces, "headline")
    frame = laid().frames[0]
    assert name.x == frame.left
    assert name.y < headline[0].y < name.y + name.height
    assert headline[-1].x + headline[-1].width == pytest.approx(frame.right, abs=0.5)


def test_a_long_headline_goes_below_the_name() -> None:
    head = replace(HEADER, headline=t("Professor of calculating machinery at the mill " * 3))
    doc = lay_out(replace(CAREER, header=head), themed())
    name, headline = of(doc.pieces, "h1")[0], of(doc.pieces, "headline")[0]
    assert headline.y >= name.y + name.height * 0.8
    assert headline.x == name.x


def test_dates_too_wide_for_the_column_wrap_in_it() -> None:
    doc = lay_out(document(section("x", WRAPPED)), themed())
    title = of(doc.pieces, "h3")[0]
    assert all(piece.x + piece.width < title.x for piece in of(doc.pieces, "when"))


def test_dates_at_the_right_are_in_one_line_without_a_hairline() -> None:
    doc = laid(dates="right")
    dates = of(doc.pieces, "when")[0]
    assert dates.text == "Sep\xa02023\xa0– Aug\xa02026"
    assert dates.x + dates.width == pytest.approx(doc.frames[0].right)
    assert not any("main" in (box.element.get("class") or "") and box.border_left_width
                   for _, box in boxes(doc) if box.element is not None)  # fmt: skip


def by_pypdf(data: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> str:
    return str(importlib.import_module("pdfminer.high_level").extract_text(io.BytesIO(data)))


@pytest.mark.sweep("themes/classic", "themes/base", "cvgen/themes", kinds=())
@pytest.mark.parametrize(
    ("read", "least", "doc"),
    [(by_pypdf, 0.97, FULL), (by_pypdf, 0.97, CAREER), (by_pdfminer, 0.9, CAREER)],
    ids=["pypdf-full", "pypdf-career", "pdfminer-career"],
)
def test_every_word_in_order(read: Any, least: float, doc: Document) -> None:
    theme = themed()
    found = read(WRITERS["pdf"].write(doc, theme, Assets()).data).replace("•", " ").split()
    wanted = list(lay_out(doc, theme).words)
    assert not set(wanted) - set(found)
    assert SequenceMatcher(None, wanted, found, autojunk=False).ratio() >= least


def test_the_photo_is_in_the_corner_and_no_text_on_it(tmp_path: Path) -> None:
    doc = lay_out(with_photo(tmp_path), themed(), tmp_path / "me.jpg")
    frame = doc.frames[0]
    (photo,) = (box for _, box in boxes(doc) if box.element_tag == "img")
    assert photo.position_y == pytest.approx(frame.top)
    assert photo.position_x + photo.width == pytest.approx(frame.right)
    low = photo.position_y + photo.height
    assert all(p.x + p.width < photo.position_x for p in doc.pieces if p.y < low)


def test_labels_stand_in_the_column_of_the_dates() -> None:
    labels = Pairs(((t("Looms"), t("Jacquard")), (t("Machine tools"), t("lathes"))))
    doc = document(section("experience", WRAPPED), section("skills", labels))
    pieces = lay_out(doc, themed()).pieces
    date, label = of(pieces, "when")[0], of(pieces, "dt")[0]
    title, value = of(pieces, "h3")[0], of(pieces, "dd")[0]
    assert (round(label.x), round(value.x)) == (round(date.x), round(title.x))
