"""PDFs read back with readers of three makers: structure, fonts, words and links."""

from __future__ import annotations

import importlib
import io
import re
from typing import Any

import pytest

from cvgen.document import Paragraph
from cvgen.themes import load_theme
from tests.helpers_pdf import BOTH, reader, text, write
from tests.samples import FULL, document, section, t


@BOTH
def test_tagged_with_title_language_and_outline(name: str) -> None:
    written = write(FULL, name)
    pdf = reader(written)
    root = pdf.trailer["/Root"]
    assert {problem.code for problem in written.warnings} <= {"W405"}
    assert written.pages == len(pdf.pages)
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("en", True)
    assert (pdf.metadata.title, pdf.metadata.author) == ("CV of Ada Example", "Ada Example")
    assert pdf.metadata.creation_date is None
    assert b"pdfuaid" in root["/Metadata"].get_data()
    names = [item.title for item in flat(pdf.outline)]
    assert names[:3] == ["Ada Example", "Experience", "Funding"]


def flat(outline: Any) -> list[Any]:
    return [x for item in outline for x in (flat(item) if isinstance(item, list) else [item])]


@BOTH
def test_only_the_fonts_of_the_theme(name: str) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader(write(FULL, name)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    family = "CV-Serif" if name == "academic" else "CV-Sans"
    assert fonts
    assert all(re.fullmatch(rf"/[A-Z]{{6}}\+{family}[\w-]*", font) for font in fonts), fonts


EXPECTED = {
    "academic": "Sep 2023 – present Chief Engineer, Analytical Engines Ltd, Nowhere Mill Group",
    "industry": "Chief Engineer, Analytical Engines Ltd – Mill Group, Nowhere Sep 2023 – present",
}


def by_pypdf(data: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfium(data: bytes) -> str:
    pypdfium2 = importlib.import_module("pypdfium2")
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def by_pdfminer(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


@BOTH
@pytest.mark.parametrize("extract", [by_pypdf, by_pdfium])
def test_readers_see_the_text_in_order(name: str, extract: Any) -> None:
    words = " ".join(extract(write(FULL, name).data).split())
    assert EXPECTED[name] in words
    assert "Ada Example Professor of Calculating Machinery" in words
    assert "• Cut the cycle time by 40 %. • Led six people" in words
    assert "Experience" in words
    order = ["Experience", "Difference Works", "Senior Fitter", "Funding", "Publications", "Skills"]
    assert sorted(order, key=words.index) == order


@BOTH
def test_no_reader_loses_or_glues_a_word(name: str) -> None:
    from html import unescape

    from cvgen.themes.render import render_body

    body = unescape(re.sub(r"<[^>]*>", " ", render_body(FULL, load_theme(name))))
    wanted = set(re.findall(r"\w[\w.@+:/-]*\w", body))
    data = write(FULL, name).data
    for extract in (by_pypdf, by_pdfium, by_pdfminer):
        found = set(re.findall(r"\w[\w.@+:/-]*\w", extract(data)))
        assert wanted <= found, (extract.__name__, wanted - found)


def test_name_is_clear_of_the_next_line() -> None:
    for name in ("academic", "industry"):
        lines = text(write(FULL, name)).splitlines()
        assert lines[0] == "Ada Example"


def test_links_and_their_text() -> None:
    pdf = reader(write(FULL))
    links = {a.get_object()["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", ())}
    assert {"mailto:ada@example.org", "https://doi.org/10.1000/182"} <= links
    assert not any(link.startswith("file:") for link in links)


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/lowering", "themes", kinds=(), keep=3)
@pytest.mark.parametrize("length", range(60, 90, 3))
def test_a_range_stays_on_its_line_and_reads_as_it_is(length: int) -> None:
    words = f"{'word ' * 30}"[:length].rstrip() + " 1234567890–1234567890 and 12–15"
    written = write(document(section("x", Paragraph(t(words)))))
    for found in (text(written), by_pypdf(written.data)):
        assert "1234567890–1234567890" in found
        assert "12–15" in found
        assert "\N{WORD JOINER}" not in found
