"""Widths of texts that are measured once for all layouts of a document with the same widths."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.assets.files import Assets
from cvgen.themes import load_theme, theme_names
from cvgen.themes.css_variables import resolve_variables
from cvgen.themes.styles import layout_css, print_css
from cvgen.themes.theme import layout_of
from cvgen.writers.pdf import writer as _writer
from cvgen.writers.pdf.probes import Widths, css_of_widths
from cvgen.writers.pdf.writer import write_pdf
from tests.helpers_cv import ADA, document_of

_HEIGHTS = {"classic", "modern"}
"""The themes that set the height of an element, which could be a picture with its own ratio."""


def css_in(name: str, **changes: float) -> str:
    """What changes widths in the stylesheets of a theme, in its layout with ``changes``."""
    theme = load_theme(name)
    layout = replace(layout_of(theme.settings), **changes)
    looser = replace(theme, layout=layout)
    return css_of_widths(resolve_variables(f"{print_css(theme)}\n{layout_css(looser)}"))


@pytest.mark.parametrize("name", theme_names())
def test_gaps_and_leading_change_no_width(name: str) -> None:
    usual = css_in(name)
    assert len(usual) > 5000
    assert (css_in(name, air=1.3, leading=1.6) == usual) == (name not in _HEIGHTS)
    assert css_in(name, size=8.3) != usual
    assert css_in(name, side=31.0) != usual


@pytest.mark.parametrize(
    "css",
    [
        "p { line-height: 2 }", "p { font: 10pt/12pt A }", "p { font: italic 10pt/1.2 A }",
        "p { margin-top: 2pt; padding-block: 1pt 2pt }", ":root { --a: 2 }", "p { row-gap: 2pt }",
    ],
)  # fmt: skip
def test_heights_are_left_out(css: str) -> None:
    assert css_of_widths(css) == css_of_widths(css.replace("2", "3"))


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 2pt }", "p { margin-left: 2pt }", "p { font-size: 2pt }", "p { width: 2lh }",
        "p { line-height: 2; width: 1rlh }", ":root { --a: 2 } p { width: var(--a) }",
        "p { font: 2pt/12pt A }", "p { background: url(a/2pt) }", "p { letter-spacing: 2pt }",
    ],
)  # fmt: skip
def test_everything_else_is_kept(css: str) -> None:
    assert css_of_widths(css) != css_of_widths(css.replace("2", "3"))


@pytest.mark.parametrize("name", ["academic", "folio"])
def test_a_second_measuring_gives_the_same_document(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, theme = document_of(ADA), load_theme(name)
    once = write_pdf(document, theme, Assets())
    assert "gaps" in str(once.notes)
    measured: list[str] = []

    def unknown(probes: str, *_: object) -> Widths:
        measured.append(probes)
        return {}

    monkeypatch.setattr(_writer, "_known_widths", unknown)
    assert write_pdf(document, theme, Assets()) == once
    assert len(measured) > 1
