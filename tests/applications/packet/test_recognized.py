"""Scans with the text that a program recognized in them: as good as scans, and searchable."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from cvgen.applications.packet import PDF_A, PDF_UA, Part, join, prepare
from cvgen.applications.packet.trees import elements
from cvgen.paths import bundled_folder
from tests.helpers_foreign import bytes_of, scanned
from tests.helpers_packet import failures, part, pdfium_texts

WORDS = b"/F1 12 Tf 72 700 Td (Certificate of Ada) Tj"
UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0001> <00ff> <0041> endbfrange endcmap end end"""


def simple(pdf: pikepdf.Pdf, **entries: Any) -> pikepdf.Object:
    """A font that every program has, and that is not in the file."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, **entries)
    return pdf.make_indirect(font)


def composite(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font of glyphs, as programs write that recognize text, with a table of characters."""
    data = (bundled_folder() / "fonts" / "SourceSans3-Regular.ttf").read_bytes()
    name = Name("/SourceSans3")
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=[0, 0, 1000, 1000],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, data, Length1=len(data))),
    )  # fmt: skip
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    glyphs = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDSystemInfo=system, DW=500,
        FontDescriptor=pdf.make_indirect(about), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(glyphs)]), ToUnicode=Stream(pdf, UNICODE),
    )  # fmt: skip
    return pdf.make_indirect(font)


def recognized(text: bytes, kind: str = "simple", *, in_form: bool = False) -> bytes:
    """A scan of two pages with ``text`` over the picture."""
    pdf = scanned(2)
    known: dict[str, dict[str, Any]] = {"simple": {"Encoding": Name.WinAnsiEncoding}, "unknown": {}}
    font = composite(pdf) if kind == "composite" else simple(pdf, **known[kind])
    fonts = Dictionary(Font=Dictionary(F1=font))
    for page in pdf.pages:
        if in_form:
            form = Stream(pdf, text, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850])
            form.Resources = fonts
            page.obj.Resources.XObject.Text = form
            page.contents_add(Stream(pdf, b"/Text Do"))
        else:
            page.obj.Resources.Font = fonts.Font
            page.contents_add(Stream(pdf, text))
    return bytes_of(pdf)


@pytest.mark.parametrize("in_form", [True, False])
@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        ("simple", b"BT 3 Tr " + WORDS + b" ET", "Certificate of Ada"),
        ("simple", b"q 3 Tr q 0 Tr Q BT " + WORDS + b" ET Q", "Certificate of Ada"),
        ("composite", b"BT 3 Tr /F1 12 Tf 72 700 Td <000100020003> Tj ET", "ABC"),
    ],
)
def test_recognized_text_stays_and_both_standards_too(
    kind: str, text: bytes, read: str, in_form: bool
) -> None:
    data = recognized(text, kind, in_form=in_form)
    made = prepare(data, "scan.pdf", "Certificate", "en", "A certificate")
    assert (made.standards, made.problems) == (frozenset({PDF_A, PDF_UA}), ())
    packet = join([part("one line"), Part(made.data, "Certificate", "en")], "A", "B", "en")
    assert failures(made.data) == failures(packet.data) == []
    assert [one.strip() for one in pdfium_texts(packet.data)[-2:]] == [read, read]
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        found = [str(one.S) for one in elements([*opened.Root.StructTreeRoot.K])]
    assert found == ["/Document", "/Figure", "/Figure"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("simple", b"BT " + WORDS + b" ET"),
        ("simple", b"BT 3 Tr 0 Tr " + WORDS + b" ET"),
        ("simple", b"q 3 Tr Q BT " + WORDS + b" ET"),
        ("unknown", b"BT 3 Tr " + WORDS + b" ET"),
    ],
)
def test_text_that_is_seen_or_cannot_be_read_is_text_without_tags(kind: str, text: bytes) -> None:
    made = prepare(recognized(text, kind), "scan.pdf", "Certificate", "en", "A certificate")
    assert (made.standards, [one.code for one in made.problems]) == (frozenset(), ["W711"])


def test_invisible_text_on_an_empty_page_is_no_scan() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=simple(pdf, Encoding=Name.WinAnsiEncoding)))
    page.obj.Contents = Stream(pdf, b"BT 3 Tr " + WORDS + b" ET")
    made = prepare(bytes_of(pdf), "scan.pdf", "Certificate", "en", "A certificate")
    assert [one.code for one in made.problems] == ["W711"]
