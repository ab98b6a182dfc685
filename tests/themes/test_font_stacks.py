"""The font families of a page: the theme's own, then those of the document's script."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cvgen.themes import Theme, load_theme
from cvgen.themes.styles import font_stacks, print_css
from tests.helpers_scripts import source

PROPERTY = re.compile(r"--font(?:-small|-name)?:([^;}]*)")


def used(css: str) -> str:
    """What counts for running text: the last word on it."""
    return [match[1] for match in PROPERTY.finditer(css) if match[0].startswith("--font:")][-1]


def system(theme: Theme) -> Theme:
    return theme.with_values({"web_fonts": "system"})


@pytest.mark.parametrize("sample", ["chinese", "arabic", "greek"])
def test_a_page_keeps_the_fonts_of_its_script(sample: str) -> None:
    page = source(sample, "academic", "html")
    assert '"CV Serif", var(--serif-of-script)' in used(page)
    assert "--serif-of-script:" in page


@pytest.mark.parametrize("name", ["academic", "industry", "modern"])
def test_so_does_a_page_with_the_fonts_of_the_system(name: str) -> None:
    theme = load_theme(name)
    fonts = theme.settings.font_set
    assert fonts is not None
    kind = "serif" if fonts.generic == "serif" else "sans"
    assert font_stacks(theme) == ""
    stack = used(print_css(theme) + font_stacks(system(theme)))
    assert stack.endswith(f"var(--{kind}-of-script)")
    assert fonts.text not in stack


def test_the_kind_of_a_family_is_in_its_name_or_said_by_the_theme() -> None:
    theme = load_theme("industry")
    fonts = theme.settings.font_set
    assert fonts is not None
    for family, generic, kind in (
        ("CV Serif", "sans-serif", "serif"), ("Garamond", "serif", "serif"),
        ("Garamond", "sans-serif", "sans"), ("Mill Sans", "serif", "sans"),
    ):  # fmt: skip
        chosen = replace(fonts, text=family, generic=generic)
        css = print_css(replace(theme, settings=replace(theme.settings, font_set=chosen)))
        assert used(css).strip() == f'"{family}", var(--{kind}-of-script)'
