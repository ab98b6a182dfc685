"""Dates, labels, names and contacts fit their columns in every language, and the photo its edge."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from cvgen.document import Document
from cvgen.locales.tags import locale_names
from cvgen.themes import Theme, load_theme, theme_names
from cvgen.writers.pdf.head import balanced_lines
from tests.helpers_boxes import LaidOutPages, lay_out
from tests.helpers_cv import document_of
from tests.helpers_geometry import geometry_faults, lines_of
from tests.helpers_stress import with_photo
from tests.helpers_sweeps import Sample

LONG_NAME = "Maximiliane Alexandra von Hohenstein-Sigmaringen-Weißenfels"
LONGER_NAME = f"{LONG_NAME} {LONG_NAME[:18]}"
CONTACTS = {
    "few": "email: ada@example.org",
    "many": """\
email: ada.of.the.analytical.engines@example.org
phone: +44 20 7946 0018
location: London, UK
links: [https://ada.example, https://github.com/ada-example, https://linkedin.com/in/ada-example]
""",
    "long": """\
email: ada.example.of.the.looms.and.the.mills@department-of-analytical-and-other-engines.example
links:
  - https://scholar.google.com/citations?user=AbCdEfGhIjKlMnOp&hl=en&oi=ao&view_op=list_works
  - https://orcid.org/0000-0002-1825-0097
  - https://linkedin.com/in/ada-example-of-the-analytical-engines
""",
}
SECTIONS = """\
sections:
  experience:
    - {role: Engineer, organization: Analytical Engines, start: 2019-06, end: present}
    - {role: Intern, organization: Difference Works, start: 2016-09, end: 2017-10}
    - {role: Student, organization: Difference Works, start: 2015-05, end: 2015-08}
    - {role: Visitor, organization: Difference Works, date: 2014}
  funding:
    - {title: Cards and looms, start: 2021, end: 2022}
  publications:
    - {title: On cards, authors: [Ada Example], year: 2020-11, venue: Mills}
  skills:
    - {group: Programmiersprachenkenntnisse, items: [Python, Rust]}
    - {group: Organizing committee of the mill, items: [git, make]}
  teaching:
    - {course: Cards, institution: Difference Works, start: 2018-09, end: 2019-02}
"""


def cv(language: str = "en", name: str = "Ada Example", contacts: str = "many") -> Document:
    """A CV in ``language`` with these contacts."""
    head = f"language: {language}\nname: {name}\nheadline: Systems engineer\n"
    return document_of(f"{head}{CONTACTS[contacts]}\n{SECTIONS}")


def laid_with(doc: Document, theme: Theme, photo: Path | None = None) -> LaidOutPages:
    """The pages of ``doc``, with a photo in the folder ``photo`` if given."""
    if photo is None:
        return lay_out(doc, theme)
    picture = with_photo(photo).header
    header = replace(doc.header, photo=picture.photo, photo_alt="Portrait")
    return lay_out(replace(doc, header=header), theme, photo / "me.jpg")


@pytest.mark.sweep("cvgen/themes", "themes", "cvgen/writers/pdf", "cvgen/locales")
def test_nothing_is_broken_overlaps_or_leaves_the_page(tmp_path: Path, sample: Sample) -> None:
    names = product(("Ada Example", LONG_NAME), CONTACTS, (False, True))
    heads = [("en", *head) for head in names]
    languages = [(one, "Ada Example", "many", True) for one in locale_names()]
    longest = [(one, LONG_NAME, "long", True) for one in locale_names()]
    cases = [
        *product(theme_names(), ("A4", "Letter"), (*heads, *languages)),
        *product(theme_names(), ("A4",), longest),
    ]
    for theme, page, (language, name, contacts, photo) in sample(
        cases, kinds=lambda case: (case[0], case[2][0], case[2][2])
    ):
        look = load_theme(theme).with_values({"page": page, "photo": True})
        laid = laid_with(cv(language, name, contacts), look, tmp_path if photo else None)
        case = (theme, page, language, name, contacts, photo)
        assert (case, geometry_faults(laid)) == (case, [])


RULES = {
    "date broken": ("ko", ".when .nb { white-space: normal } .when { width: 9mm !important }"),
    "word broken": ("en", "dt { width: 16mm !important; overflow-wrap: anywhere }"),
    "overlap": ("en", "dt, .when { white-space: nowrap } :root { --when: 4mm !important; "
                "--label: 4mm !important; --label-word: 4mm !important }"),
    "beside page": ("en", ".contact { max-width: none; white-space: nowrap }"
                    " .contacts, .contacts * { font-size: 20pt }"),
    "photo from": ("en", ".portrait { padding-inline-end: 9mm }"),
    "photo on": ("en", ".who { display: block; width: 174mm; text-align: end }"),
}  # fmt: skip


@pytest.mark.sweep("tests/helpers_geometry.py", "tests/helpers_boxes.py", "themes", keep=2)
@pytest.mark.parametrize("fault", RULES)
def test_the_check_sees_what_a_theme_without_a_rule_does_wrong(fault: str, tmp_path: Path) -> None:
    language, css = RULES[fault]
    theme = replace(load_theme("classic"), extra_css=css)
    found = geometry_faults(laid_with(cv(language, contacts="long"), theme, tmp_path))
    assert any(fault in line for line in found), found


@pytest.mark.parametrize("theme", ["academic", "industry", "modern"])
def test_usual_dates_take_one_line(theme: str) -> None:
    for language in ("en", "de", "ja"):
        dates = lines_of(lay_out(cv(language), theme), "when")
        assert {len(lines) for lines in dates.values()} == {1}, (language, dates)


def test_dates_wider_than_the_column_may_be_break_after_the_dash() -> None:
    theme = replace(load_theme("classic"), extra_css=".date-position-left { --when-max: 18mm }")
    dates = lines_of(lay_out(cv("ko"), theme), "when")
    found = [[line.replace("\N{NO-BREAK SPACE}", " ") for line in one] for one in dates.values()]
    assert ["2016년 9월 –", "2017년 10월"] in found


@pytest.mark.sweep("cvgen/writers/pdf", "themes", keep=2)
def test_a_long_name_takes_a_smaller_size_before_it_takes_two_lines(sample: Sample) -> None:
    name = "Maximiliane von Sigmaringen"
    for theme in sample(theme_names(), keep=2):
        usual, smaller, two = (
            lines_of(lay_out(cv(name=one), theme), "h1").popitem()[1]
            for one in ("Ada Example", name, LONGER_NAME.replace("-", " "))
        )
        assert (len(usual), len(smaller), len(two)) == (1, 1, 2), theme
        lengths = sorted(map(len, two))
        assert lengths[0] > 0.5 * lengths[1], two


def test_a_name_in_two_lines_breaks_where_these_are_most_equal_and_before_a_particle() -> None:
    words = LONGER_NAME.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    allowed = [half for half in halves if not half[0].endswith(" von")]
    best = min(allowed, key=lambda half: max(map(len, half)))
    for theme in theme_names():
        lines = lines_of(lay_out(cv(name=LONGER_NAME), theme), "h1").popitem()[1]
        assert tuple(" ".join(line.split()) for line in lines) == best, theme


def test_contacts_take_the_fewest_lines_of_about_one_width() -> None:
    kinds = ["reach"] * 3 + ["link"] * 3
    assert balanced_lines([10] * 6, kinds, 1, 65) == [0, 6]
    assert balanced_lines([10] * 6, kinds, 1, 64) == [0, 3, 6]
    assert balanced_lines([10, 10, 10, 90, 10, 10], kinds, 1, 64) == [0, 3, 4, 6]
    assert balanced_lines([10] * 5, ["reach"] * 2 + ["link"] * 3, 1, 50) == [0, 2, 5]
    assert balanced_lines([], [], 1, 50) == [0]
