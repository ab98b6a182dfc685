"""Page breaks: nothing is lost, misplaced, split or left alone, in any theme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from cvgen.assets.files import Assets
from cvgen.document import Document, Paragraph
from cvgen.errors import Problem
from cvgen.themes import Theme, layout_of, load_theme, theme_names
from cvgen.writers import WRITERS
from cvgen.writers.pdf.engine.pages import measure_pages
from cvgen.writers.pdf.writer import MIN_FILL
from tests.helpers_boxes import lay_out
from tests.helpers_breaks import faults, outside
from tests.helpers_pages import pages
from tests.helpers_pdf import write
from tests.helpers_sweeps import Sample
from tests.samples import document, section, t
from tests.samples_breaks import varied

NAMES = theme_names()
OTHERS = (
    "academic date_position=right density=compact",
    "classic date_position=right",
    "classic density=normal page=Letter",
    "industry date_position=left density=airy",
    "industry publication_style=authors-first publication_numbers=down",
    "modern columns=sidebar",
)
STRESS = pages()["long"]


def themed(spec: str) -> Theme:
    """The theme of a name with options after it."""
    name, *options = spec.split()
    theme = load_theme(name)
    values = {}
    for key, value in (option.split("=") for option in options):
        option = theme.option(key)
        assert option is not None
        values[key] = option.check(value)
    return theme.with_values(values)


@pytest.mark.sweep("cvgen/themes", "themes", "cvgen/writers/pdf")
def test_every_end_of_a_page_is_a_good_one(sample: Sample) -> None:
    cases = [(name, lines) for lines in (0, 3, 6, 9) for name in NAMES]
    cases += [(spec, lines) for spec in OTHERS for lines in (0, 3)]
    for spec, lines in sample(cases, keep=2):
        theme = themed(spec)
        laid = lay_out(varied(lines), theme)
        assert len(laid.frames) > 2, (spec, lines)
        assert (spec, lines, faults(laid, dates_beside=theme.name != "plain")) == (spec, lines, [])


RULES = {
    "heading at the foot": ".section-head, .group-title, .several > .row { break-after: auto }",
    "first line at the foot": ".first:not(:last-child) { break-after: auto }",
    "split": ".keep, .short, .pair, .reference { break-inside: auto }",
    "lines of a section": ".content * { break-after: auto !important }",
    "alone at the head": ".brief, .pair { break-before: auto !important }",
    "lines of li": "html { orphans: 1; widows: 1 }",
    "not in order": ".detail { display: none }",
    "beside page": ".what { width: 300mm }",
    "dates not beside": ".row .when { padding-top: 12pt !important }",
}


@pytest.mark.sweep("tests/helpers_breaks.py", "tests/helpers_boxes.py", "themes", kinds=(), keep=0)
@pytest.mark.parametrize("fault", RULES)
def test_the_check_sees_what_a_theme_without_a_rule_does_wrong(fault: str) -> None:
    theme = replace(load_theme("industry"), extra_css=RULES[fault])
    growths = (22, *range(0, 26, 2))  # most show with the first
    seen = (line for lines in growths for line in faults(lay_out(varied(lines), theme)))
    assert any(fault in line for line in seen)


@pytest.mark.sweep("cvgen/themes", "themes", "cvgen/writers/pdf", kinds=())
@pytest.mark.parametrize(
    ("paper", "density"), [("A4", "normal"), ("Letter", "compact"), ("A4", "airy")]
)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_so_long_that_it_leaves_the_page(name: str, paper: str, density: str) -> None:
    theme = themed(f"{name} page={paper} density={density}")
    assert list(outside(lay_out(STRESS, theme))) == []


def lines(number: int) -> list[Problem]:
    """The warnings for a document of ``number`` short paragraphs in one certain layout."""
    doc = document(section("lines", *[Paragraph(t("A line."))] * number))
    theme = load_theme("industry")
    fixed = replace(theme, layout=layout_of(theme.settings))
    return list(WRITERS["pdf"].write(doc, fixed, Assets()).warnings)


def test_a_last_page_with_little_on_it_is_reported() -> None:
    (warning,) = lines(40)
    assert (warning.code, warning.severity) == ("W405", "warning")
    assert "page 2 is " in warning.message
    assert "% full" in warning.message
    assert "--set density=compact" in str(warning.hint)


def test_a_last_page_with_little_on_it_is_filled_or_saved() -> None:
    for number in range(36, 60, 4):
        doc = document(section("lines", *[Paragraph(t("A line."))] * number))
        written = WRITERS["pdf"].write(doc, load_theme("industry"), Assets())
        assert (number, written.warnings) == (number, ())
        assert written.pages == 1 or written.notes


def test_a_full_page_and_a_single_one_are_not() -> None:
    assert lines(60) == []
    assert lines(2) == []


def test_what_is_set_already_is_not_advised() -> None:
    theme = themed("industry density=compact")
    laid = lay_out(document(section("lines", *[Paragraph(t("A line."))] * 52)), theme)
    measure = measure_pages(laid.rendered)
    assert len(laid.frames) == 2
    assert measure.fill < MIN_FILL
    assert measure.lines[1] == len(laid.lines[1])


@pytest.mark.sweep("cvgen/themes", "themes", "cvgen/writers/pdf", kinds=(), keep=0)
@pytest.mark.parametrize("name", NAMES)
def test_number_from_the_second_page_on_and_name_where_the_theme_shows_it(name: str) -> None:
    found = page_texts(varied(0), name)
    for number, text in enumerate(found[1:], 2):
        assert f"{number} / {len(found)}" in text
        assert ("Ada Example" in text) or not load_theme(name).settings["running_header"]
    assert "Curriculum vitae" not in found[0]
    (single,) = page_texts(document(section("one", Paragraph(t("One line.")))), name)
    assert "1 / 1" not in single


def page_texts(doc: Document, name: str) -> list[str]:
    """The text of each page."""
    pdf = PdfDocument(write(doc, name).data)
    return [page.get_textpage().get_text_range() for page in pdf]
