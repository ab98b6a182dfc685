"""Pages of a PDF: their headers and breaks, and pages that are nearly empty."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace

import pytest

from cvgen.document import Bullets, Document, DocumentSection, EntryBlock, Paragraph, When
from tests.helpers_boxes import lay_out
from tests.helpers_pdf import BOTH, reader, text, write
from tests.helpers_sweeps import Sample
from tests.samples import (
    EMPTY,
    FULL,
    document,
    long_document,
    reference,
    section,
    t,
)


def test_header_from_page_two_and_none_on_a_single_page() -> None:
    pages = [page.extract_text() for page in reader(write(long_document())).pages]
    assert len(pages) == 3
    assert "Curriculum vitae" not in pages[0]
    assert [("Updated Aug 2024" in page) for page in pages] == [False, False, True]
    assert "Curriculum vitae" in pages[1]
    assert "2 / 3" in pages[1]
    single = text(write(document(section("x", Paragraph(t("One line."))))))
    assert "1 / 1" not in single
    assert "Updated Aug 2024" in single


def test_page_numbers_are_artifacts() -> None:
    page = reader(write(long_document())).pages[1]
    content = page.get_contents().get_data()
    assert content.count(b"/Artifact") >= 3
    marked = len(re.findall(rb"/MCID (\d+)", content))
    root = reader(write(long_document())).trailer["/Root"]["/StructTreeRoot"]
    assert marked == len(root["/ParentTree"]["/Nums"][3].get_object())


def shifted(lines: int, *sections: DocumentSection) -> Document:
    """A document whose first section is ``lines`` lines, so that pages break elsewhere."""
    return document(section("lines", *[Paragraph(t("A line."))] * (lines + 1)), *sections)


@pytest.mark.sweep("cvgen/writers/pdf", "themes", kinds=())
@BOTH
def test_no_heading_at_the_foot_and_no_text_outside_of_the_page(name: str, sample: Sample) -> None:
    pypdfium2 = importlib.import_module("pypdfium2")
    entry = EntryBlock(
        t("A position"), t("A firm"), body=(Bullets((t("did this"), t("did that"))),)
    )
    for lines in sample(range(0, 10, 2), keep=2):
        doc = shifted(lines, *(section(f"s{n}", *[entry] * (n % 2 + 1)) for n in range(14)))
        pages = pypdfium2.PdfDocument(write(doc, name).data)
        for number in range(len(pages)):
            page = pages[number].get_textpage()
            found = page.get_text_range().strip().splitlines()
            body = [line for line in found if " / " not in line and "Updated" not in line]
            assert not re.fullmatch(r"S\d+|A position, A firm", body[-1]), body[-3:]
            for index in range(page.count_rects()):
                left, bottom, right, top = page.get_rect(index)
                assert 30 < left < right < 565
                assert 20 < bottom < top < 822


@pytest.mark.sweep("cvgen/writers/pdf", "themes", kinds=())
@BOTH
def test_references_keep_together(name: str, sample: Sample) -> None:
    for lines in sample(range(4)):
        doc = shifted(lines, section("publications", *(reference(n, 3) for n in range(20))))
        for page in reader(write(doc, name)).pages:
            found = page.extract_text()
            assert found.count("On the Motion of Wheels") == found.count("doi:10.1000/182")


@pytest.mark.sweep("cvgen/writers/pdf", "themes", kinds=())
@BOTH
def test_dates_and_employers_are_never_parted_from_what_follows(name: str, sample: Sample) -> None:
    points = (Bullets(tuple(t(f"Fitted {n}.") for n in range(9))),)
    role = EntryBlock(t("Senior Fitter"), when=When("2019–2023"), body=points)
    several = EntryBlock(t("Difference Works"), when=When("2015–2023"), body=(role,))
    for lines in sample(range(24, 34), keep=3):
        doc = shifted(lines, section("experience", several))
        for page in reader(write(doc, name)).pages:
            found = page.extract_text()
            together = ("2015–2023", "Difference Works", "2019–2023", "Senior Fitter", "Fitted 0.")
            assert len({part in found for part in together}) == 1, found


@BOTH
def test_empty_parts_give_a_page(name: str) -> None:
    written = write(EMPTY, name)
    assert written.pages == 1
    assert written.warnings == ()


def test_right_to_left() -> None:
    doc = replace(FULL, language="ar", direction="rtl")
    pages = [len(lay_out(one).frames) for one in (doc, FULL)]
    assert pages[0] == pages[1]
