"""Stylesheets that are parsed rule by rule: they say the same as those parsed as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cvgen.assets.fetcher import THEME_BASE, make_fetcher
from cvgen.assets.files import Assets
from cvgen.themes import load_theme, theme_names
from cvgen.themes.css_variables import resolve_variables
from cvgen.themes.styles import print_css
from cvgen.writers.pdf.engine.load import weasyprint
from cvgen.writers.pdf.engine.sheets import parse_by_rules
from cvgen.writers.pdf.kit import font_list

EXTRA = """
.a { color: red; &:hover b { top: 1pt } } @media print { i, em { left: 2pt } }
@media screen { u {} }
h2::before { content: "} {" url(x.png) } @page :first { margin: 1cm; @top-left { content: "a;b" } }
p { width: var(--when); margin: var(--a) 1pt; font: 10pt/1.2 "A, B" }
"""
WHOLE = {
    "an import": '@import "x.css";', "a layer": "@layer a { b { color: red } }",
    "a font": "@font-face { font-family: A; src: url(a.ttf) }", "a loose end": "p { color: red",
    "an open bracket": "p { width: calc(1px } b { top: 0 }", "an escape": "\\62 { top: 0 }",
    "an open quote": "p { content: 'a } b { top: 0 }\n", "a lone word": "p {} word",
    "a value that does not exist": "p { color: nothing }", "a comment": "p { /* } */ top: 0 }",
}  # fmt: skip


def engine() -> Any:
    """WeasyPrint with all patches."""
    return weasyprint(font_list(load_theme("academic").settings.fonts, set()))


def parsed(css: str) -> Any:
    """``css``, parsed by rules."""
    return parse_by_rules(css, make_fetcher(load_theme("academic"), Assets()), THEME_BASE)


def content(sheet: Any) -> Iterator[object]:
    """Everything that a stylesheet says, in order, without the places of its parts."""
    for rules in (*_lists(sheet.matcher), sheet.matcher.other_selectors):
        for _, weight, order, pseudo_element, (declarations, layer) in rules:
            yield weight, order, pseudo_element, _values(declarations), layer
    for rule, selectors, declarations in sheet.page_rules:
        yield rule.at_keyword, selectors, _values(declarations)


def _lists(matcher: Any) -> Iterator[list[Any]]:
    for table in (
        matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors,
    ):  # fmt: skip
        yield from (table[name] for name in table)


def _values(declarations: Any) -> list[object]:
    return [
        (name, [part.serialize() for part in value.tokens], important)
        if hasattr(value, "tokens")
        else (name, repr(value).partition(" object at ")[0], important)
        for name, value, important in declarations
    ]


@pytest.mark.parametrize("name", theme_names())
def test_every_theme_says_the_same(name: str) -> None:
    css = resolve_variables(print_css(load_theme(name)) + EXTRA)
    whole = engine().CSS(string=css, base_url=THEME_BASE, url_fetcher=None)
    expected = list(content(whole))
    assert len(expected) > 100
    assert list(content(parsed(css))) == list(content(parsed(css))) == expected


@pytest.mark.parametrize("css", WHOLE.values(), ids=WHOLE)
def test_what_depends_on_other_rules_is_left_to_the_engine(css: str) -> None:
    assert parsed(f"a {{ top: 0 }} {css}") is None
    assert parsed("a { top: 0 }") is not None


def pending(sheet: Any) -> list[Any]:
    """The values of ``sheet`` that the engine computes for each element."""
    rules = [rule for rules in _lists(sheet.matcher) for rule in rules]
    values = [value for rule in rules for _, value, _ in rule[-1][0]]
    return [value for value in values if hasattr(value, "tokens")]


def test_a_wrong_value_is_reported_for_each_document() -> None:
    css = "\n\n  p { margin: var(--a) }"
    whole = engine().CSS(string=css, base_url=THEME_BASE, url_fetcher=None)
    places = {(one.tokens[0].source_line, one.tokens[0].source_column) for one in pending(whole)}
    for _ in range(2):
        found = pending(parsed(css))
        assert len({id(value) for value in found}) == 1 < len(found)
        assert {(one.tokens[0].source_line, one.tokens[0].source_column) for one in found} == places
        assert not found[0]._reported_error
        found[0]._reported_error = True  # the engine has reported it


def test_what_the_engine_reports_once_is_reported_again() -> None:
    for _ in range(2):
        assert parsed("p { top: 0 } b { color: nothing }") is None
