"""Custom properties replaced by their values: the same meaning, less work for the engine."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.themes import load_theme, theme_names
from cvgen.themes.css_variables import resolve_variables
from cvgen.themes.styles import print_css

ROOT = """:root { --size: 10pt; --none: initial; --leading: 1.3;
  --b: calc(var(--size) * var(--leading)) }
"""


def value_of(css: str) -> str:
    """The value of the last declaration of a stylesheet."""
    return resolve_variables(css).rpartition("x:")[2].strip(" }\n")


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("var(--size)", "10pt"),
        ("var( --b )", "13pt"),
        ("calc(var(--b) * .5 + 1mm)", "9.3346457pt"),
        ("calc(-1 * (2mm + var(--size)))", "-15.669291pt"),
        ("max(8.4pt, calc(var(--size) * .9))", "9pt"),
        ("min(1in, 1cm)", "28.346457pt"),
        ("calc(3 / 2)", "1.5"),
        ("1pt solid calc(2px * 2) var(--b)", "1pt solid 3pt 13pt"),
    ],
)
def test_what_is_the_same_everywhere_is_put_in(value: str, made: str) -> None:
    assert value_of(f"{ROOT}p {{ x: {value} }}") == made


@pytest.mark.parametrize(
    "value",
    ["calc(100% - 2pt)", "calc(1em * 2)", "calc(1pt + 2)", "calc(1pt * 2pt)", "calc(2 / 1pt)",
     "calc(1 / 0)", "var(--unknown)", "var(--unknown, 3pt)", "max(1pt, 2)", "fmin(1pt, 2pt)",
     "calc(1pt, 2pt)", "calc(1pt", "var(--none)"],
)  # fmt: skip
def test_what_is_not_certain_is_left(value: str) -> None:
    assert value_of(f"{ROOT}p {{ x: {value} }}") == value


@pytest.mark.parametrize(
    "rule",
    [".dark { --size: 12pt }", "@media screen { :root { --size: 12pt } }", "html { --size: 1pt }",
     ":root { --size: 9pt !important }", ":root.dark { --size: 12pt }",
     "p { color: red; --size: 12pt; top: 0 }", "p { --size: 12pt; b { top: 0 } }"],
)  # fmt: skip
def test_what_is_set_elsewhere_too_is_left_with_all_that_hangs_on_it(rule: str) -> None:
    css = f"{ROOT}{rule} p {{ x: var(--size) var(--b) var(--leading) }}"
    assert value_of(css) == "var(--size) var(--b) 1.3"


def test_the_last_value_counts_and_strings_and_comments_do_not() -> None:
    css = f"""{ROOT} /* .a {{ --size: 1pt }} */ p::before {{ content: "{{ --size: 2pt }}" }}
    :root {{ --size: 11pt }} p {{ x: var(--size) }}"""
    assert value_of(css) == "11pt"


def test_a_string_is_kept_whatever_it_holds() -> None:
    css = """:root { --font: "a; b /* c", d } p { content: "*/ }"; src: url(a/*b) }
    q::before { content: 'var(--font) calc(1 + 1)' } q { x: *** }"""
    made = css.replace("***", '"a; b /* c", d')
    assert resolve_variables(css.replace("***", "var(--font)")) == made


def test_properties_that_go_in_a_circle_are_left() -> None:
    assert value_of(":root { --a: var(--b); --b: var(--a) } p { x: var(--a) }") == "var(--a)"


@pytest.mark.parametrize("name", theme_names())
def test_hardly_anything_is_left_of_a_bundled_theme(name: str) -> None:
    css = print_css(load_theme(name))
    left = re.findall(r"var\(|calc\(", resolve_variables(css))
    assert len(left) < len(re.findall(r"var\(|calc\(", css)) / 3


@given(st.text("{};:- \"'()var/*!calc0123456789.,pt\n", max_size=80))
def test_any_text_is_folded_and_once_is_enough(css: str) -> None:
    made = resolve_variables(css)
    assert resolve_variables(made) == made or "var(" in made or "/*" in made
