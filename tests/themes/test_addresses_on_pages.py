"""Addresses on a page: in full where a head has room, and broken only behind a slash."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product

import pytest

from cvgen.document import Document
from cvgen.markup.inline import literal
from cvgen.themes import load_theme, theme_names
from cvgen.themes.filters import inline
from cvgen.writers.pdf.head import whole_addresses
from tests.helpers_boxes import lay_out
from tests.helpers_cv import document_of
from tests.helpers_documents import written
from tests.helpers_geometry import lines_of
from tests.helpers_pdf import text, write
from tests.helpers_sweeps import Sample

SCHOLAR = "scholar.google.com/citations?user=AbCdEfGhIjKl"
LINKEDIN = "linkedin.com/in/ada-example-of-the-analytical-engines"
RESEARCH = f"researchgate.net/profile/{'Ada-Example-' * 6}Lovelace"


def with_links(*links: str, email: str = "ada@example.org") -> Document:
    """A CV with these addresses in its head, or ``label -> address``."""
    lines = ""
    for link in links:
        label, equals, address = link.rpartition(" -> ")
        url = f"https://www.{address}"
        lines += f"- {{label: {label!r}, url: {url!r}}}\n" if equals else f"- {url}\n"
    return document_of(
        f"name: Ada Example\nemail: {email}\nlinks:\n{lines}sections: {{interests: [chess]}}\n"
    )


def shown(doc: Document, theme: str) -> list[str]:
    """The lines of contacts."""
    found = lines_of(lay_out(doc, theme), "contact-line").values()
    return [" ".join(line.split()) for lines in found for line in lines]


@pytest.mark.sweep("cvgen/writers/pdf", "themes", keep=2)
def test_a_head_shows_the_whole_address_where_that_takes_no_further_line(sample: Sample) -> None:
    heads = [(), ("github.com/ada-of-the-looms",)]
    labelled = [f"{label} -> {SCHOLAR}" for label in ("Google Scholar", SCHOLAR)]
    found = set()
    cases = product(theme_names(), heads)
    for theme, others in sample(cases, kinds=lambda case: (case[1],), keep=4):
        lines, short, whole = (
            shown(with_links(*others, link, "orcid.org/0000-0002-1825-0097"), theme)
            for link in (f"{SCHOLAR}&hl=en", *labelled)
        )
        assert lines == (whole if len(whole) == len(short) else short), (theme, others)
        found.add(lines == whole)
    assert found == {True, False}


def test_an_address_that_a_person_can_type_is_worth_a_line() -> None:
    doc = with_links("github.com/ada", SCHOLAR, LINKEDIN, "orcid.org/0000-0002-1825-0097", RESEARCH)
    lines = shown(doc, "classic")
    assert LINKEDIN in " ".join(lines)
    assert "ResearchGate" in " ".join(lines)
    assert LINKEDIN in text(write(doc, "classic"))
    page = written(doc, load_theme("classic"), "html").data.decode()
    assert ">LinkedIn</a>" in page


def test_short_addresses_take_what_others_leave() -> None:
    def lines(some: Collection[int]) -> int:
        return 2 + (1 in some) + (len(some) > 2)

    typed, number, long = "ada.example/a", "ada.example/?id=1", f"ada.example/{'a' * 60}"
    assert whole_addresses({}, lines) == set()
    assert whole_addresses({0: number}, lines) == {0}
    assert whole_addresses({1: number}, lines) == set()
    assert whole_addresses({1: long}, lines) == set()
    assert whole_addresses({1: typed, 0: number}, lines) == {0, 1}
    assert whole_addresses({3: number, 4: long, 5: number}, lines) == {3, 4}


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://mills.example/looms", []),
        ("https://mills.example/looms/and/cards/of-the-engine/x",
         ["https://mills.example/", "of-the-engine/x"]),
        ("mills.example/looms/and/other/punched-cards-of-the-engine",
         ["punched-cards-of-the-engine"]),
        (f"mills.example/{'punched-' * 6}cards", []),
        ("On looms/cards, and other parts of-the analytical engine", []),
    ],
)  # fmt: skip
def test_a_part_of_an_address_is_not_broken_behind_a_hyphen(address: str, parts: list[str]) -> None:
    html = str(inline(literal(address, href="https://mills.example/")))
    found = [part.split("</span>")[0] for part in html.split('<span class="nb">')[1:]]
    assert found == parts
