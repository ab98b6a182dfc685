"""Scans of others become one picture with an alternative text a page, and keep both standards."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageChops

from cvgen.applications.packet import Foreign, Part, join, prepare
from cvgen.applications.packet.content import instructions
from tests.helpers_foreign import A4, annotate, bytes_of, changed, picture, scanned, with_text
from tests.helpers_packet import failures, part, pdfium_texts, pictures
from tests.helpers_pdf_tags import marked, opened, tree

Change = Callable[[pikepdf.Pdf], object]


def prepared(data: bytes, alt: str = "A certificate") -> Foreign:
    return prepare(data, "certificate.pdf", "Certificate", "en", alt)


def codes(made: Foreign) -> list[str]:
    assert all(one.severity == "warning" and one.hint for one in made.problems)
    assert all(one.file == "certificate.pdf" for one in made.problems)
    return [problem.code for problem in made.problems]


def is_sound(made: Foreign) -> bool:
    """True if a file keeps both standards, alone and in a packet."""
    packet = join([part("one line"), Part(made.data, "x", "en")], "A", "B", "en")
    return failures(made.data) == failures(packet.data) == [] and packet.without_a == ()


@pytest.mark.parametrize("pages", [1, 3])
def test_each_page_is_one_picture_with_a_text(pages: int) -> None:
    data = bytes_of(scanned(pages))
    made = prepared(data)
    assert (made.pages, codes(made)) == (pages, [])
    assert is_sound(made)
    root = tree(made.data)
    assert [kid.kind for kid in root.kids] == ["Figure"] * pages
    texts = [str(kid.entry.Alt) for kid in root.kids]
    counts = [f"A certificate ({n}/3)" for n in (1, 2, 3)]
    assert texts == (["A certificate"] if pages == 1 else counts)
    for one, other in zip(pictures(data), pictures(made.data), strict=True):
        assert ImageChops.difference(one, other).getbbox() is None


def test_without_a_text_the_title_is_it() -> None:
    assert str(tree(prepared(bytes_of(scanned()), alt="").data).kids[0].entry.Alt) == "Certificate"


def test_the_same_bytes_each_time() -> None:
    data = bytes_of(scanned(2))
    assert prepared(data) == prepared(data)


def test_what_pages_do_not_show_is_taken_out() -> None:
    data = bytes_of(scanned())
    assert b"Camera of Ada" in data
    made = opened(prepared(data).data)
    everything = b"".join(
        item.read_raw_bytes() for item in made.objects if isinstance(item, pikepdf.Stream)
    )
    assert b"Camera of Ada" not in everything
    assert "/Thumb" not in made.pages[0].obj
    assert "/OpenAction" not in made.Root
    assert set(made.docinfo.keys()) == {"/Title", "/Creator", "/Producer"}
    assert b"Scanner of Ada" not in made.Root.Metadata.read_bytes()


def test_comments_are_taken_out_and_links_stay() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://a.example/"))
        annotate(pdf, Subtype=Name.Link, Dest=Array([pdf.pages[1].obj, Name.Fit]))
        annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name.NextPage))
        annotate(pdf, Subtype=Name.Text, Contents="check this")
        annotate(pdf, Subtype=Name.Popup)
        annotate(pdf, 1, Subtype=Name.FreeText, Contents="void")

    made = prepared(changed(change, 2))
    assert codes(made) == ["W716"]
    assert made.problems[0].message.startswith("2 comments")
    assert is_sound(made)
    pdf = opened(made.data)
    assert [str(one.Subtype) for one in pdf.pages[0].obj.Annots] == ["/Link", "/Link"]
    assert "/Annots" not in pdf.pages[1].obj
    assert [kid.kind for kid in tree(made.data).kids] == ["Figure", "Link", "Link", "Figure"]


def _with_mask(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Im0.SMask = Stream(
        pdf, bytes([200]) * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray,
    )  # fmt: skip


def _as_fax(pdf: pikepdf.Pdf) -> None:
    file = io.BytesIO()
    Image.new("1", (800, 1100), 1).save(file, "TIFF", compression="group4")
    tags = Image.open(file).tag_v2  # type: ignore[attr-defined]
    data = file.getvalue()[tags[273][0] :][: tags[279][0]]
    rows = Dictionary(K=-1, Columns=800, Rows=1100)
    pdf.pages[0].obj.Resources.XObject.Im0 = Stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=800, Height=1100,
        BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=Name.CCITTFaxDecode,
        DecodeParms=rows,
    )  # fmt: skip


def _as_jpeg_2000(pdf: pikepdf.Pdf) -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(file, "JPEG2000")
    pdf.pages[0].obj.Resources.XObject.Im0 = Stream(
        pdf, file.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=300, Height=400,
        Filter=Name.JPXDecode,
    )  # fmt: skip


def _as_lzw(pdf: pikepdf.Pdf) -> None:
    """One grey pixel: clear, 128, end, in codes of 9 bits."""
    pdf.pages[0].obj.Resources.XObject.Im0 = Stream(
        pdf, b"\x80\x20\x20\x20", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.LZWDecode,
    )  # fmt: skip


def _in_a_form(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(F=Stream(
        pdf, page.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, *A4],
        Resources=page.Resources, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )))  # fmt: skip
    page.Contents = Stream(pdf, b"/F Do")


def _drawn(pdf: pikepdf.Pdf) -> None:
    """Lines and a picture within the content, marked as nothing that tags name."""
    pdf.pages[0].obj.Contents = Stream(
        pdf, b"/P <</MCID 7>> BDC 1 0 0 rg 9 9 99 99 re f EMC /Artifact BMC q 99 0 0 99 9 9 cm "
        b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q EMC",
    )  # fmt: skip


def _with_fonts(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font = Dictionary(F1=font)


def _with_a_blank_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=A4)


def _with_broken_tags(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.pages[0].obj.StructParents = 5


@pytest.mark.parametrize(
    "change",
    [_with_mask, _as_fax, _as_jpeg_2000, _as_lzw, _in_a_form, _drawn, _with_fonts,
     _with_a_blank_page, _with_broken_tags],
)  # fmt: skip
def test_pictures_of_all_kinds_keep_both_standards(change: Change) -> None:
    data = changed(change)
    made = prepared(data)
    assert codes(made) == []
    assert is_sound(made)
    for one, other in zip(pictures(data), pictures(made.data), strict=True):
        assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize("change", [_drawn, _with_broken_tags])
def test_old_marks_are_taken_out(change: Change) -> None:
    pdf = opened(prepared(changed(change)).data)
    names = [name for _, name in instructions(pdf.pages[0].obj)]
    assert [name for name in names if name in ("BMC", "BDC", "EMC")] == ["BDC", "EMC"]
    assert list(marked(pdf.pages[0].obj).texts) == [0]


@pytest.mark.parametrize("content", [b"0 0 0 1 k 9 9 99 99 re f", b"odd 9 9 99 99 re f"])
def test_what_pdf_a_forbids_is_named_and_pdf_ua_stays(content: bytes) -> None:
    made = prepared(
        changed(lambda pdf: setattr(pdf.pages[0].obj, "Contents", Stream(pdf, content)))
    )
    assert codes(made) == ["W715"]
    assert made.standards == {"PDF/UA-1"}
    packet = join([part("one line"), Part(made.data, "x", "en")], "A", "B", "en")
    assert (packet.without_a, packet.without_ua) == ((1,), ())


def test_text_without_tags_stays_and_prevents_both_standards() -> None:
    pdf = with_text(pages=2)
    pdf.pages.extend(scanned().pages)
    made = prepared(bytes_of(pdf))
    assert codes(made) == ["W711"]
    assert "pages 1 and 2 have text" in made.problems[0].message
    assert made.standards == frozenset()
    assert pdfium_texts(made.data)[:2] == ["Certificate 1", "Certificate 2"]
    made_pdf = opened(made.data)
    assert [str(one.S) for one in made_pdf.Root.StructTreeRoot.K[0].K] == ["/P", "/P", "/Figure"]


def test_layers_prevent_both_standards_and_stay_hidden() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
        off = Dictionary(OFF=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
        pdf.pages[0].contents_add(b"/OC /L BDC 9 9 99 99 re f EMC")

    data = changed(change)
    made = prepared(data)
    assert codes(made) == ["W715"]
    packet = join([Part(made.data, "x", "en")], "A", "B", "en")
    (before,), (after,) = pictures(data), pictures(packet.data)
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (lambda: bytes_of(scanned(1, (300, 400))), "W712", "106 mm wide and 141 mm high"),
        (lambda: changed(lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 90)), "W713", "page 1 is"),
        (lambda: bytes_of(scanned(2, dpi=330)), "W714", "pages 1 and 2 have a picture of 330 dpi"),
        (lambda: picture(size=(4000, 5657)), "W714", "484 dpi"),
    ],
)
def test_warnings_about_pages(make: Callable[[], bytes], code: str, words: str) -> None:
    made = prepared(make())
    assert codes(made) == [code]
    assert words in made.problems[0].message
    assert is_sound(made)


@pytest.mark.parametrize("size", [A4, A4[::-1], (612, 792), (597, 840)])
def test_usual_paper_has_no_warning(size: tuple[float, float]) -> None:
    assert codes(prepared(bytes_of(scanned(1, size, 300)))) == []
