"""The theme `plain`: programs that read it by its layout get the right order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

import cvgen
from cvgen.themes import load_theme
from cvgen.themes.colour import contrast
from cvgen.themes.styles import print_css
from tests.helpers_sweeps import Sample
from tests.helpers_themes import order, pages_of, sizes
from tests.samples import FULL, POSITION, document, long_document, section

THEME = load_theme("plain")


@pytest.mark.sweep("themes/plain", "themes/base", "cvgen/themes", kinds=(), keep=0)
def test_every_reader_finds_the_words_in_their_order() -> None:
    # pdfminer reads the dates of a list as a column.
    for doc, least in ((long_document(), 0.97), (FULL, 0.92)):
        found = order(doc, THEME)
        assert found["pypdf"] == 1.0
        assert found["pdfminer"] > least


@pytest.mark.sweep("themes/modern", "themes/plain", "themes/base", "cvgen/themes", kinds=(), keep=0)
@pytest.mark.parametrize("name", ["modern", "plain"])
@pytest.mark.parametrize("density", ["compact", "normal", "airy"])
def test_the_name_is_never_glued_to_what_follows(name: str, density: str) -> None:
    header, theme = FULL.header, cvgen.theme(name, density=density, running_header=False)
    alone = replace(header, headline=(), affiliation=())
    for head in (header, replace(header, headline=()), replace(header, affiliation=()), alone):
        doc = replace(FULL, header=head)
        assert order(doc, theme)["pypdf"] > 0.97


@pytest.mark.sweep("themes/plain", "themes/base", "cvgen/themes", kinds=())
def test_order_with_other_options(sample: Sample) -> None:
    options = product(("left", "right"), ("role", "organization"), ("compact", "airy"))
    for date, lead, density in sample(options, kinds=lambda values: values):
        theme = cvgen.theme("plain", date_position=date, lead=lead, density=density)
        assert order(FULL, theme)["pypdf"] == 1.0


def lines_of(kind: str) -> list[str]:
    part = replace(section("x", POSITION), type=kind)
    page = pages_of(document(part), THEME)[0]
    return [str(line) for line in page.get_textpage().get_text_range().splitlines()]


@pytest.mark.parametrize("kind", ["experience", "education", "funding"])
def test_a_role_with_its_dates_has_a_line_and_the_organization_the_next(kind: str) -> None:
    lines = lines_of(kind)
    start = lines.index("Chief Engineer Sep 2023 – present")
    assert lines[start + 1].startswith("Analytical Engines Ltd · Mill Group, Nowhere")


def test_bars_stand_between_contacts_and_never_at_the_end_of_a_line() -> None:
    pdf = pages_of(FULL, THEME)
    lines = pdf[0].get_textpage().get_text_range().splitlines()
    assert any("ada@example.org | +00 123 456 | Nowhere, NL" in line for line in lines)
    assert not any(line.strip().endswith("|") or line.startswith("|") for line in lines)


def test_in_black() -> None:
    css = print_css(THEME)
    for name in ("ink", "muted"):
        colour = re.findall(rf"--{name}: #(\w+)", css)[-1]
        full = "#" + ("".join(2 * digit for digit in colour) if len(colour) == 3 else colour)
        assert contrast(full, "#ffffff") >= 10
    assert THEME.settings["accent"] == "#000000"


@pytest.mark.sweep("themes/plain", "themes/base", "cvgen/themes", kinds=())
def test_no_small_letters() -> None:
    assert min(sizes(pages_of(FULL, THEME))) >= 8.4
