"""The PDF writer, read back with readers of three makers."""

from __future__ import annotations

import importlib
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samples import (
    EMPTY,
    FULL,
    HEADER,
    document,
    long_document,
    reference,
    section,
    t,
)

from cvgen.document import Bullets, Document, DocumentSection, Entry, Paragraph, When
from cvgen.errors import RenderError
from cvgen.inline import Run
from cvgen.themes import load_theme
from cvgen.writers import WRITERS, Assets, Written
from cvgen.writers._fetcher import make_fetcher
from cvgen.writers._fonts import uncovered

BOTH = pytest.mark.parametrize("name", ["academic", "industry"])


def write(doc: Document, name: str = "academic", folder: Path | None = None) -> Written:
    return WRITERS["pdf"].write(doc, load_theme(name), Assets(folder))


def reader(written: Written) -> Any:
    import pypdf

    return pypdf.PdfReader(io.BytesIO(written.data))


def text(written: Written) -> str:
    return "\n".join(page.extract_text() for page in reader(written).pages)


@BOTH
def test_tagged_with_title_language_and_outline(name: str) -> None:
    written = write(FULL, name)
    pdf = reader(written)
    root = pdf.trailer["/Root"]
    assert written.warnings == ()
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

    from cvgen.themes import render_body

    body = unescape(re.sub(r"<[^>]*>", " ", render_body(FULL, load_theme(name))))
    wanted = set(re.findall(r"\w[\w.@+:/-]*\w", body))
    data = write(FULL, name).data
    for extract in (by_pypdf, by_pdfium, by_pdfminer):
        found = set(re.findall(r"\w[\w.@+:/-]*\w", extract(data)))
        assert wanted <= found, (extract.__name__, wanted - found)


def test_name_stands_clear_of_the_next_line() -> None:
    for name in ("academic", "industry"):
        lines = text(write(FULL, name)).splitlines()
        assert lines[0] == "Ada Example"


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


@BOTH
def test_no_heading_at_the_foot_and_no_text_outside_of_the_page(name: str) -> None:
    pypdfium2 = importlib.import_module("pypdfium2")
    entry = Entry(t("A position"), t("A firm"), body=(Bullets((t("did this"), t("did that"))),))
    for lines in range(0, 10, 2):
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


@BOTH
def test_references_keep_together(name: str) -> None:
    for lines in range(4):
        doc = shifted(lines, section("publications", *(reference(n, 3) for n in range(20))))
        for page in reader(write(doc, name)).pages:
            found = page.extract_text()
            assert found.count("On the Motion of Wheels") == found.count("doi:10.1000/182")


@BOTH
def test_dates_and_employers_are_never_parted_from_what_follows(name: str) -> None:
    points = (Bullets(tuple(t(f"Fitted {n}.") for n in range(9))),)
    role = Entry(t("Senior Fitter"), when=When("2019–2023"), body=points)
    several = Entry(t("Difference Works"), when=When("2015–2023"), body=(role,))
    for lines in range(24, 34):
        doc = shifted(lines, section("experience", several))
        for page in reader(write(doc, name)).pages:
            found = page.extract_text()
            together = ("2015–2023", "Difference Works", "2019–2023", "Senior Fitter", "Fitted 0.")
            assert len({part in found for part in together}) == 1, found


def test_links_and_their_text() -> None:
    pdf = reader(write(FULL))
    links = {a.get_object()["/A"]["/URI"] for p in pdf.pages for a in p.get("/Annots", ())}
    assert {"mailto:ada@example.org", "https://doi.org/10.1000/182"} <= links
    assert not any(link.startswith("file:") for link in links)


def test_missing_characters_are_named_once() -> None:
    odd = "\U0001fae8\ue123"
    written = write(document(section("x", Paragraph((Run(f"a {odd} {odd}"),)))))
    codes = [(p.code, p.severity) for p in written.warnings]
    assert ("W401", "warning") in codes
    assert [p.message for p in written.warnings if "U+E123" in p.message] == [
        "no font has the character '\ue123' (U+E123)"
    ]


def test_coverage() -> None:
    faces = load_theme("academic").settings.fonts
    assert uncovered("Ärger – “naïve” Ωμέγα Привет\u00ad", faces) == set()
    assert uncovered("東 a京", faces) == {"東", "京"}


def test_photo_does_not_bring_its_folder_into_the_file(tmp_path: Path) -> None:
    from PIL import Image

    header = replace(HEADER, photo="me.jpg", photo_alt="Portrait of Ada")
    data = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (30, 40), "navy").save(tmp_path / name / "me.jpg")
        data.append(write(document(header=header), folder=tmp_path / name).data)
    assert data[0] == data[1]
    assert b"/Image" in data[0]
    missing = write(document(header=header))
    assert [p.code for p in missing.warnings] == ["W402"]


def test_stylesheet_of_a_stranger_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("body::before { content: 'secret' }")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.yaml").write_text("extends: industry\n")
    (tmp_path / "mine" / "theme.css").write_text(
        f"@import '{(tmp_path / 'secret.css').as_uri()}'; @import '../secret.css';"
        "@import 'http://127.0.0.1:9/x.css'; h1 { background: url(../../etc/passwd) }"
        "h2 { colour: red }"
    )
    theme = load_theme(tmp_path / "mine")
    written = WRITERS["pdf"].write(FULL, theme, Assets())
    assert "secret" not in text(written)
    remarks = [p.message for p in written.warnings]
    assert all(p.code == "W403" for p in written.warnings)
    assert any("colour" in remark for remark in remarks)
    assert any("only files of the theme" in remark for remark in remarks)
    again = WRITERS["pdf"].write(FULL, theme, Assets())
    assert {p.message for p in again.warnings} >= {r for r in remarks if "colour" in r}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "file:///theme/../../etc/passwd", "file:///theme/%2e%2e/secret.css",
        "file:///theme/link.css", "file://host/theme/theme.css", "FILE:///etc/passwd",
        "http://127.0.0.1:9/x", "https://example.org/x", "ftp://example.org/x", "theme.css",
        "asset:../secret.css", "asset:/etc/passwd", "asset:%2e%2e/secret.css", "asset:", "data",
    ],
)  # fmt: skip
def test_fetcher_refuses(tmp_path: Path, url: str) -> None:
    mine, cv = tmp_path / "mine", tmp_path / "cv"
    mine.mkdir()
    cv.mkdir()
    (tmp_path / "secret.css").write_text("secret")
    (mine / "theme.yaml").write_text("extends: industry\n")
    (mine / "link.css").symlink_to(tmp_path / "secret.css")
    fetcher = make_fetcher(load_theme(mine), Assets(cv))
    with pytest.raises(ValueError, match="only files"):
        fetcher.fetch(url)


def test_fetcher_serves(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("mine")
    fetcher = make_fetcher(load_theme("academic"), Assets(tmp_path))
    assert fetcher.fetch("asset:a%20b.txt").read() == b"mine"
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"
    assert fetcher.fetch("file:///theme/theme.css").read().startswith(b"/* Serif")


def test_engine_failure_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import Document as Rendered

    def fail(*_args: object, **_options: object) -> None:
        raise AssertionError("nothing to draw")

    monkeypatch.setattr(Rendered, "write_pdf", fail)
    with pytest.raises(RenderError, match="E422 the PDF engine failed: AssertionError"):
        write(FULL)


@BOTH
def test_empty_parts_give_a_page(name: str) -> None:
    written = write(EMPTY, name)
    assert written.pages == 1
    assert written.warnings == ()


def test_right_to_left() -> None:
    doc = replace(FULL, language="ar", direction="rtl")
    assert write(doc).pages == write(FULL).pages
