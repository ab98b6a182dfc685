"""Pages in a real browser: nothing is cut off, all is reachable, and axe finds no problem."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from cvgen.paths import bundled_folder
from cvgen.themes import theme_names
from tests.browser.conftest import PDF, Open, broken_rules
from tests.helpers_pages import pages

THEMES = theme_names([bundled_folder()])
pytestmark = pytest.mark.sweep("cvgen/writers/html", "cvgen/themes", "themes", kinds=())
every_theme = pytest.mark.parametrize("theme", THEMES)
every_page = pytest.mark.parametrize("name", list(pages()))
VIEWS = ((1000, "light"), (1000, "dark"), (390, "light"), (320, "dark"))
_CUT_OFF = """() => [...document.querySelectorAll('body *:not(.skip)')].filter(one => {
    const box = one.getBoundingClientRect()
    return box.right > innerWidth + 1 || box.left < -1
        || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX != 'visible')
}).map(one => one.outerHTML.slice(0, 80))"""

_OVERLAID = """() => {
    const lines = one => {
        const range = document.createRange()
        range.selectNodeContents(one)
        return [...range.getClientRects()].filter(box => box.width * box.height > 0)
    }
    return [...document.querySelectorAll('.when')].filter(date => {
        const title = date.closest('.row')?.querySelector('h3, h4, .title, .org')
        return title && lines(date).some(a => lines(title).some(b =>
            a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 8
            && b.top < a.bottom - 8))
    }).map(one => one.textContent)
}"""


def view(page: Page, width: int, scheme: Any = "light") -> None:
    """Look at ``page`` in another way."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


@pytest.mark.sweep("cvgen/writers/html", "cvgen/themes", "themes", kinds=(), keep=2)
@every_page
@every_theme
def test_no_rule_of_axe_is_broken(open_page: Open, theme: str, name: str) -> None:
    page = open_page(name, theme)
    for width, scheme in VIEWS if name == "normal" else VIEWS[-1:]:
        view(page, width, scheme)
        assert broken_rules(page) == [], (width, scheme)


@pytest.mark.sweep("cvgen/writers/html", "cvgen/themes", "themes", kinds=())
@every_page
@every_theme
def test_nothing_is_wider_than_the_window(open_page: Open, theme: str, name: str) -> None:
    page = open_page(name, theme)
    for width in (320, 390, 620, 768, 1000, 1440):
        view(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_CUT_OFF) == [], width
        assert page.evaluate(_OVERLAID) == [], width


@every_theme
def test_text_twice_as_large_still_fits(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    page.add_style_tag(content="html { font-size: 212.5% }")
    for width in (390, 1000):
        view(page, width)
        assert page.evaluate(_CUT_OFF) == [], width


@every_theme
def test_links_lead_to_their_sections(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    page.emulate_media(reduced_motion="reduce")
    links = page.locator("nav li a")
    assert links.count() >= 4
    for number in range(links.count()):
        link = links.nth(number)
        link.click()
        head = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}'] h2")
        assert head.inner_text() == link.inner_text()
        box = head.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 720


@every_theme
def test_keys_go_from_the_skip_link_through_head_and_links(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    view(page, 1000)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#CV"
    box = skip.bounding_box()
    assert box is not None
    assert box["height"] > 20
    order = []
    for _ in range(40):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.closest('header, nav, main')?.tagName"))
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle") == "solid"
        if order[-1] == "MAIN":
            break
    assert list(dict.fromkeys(order)) == ["HEADER", "NAV", "MAIN"]


@every_theme
def test_the_skip_link_takes_the_keys_past_the_links(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@every_theme
def test_dark_is_dark_and_only_on_screens(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    view(page, 1000, "dark")
    assert page.evaluate(ground) != light
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert page.locator("nav").is_visible() is False


@every_theme
def test_contrast_is_raised_for_those_who_ask(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    for scheme in ("light", "dark"):
        view(page, 1000, scheme)
        page.emulate_media(contrast="more")
        colours = {page.locator(one).first.evaluate("one => getComputedStyle(one).color")
                   for one in (".when", "nav li a", "main li")}  # fmt: skip
        assert colours == {"rgb(0, 0, 0)" if scheme == "light" else "rgb(255, 255, 255)"}


@every_theme
def test_every_letter_is_in_a_font_of_the_page(open_page: Open, theme: str) -> None:
    page = open_page("normal", theme)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
    used = [
        session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in found
    ]
    strange = {font["familyName"] for fonts in used for font in fonts if not font["isCustomFont"]}
    assert strange == set()


def test_the_data_are_read_and_the_pdf_is_named(open_page: Open) -> None:
    page = open_page("normal", "academic")
    text = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(text or "")["@type"] == "Person"
    assert page.locator("nav .pdf").get_attribute("href") == PDF
