"""PDFs are declared as PDF/A-3a and PDF/UA-1, and two validators find nothing against it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import page
import pikepdf.pdfa
import pytest

from cvgen.document import Document, Paragraph
from cvgen.markup.inline import Run
from cvgen.themes import load_theme, theme_names
from cvgen.writers.pdf.engine.standards import separate_stream_ends
from cvgen.writers.pdf.fonts import fontconfig_file
from tests.helpers_pdf import write
from tests.helpers_pdf_tags import opened
from tests.helpers_stress import STRESS, stressed, with_photo
from tests.samples import FULL, document, section

EVERY_THEME = pytest.mark.parametrize("theme", theme_names())
# What pikepdf's checker has no model of: names declared in the file, and level A.
NOT_MODELLED = {"ISO_19005_3:6.6.2.3.1-1", "ISO_19005_3:6.6.4-3"}
# It reads no fonts with CFF outlines, as Libertine's. PDF 1.7 allows them (Table 126, OpenType).
UNKNOWN_FONT = "CIDFontType0 with a non-CID-keyed CFF"


def failures(data: bytes) -> list[str]:
    """What page-validation finds against both declarations."""
    reports = (page.validate_pdf_bytes(data, profile=profile) for profile in ("3a", "ua1"))
    return [f"{found.rule_id}: {found.message}" for report in reports for found in report.failures]


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=(), keep=2)
@EVERY_THEME
@pytest.mark.parametrize("name", STRESS)
def test_both_standards(name: str, theme: str) -> None:
    assert failures(stressed(name, theme)) == []


@pytest.mark.sweep("cvgen/writers/pdf", "cvgen/themes", "themes", kinds=())
@EVERY_THEME
def test_both_validators_agree_with_a_photo(tmp_path: Path, theme: str) -> None:
    written = write(with_photo(tmp_path), theme, tmp_path)
    assert failures(written.data) == []
    assert b"/Image" in written.data
    found = pikepdf.pdfa.validate_written(io.BytesIO(written.data), "3b").findings
    modelled = [each for each in found if each.rule not in NOT_MODELLED]
    assert [each for each in modelled if each.message != UNKNOWN_FONT] == []


def test_both_declarations_can_be_read_without_reading_pdf() -> None:
    data = write(FULL).data
    assert b'pdfaid:part="3"' in data
    assert b'pdfaid:conformance="A"' in data
    assert b'pdfuaid:part="1"' in data


def test_nothing_is_hidden_in_the_file(tmp_path: Path) -> None:
    pdf = opened(write(with_photo(tmp_path), folder=tmp_path).data)
    assert not {"/AF", "/AcroForm", "/PieceInfo", "/OpenAction", "/AA"} & set(pdf.Root.keys())
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert set(pdf.docinfo.keys()) <= {"/Title", "/Author", "/Creator", "/Producer"}
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "Date" not in xmp
    assert not re.search(r"\d{4}-\d\d-\d\d", xmp)


def test_metadata_says_the_same_twice() -> None:
    pdf = opened(write(FULL).data)
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "CV of Ada Example"
        assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])] == ["Ada Example"]
        assert xmp["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert xmp["xmp:CreatorTool"] == str(pdf.docinfo["/Creator"]) == "cvgen"


def test_the_same_bytes_each_time() -> None:
    one, other = (write(STRESS["links"]).data for _ in range(2))
    assert one == other
    assert opened(one).trailer.ID == opened(other).trailer.ID


def without_font(char: str) -> Document:
    return document(section("x", Paragraph((Run(f"a {char} b"),))))


def test_a_document_with_a_missing_glyph_declares_nothing() -> None:
    written = write(without_font("\ue123"))
    assert written.missing == ("\ue123",)
    assert b"pdfaid:part" not in written.data
    assert b"pdfuaid" not in written.data
    assert b"pdfuaid" in write(without_font("x")).data


@pytest.mark.parametrize("last", [b"\r", b"\n", b"x"])
def test_the_end_of_a_stream_is_clear(last: bytes) -> None:
    pdf = pikepdf.new()
    pdf.Root.Odd = pikepdf.Stream(pdf, b"data" + last)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = out.getvalue().replace(b"data" + last + b"endstream", b"data" + last + b"\nendstream")
    assert plain.count(b"data" + last + b"\nendstream") == 1
    data = separate_stream_ends(plain)
    assert opened(data).Root.Odd.read_bytes() == b"data" + last
    assert len(data) == len(plain)
    assert not any("LENGTH" in failure for failure in failures(data))


def test_other_weasyprint_documents_do_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(FULL)
    bundled = fontconfig_file(load_theme("academic").settings.fonts, "", tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(bundled))
    import weasyprint

    html: Any = weasyprint.HTML(string="<html lang=en><title>x</title><p>y <b>z</b>")
    data = html.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    assert data.count(b"/S /Span") == 2
