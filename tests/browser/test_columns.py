"""Columns of a page are as wide as their text, on screens and on paper, in any language."""

from __future__ import annotations

from textwrap import dedent

import pypdfium2
import pytest

import cvgen
from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.locales.tags import locale_names
from cvgen.paths import bundled_folder
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from tests.browser.conftest import Open
from tests.helpers_cv import cv_of
from tests.helpers_pages import pages

THEMES = theme_names([bundled_folder()])
CV = dedent("""\
    name: Ada Example
    headline: Engineer
    sections:
      experience:
        - {role: Professor, organization: Nowhere, start: 2023-09, end: present}
        - {role: Engineer, organization: Engine Works, start: 2015-02-28, end: 2019-12-31}
        - {role: Weaver, organization: Looms, start: 2014-05, end: 2014-11,
           highlights: [Wove a long text about engines that takes more than a line on any screen.]}
      awards: [{title: Golden Wheel, date: 2020-09-30}]
      skills: {Programming languages: [Cards], Tools: [Looms]}
    """)
_BROKEN = """() => [...document.querySelectorAll('.when time')].filter(one => {
    const range = document.createRange()
    range.selectNodeContents(one)
    const boxes = [...range.getClientRects()].filter(box => box.width > 0)
    return boxes.some(box => Math.abs(box.top - boxes[0].top) > 4)
}).map(one => one.textContent)"""
_TOUCHING = """() => [...document.querySelectorAll('.row.short > .when')].filter(date => {
    const range = document.createRange()
    range.selectNodeContents(date)
    const text = range.getBoundingClientRect(), title = date.nextElementSibling
    const line = title.querySelector('h3').getBoundingClientRect()
    const apart = Math.max(line.left - text.right, text.left - line.right)
    return text.width > 0 && text.top < line.bottom - 8 && line.top < text.bottom - 8 && apart < 3
}).map(one => one.textContent)"""
_CONTACT_GAPS = """() => [...document.querySelectorAll('.contact')].map((one, at, all) => {
    const text = one.getBoundingClientRect(), next = all[at + 1]?.getBoundingClientRect()
    const bar = getComputedStyle(one, '::after').content.includes('|')
    return next && Math.abs(next.top - text.top) < 4 && !bar ? next.left - text.right : null
}).filter(gap => gap !== null)"""
PAPER = 658  # px, the width of the text on A4


def written(language: str) -> Document:
    return cvgen.lower(cvgen.select(cv_of(f"language: {language}\n{CV}")).cv)


@pytest.mark.sweep("cvgen/writers/html", "cvgen/locales", "themes", keep=8)
@pytest.mark.parametrize("language", locale_names())
@pytest.mark.parametrize("theme", THEMES)
def test_no_part_of_a_date_is_broken(open_page: Open, theme: str, language: str) -> None:
    page = open_page(written(language), theme)
    for medium, width in (("screen", 1280), ("screen", 768), ("screen", 320), ("print", PAPER)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media=medium)  # type: ignore[arg-type]
        assert page.evaluate(_BROKEN) == [], (medium, width)
        assert page.evaluate(_TOUCHING) == [], (medium, width)


def left_of(data: bytes, text: str) -> float:
    """The left edge of ``text`` on the first page of a PDF, in mm."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = page.search(text).get_next()
    assert found is not None, text
    return float(page.get_charbox(found[0])[0]) / 72 * 25.4


@pytest.mark.sweep("cvgen/writers/html", "cvgen/writers/pdf", "themes", keep=3)
@pytest.mark.parametrize("theme", THEMES)
def test_a_printed_page_has_the_columns_of_the_pdf(open_page: Open, theme: str) -> None:
    document = written("pt")  # with one date that is wider than the column may be
    printed = open_page(document, theme).pdf(prefer_css_page_size=True)
    pdf = WRITERS["pdf"].write(document, load_theme(theme), Assets()).data
    for text in ("Ada Example", "Professor", "Golden", "Looms"):
        assert left_of(printed, text) == pytest.approx(left_of(pdf, text), abs=4), text


@pytest.mark.sweep("cvgen/writers/html", "themes", keep=3)
@pytest.mark.parametrize("theme", THEMES)
def test_printed_pages_have_paper_size_and_running_header(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert printed[0].get_size() == pytest.approx((595.3, 841.9), abs=1)
    first, second = (printed[at].get_textpage().get_text_bounded() for at in (0, 1))
    assert "PDF" not in first.splitlines()
    name = pages()["normal"].header.name
    assert (name in second) == load_theme(theme).settings["running_header"]


def test_contacts_in_one_line_are_apart(open_page: Open) -> None:
    reach = "email: ada@example.org\nphone: '+44 20 7946 0018'\nlocation: Nowhere\n"
    document = cvgen.lower(cvgen.select(cv_of(f"{reach}{CV}")).cv)
    for theme in THEMES:
        page = open_page(document, theme)
        page.set_viewport_size({"width": PAPER, "height": 900})
        on_screen = page.evaluate(_CONTACT_GAPS)
        page.emulate_media(media="print")
        on_paper = page.evaluate(_CONTACT_GAPS)
        assert min(on_screen + on_paper, default=15) > 14, (theme, on_screen, on_paper)
