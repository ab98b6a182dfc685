"""A theme's stylesheet cannot hide words of the CV on the web without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.assets.files import Assets
from cvgen.errors import RenderError
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from cvgen.writers.html.visible import verify_on_screen
from tests.samples import FULL

HIDING = [
    "* { display: none }", "body { display: none }", "li { display: NONE !important }",
    "@media screen { section { display: none } }", "@layer a { section { display: none } }",
    "@supports (display: block) { section { display: none } }", "h1 { visibility: hidden }",
    "section { opacity: 0 }", "body { font-size: 0 }", "main { content-visibility: hidden }",
]  # fmt: skip
SHOWING = [
    "@media print { section { display: none } }", "a { color: white }",
    "@media (max-width: 9px) { section { display: none } }",
    "section { display: none } section { display: block }", "h1::before { display: none }",
    "section { visibility: hidden } section * { visibility: visible }",
    "body { font-size: 0 } body * { font-size: 10pt }", "nonsense { }}} : { display: none",
]  # fmt: skip


def written(css: str, theme: str = "industry") -> None:
    own = replace(load_theme(theme), extra_css=css, extra_name="own.css")
    WRITERS["html"].write(FULL, own, Assets())


@pytest.mark.parametrize("css", HIDING)
def test_what_hides_words_is_an_error(css: str) -> None:
    with pytest.raises(RenderError, match="E428 the HTML page lacks words of the CV") as caught:
        written(css)
    assert caught.value.problems[0].hint
    assert "the stylesheet of the theme" in caught.value.problems[0].hint


@pytest.mark.parametrize("css", SHOWING)
def test_rules_that_do_not_hide_on_every_screen_are_ignored(css: str) -> None:
    written(css)


@pytest.mark.parametrize("theme", theme_names())
def test_bundled_themes_hide_nothing(theme: str) -> None:
    written("h1 { color: black }", theme)


def test_a_page_may_be_nested_deeply() -> None:
    with pytest.raises(RenderError, match="E428"):
        verify_on_screen(FULL, "<div>" * 3000 + "<p hidden>x</p>", "p { color: red }", "odd")
