"""Joined PDFs keep to both standards, and look and read as before."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import chain

import pikepdf
import pikepdf.pdfa
import pytest
from PIL import ImageChops

from cvgen.applications.packet import PDF_A, PDF_UA, Part, join, prepare
from tests.helpers_foreign import bytes_of, scanned, with_text
from tests.helpers_packet import (
    RTL,
    failures,
    miner_texts,
    part,
    pdfium_texts,
    pictures,
    scan,
    several,
)
from tests.helpers_pdf_tags import opened

SWEEP = pytest.mark.sweep("cvgen/applications", "cvgen/writers/pdf", "themes", kinds=(), keep=1)
THEMES = ["academic", "industry", "plain", "folio"]
# What pikepdf's checker has no model of, as in tests/writers/pdf/engine/test_standards.py.
NOT_MODELLED = {"ISO_19005_3:6.6.2.3.1-1", "ISO_19005_3:6.6.4-3"}


@SWEEP
@pytest.mark.parametrize("theme", THEMES)
def test_both_standards(theme: str) -> None:
    packet = join(several(theme), "Application", "Ada Example", "en")
    assert failures(packet.data) == []
    assert (packet.without_a, packet.without_ua) == ((), ())
    assert b'pdfaid:part="3"' in packet.data
    assert b'pdfuaid:part="1"' in packet.data


def test_the_other_validator_agrees() -> None:
    packet = join(several(), "Application", "Ada Example", "en", numbering="{page}")
    found = pikepdf.pdfa.validate_written(io.BytesIO(packet.data), "3b").findings
    assert [each for each in found if each.rule not in NOT_MODELLED] == []


def test_languages_and_scripts_in_one_packet() -> None:
    parts = [part("one line"), part(RTL, "industry", "س", "ar"), part("signs of parts", "plain")]
    packet = join(parts, "Application", "آدا مثال", "ar")
    assert failures(packet.data) == []
    texts = pdfium_texts(packet.data)
    assert texts == [text for one in parts for text in pdfium_texts(one.data)]
    assert "مهندسة" in texts[1]


@pytest.mark.parametrize("read", [pdfium_texts, miner_texts])
def test_all_documents_are_read_in_order(read: object) -> None:
    assert callable(read)
    parts = several()
    packet = join(parts, "Application", "Ada Example", "en", numbering="{page} / {pages}")
    assert read(packet.data) == list(chain.from_iterable(read(one.data) for one in parts))


@SWEEP
@pytest.mark.parametrize("theme", THEMES)
def test_pages_look_as_before(theme: str) -> None:
    parts = several(theme)
    packet = join(parts, "Application", "Ada Example", "en")
    before = [picture for one in parts for picture in pictures(one.data)]
    after = list(pictures(packet.data))
    assert len(after) == len(before) == sum(packet.pages)
    for one, other in zip(before, after, strict=True):
        assert ImageChops.difference(one, other).getbbox() is None


def test_the_pages_of_each_part_are_counted() -> None:
    packet = join([part("one line"), scan(3), part("many pages")], "x", "", "en")
    assert packet.pages == (1, 3, len(pdfium_texts(part("many pages").data)))


def test_the_same_bytes_each_time() -> None:
    one, other = (join(several(), "A", "B", "en", numbering="{page}").data for _ in range(2))
    assert one == other
    assert opened(one).trailer.ID == opened(other).trailer.ID
    assert join(several(), "C", "B", "en").data != one


def test_the_same_document_twice() -> None:
    packet = join([part("everything"), part("everything")], "A", "B", "en")
    assert failures(packet.data) == []
    texts = pdfium_texts(packet.data)
    assert texts[: len(texts) // 2] == texts[len(texts) // 2 :]


def test_metadata_are_those_of_the_packet() -> None:
    title, author = "Application “Ada” <&> Co\x00", "Ada & Example"
    pdf = opened(join(several(), title, author, "fr").data)
    assert (str(pdf.Root.Lang), str(pdf.Root.PageMode)) == ("fr", "/UseOutlines")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Application “Ada” <&> Co "
        assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])] == [author]
        assert xmp["pdf:Producer"] == str(pdf.docinfo["/Producer"]) == "cvgen"
    assert failures(join(several(), title, author, "fr").data) == []


def test_nothing_else_of_the_parts_is_in_the_catalog() -> None:
    pdf = opened(join(several(), "A", "B", "en").data)
    assert set(pdf.Root.keys()) == {
        "/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/PageMode",
        "/PageLabels", "/OutputIntents", "/Metadata", "/Lang", "/ViewerPreferences",
    }  # fmt: skip
    assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/Creator", "/Producer"}


def without_declarations(data: bytes, *standards: bytes) -> bytes:
    """``data`` whose metadata no longer declare some standards."""
    for name in standards:
        assert name in data
        data = data.replace(name, b" " * len(name))
    return data


def test_a_part_that_declares_less_is_named() -> None:
    a, ua = b'pdfaid:part="3"', b'pdfuaid:part="1"'
    parts = [
        part("one line"),
        replace(part("links"), data=without_declarations(part("links").data, a)),
        replace(part("links"), data=without_declarations(part("links").data, a, ua)),
    ]
    packet = join(parts, "A", "B", "en")
    assert (packet.without_a, packet.without_ua) == ((1, 2), (2,))
    assert b"pdfaid:part" not in packet.data
    assert b"pdfuaid:part" not in packet.data
    only_a = join(parts[:2], "A", "B", "en")
    assert (only_a.without_a, only_a.without_ua) == ((1,), ())
    assert b"pdfaid:part" not in only_a.data
    assert ua in only_a.data


def test_text_of_others_prevents_both_and_is_read() -> None:
    made = prepare(bytes_of(with_text()), "c.pdf", "Certificate", "en", "")
    packet = join([part("one line"), Part(made.data, "Certificate", "en")], "A", "B", "en")
    assert (packet.without_a, packet.without_ua) == ((1,), (1,))
    assert {PDF_A, PDF_UA} & made.standards == set()
    assert "Certificate 1" in pdfium_texts(packet.data)[1]


def test_a_part_made_for_printers_prevents_pdf_a() -> None:
    pdf = opened(part("links").data)
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 4
    odd = Part(bytes_of(pdf), "CMYK", "en")
    assert join([part("one line"), odd], "A", "B", "en").without_a == (1,)
    assert join([odd, part("one line")], "A", "B", "en").without_a == (1,)


@pytest.mark.parametrize("last", [b"\r", b"\n", b"x"])
def test_the_ends_of_streams_are_clear(last: bytes) -> None:
    pdf = scanned()
    drawn = pdf.pages[0].obj.Resources.XObject.Im0
    drawn.write(drawn.read_raw_bytes() + last, filter=pikepdf.Name.DCTDecode)
    made = prepare(bytes_of(pdf), "scan.pdf", "Scan", "en", "A scan")
    packet = join([Part(made.data, "x", "en")], "A", "B", "en")
    joined = opened(packet.data)
    assert joined.pages[0].Resources.XObject.Im0.read_raw_bytes().endswith(last)
    assert failures(made.data) == failures(packet.data) == []


def test_what_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="needs a part"):
        join([], "A", "B", "en")
    with pytest.raises(ValueError, match="part 2 has no pages"):
        join([part("one line"), Part(bytes_of(pikepdf.new()), "x", "en")], "A", "B", "en")
    with pytest.raises(pikepdf.PdfError):
        join([Part(b"no PDF", "x", "en")], "A", "B", "en")
