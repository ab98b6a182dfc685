"""`cvgen audit` reports metadata, and files that cannot be read."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.audit.readers.base import FoundText
from cvgen.audit.readers.read import parts_of
from tests.audit.test_audit import audited
from tests.helpers_audit import archive, attached, docx, pdf, photo, saved
from tests.helpers_cli import codes
from tests.test_properties import quick

CORE = (
    "<cp:coreProperties><dc:creator>Ada Example</dc:creator>"
    "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)
WHITE = b"1 1 1 rg BT /F1 12 Tf 20 100 Td (Hidden words) Tj ET"
SPOKEN = b"BT /F1 12 Tf 3 Tr 20 100 Td (Hidden words) Tj ET"
OUTSIDE = b"BT /F1 12 Tf 20 -100 Td (Hidden words) Tj ET"
COVERED = b"BT /F1 12 Tf 20 100 Td (Hidden words) Tj ET 0 g 10 90 200 40 re f"


pytestmark = pytest.mark.usefixtures("audited_project")


def with_info(**values: str) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    for name, value in values.items():
        made.docinfo[f"/{name}"] = value
    return saved(made)


def with_annotation(**values: Any) -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **values)
    page.Annots = made.make_indirect(pikepdf.Array([note]))
    return saved(made)


@pytest.mark.parametrize("content", [WHITE, SPOKEN, OUTSIDE, COVERED])
def test_text_that_nobody_can_see_is_reported(content: bytes) -> None:
    made = audited(pdf(content=content), "a.pdf")
    assert (made.code, made.out) == (
        1, "a.pdf: page 1 has text that cannot be seen: Hidden words\n"
    )  # fmt: skip


def test_text_that_can_be_seen_is_not_reported() -> None:
    band = b"0.2 0.3 0.6 rg 0 0 400 200 re f " + WHITE
    assert audited(pdf(content=band), "a.pdf").code == 0
    assert audited(pdf("Words in black"), "a.pdf").code == 0


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=8)
@pytest.mark.parametrize(
    ("data", "name", "report"),
    [
        (with_info(Author="Somebody Else"), "a.pdf", "'Author' is 'Somebody Else', a name"),
        (with_info(Title="/home/kim/cv.tex"), "a.pdf", "a path on a computer: /home/kim/cv.tex"),
        (with_annotation(Subtype=pikepdf.Name.Text, Contents="ask Kim"), "a.pdf",
         "the PDF has a comment: ask Kim"),
        (with_annotation(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1)")), "a.pdf", "the PDF has a script"),
        (docx("<w:p>x</w:p>", docProps__core_xml=CORE.format("Kim Muster")), "a.docx",
         "'lastModifiedBy' is 'Kim Muster'"),
        (docx('<w:ins w:author="Kim">x</w:ins>'), "a.docx", "the text has tracked changes"),
        (docx("<w:vanish/>"), "a.docx", "the text has hidden text"),
        (docx("x", word__comments_xml='<w:comment w:id="1">why?</w:comment>'), "a.docx",
         "a comment has comments"),
        (docx("x", word__media__image1_jpg=photo()), "a.docx", "says where it was taken (GPS)"),
        (photo(), "a.jpg", "the picture names its camera: maker Lensmaker, model Modell 3"),
        (photo(), "a.jpg", "the artist in the picture is 'Somebody Else'"),
        ("<html><script>1</script>", "a.html", "the page has a script"),
        ("<html><b onclick='x()'>", "a.html", "the page has a script (line 1)"),
        ("<html><img src='//cdn.example/x.png'>", "a.html", "another host: //cdn.example/x.png"),
        ("<style>@import 'https://a.example/x.css';</style>", "a.html", "another host"),
        ("<html><!-- to do -->", "a.html", "the page has a comment: to do"),
        (f"<img src='data:image/jpeg;base64,{base64.b64encode(photo()).decode()}'>", "a.html",
         "the embedded file 1 (image/jpeg): the picture says where it was taken (GPS)"),
        ("# x\n\n<!-- Kim says no -->\n", "a.md", "a comment is in the text: Kim says no"),
        ("![x](https://a.example/x.png)", "a.md", "loaded from another host: https://a.example"),
        (r"see C:\Users\kim\cv.docx", "a.txt", r"a path on a computer: C:\Users\kim\cv.docx"),
    ],
)  # fmt: skip
def test_metadata_of_a_file_is_found(data: bytes | str, name: str, report: str) -> None:
    made = audited(data, name)
    assert (made.code, made.err) == (1, "")
    assert report in made.out


def test_an_attachment_is_reported() -> None:
    assert "the PDF has a file attached: notes.txt" in audited(attached(b"x"), "a.pdf").out


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (with_info(Author="Ada Example", Creator="cvgen"), "a.pdf"),
        (with_annotation(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI="https://a.example")), "a.pdf"),
        (docx("<w:p>x</w:p>", docProps__core_xml=CORE.format("A. Example")), "a.docx"),
        ("<html><a href='https://a.example'>x</a>", "a.html"),
        ("[x](https://a.example/home/page)", "a.md"),
    ],
)  # fmt: skip
def test_what_is_as_it_should_be_is_not_reported(data: bytes | str, name: str) -> None:
    made = audited(data, name)
    assert (made.code, made.out) == (0, f"{name}: nothing that is not public\n")


def test_the_program_that_made_a_pdf_is_a_note() -> None:
    made = audited(with_info(Producer="Somewriter 3"), "a.pdf")
    assert made.code == 0
    assert "a.pdf: note: the metadata names the 'Producer': Somewriter 3\n" in made.out


def test_an_encrypted_pdf_is_not_called_clean() -> None:
    made = pikepdf.open(io.BytesIO(pdf("x")))
    locked = saved(made, encryption=pikepdf.Encryption(user="a", owner="b"))
    report = audited(locked, "a.pdf")
    assert report.code == 1
    assert "a.pdf: not searched: its pages cannot be read: it needs a password\n" in report.out
    open_to_all = saved(made, encryption=pikepdf.Encryption(user="", owner="b"))
    assert audited(open_to_all, "a.pdf").code == 0


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\nnothing of the kind", "a.pdf"), (pdf("x")[:300], "a.pdf"),
        (archive(a_xml="x")[:40], "a.docx"), (b"\x89PNG\r\n\x1a\nbroken", "a.png"),
    ],
)  # fmt: skip
def test_a_broken_file_is_not_called_clean(data: bytes, name: str) -> None:
    made = audited(data, name)
    assert (made.code, made.err) == (1, "")
    assert f"{name}: not searched: " in made.out


def test_a_broken_pdf_is_searched_all_the_same() -> None:
    assert "phone number" in audited(b"%PDF-1.7\n(+44 7911 123456)", "a.pdf").out


def test_an_archive_that_grows_without_end_is_left_alone() -> None:
    data = archive(a_txt=b"x")
    for _ in range(8):
        data = archive(inner_zip=data)
    made = audited(data, "a.zip")
    assert (made.code, codes(made.err)) == (1, ["E611"])
    assert "nested too deep" in made.err


SAMPLES = [pdf("Hello there"), docx("<w:p>Hello</w:p>"), photo(), b"<html><p a='b'>&amp;</p>"]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # as the program does
@quick
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255))))
def test_a_damaged_file_never_stops_the_audit(data: bytes, damage: list[tuple[int, int]]) -> None:
    changed = bytearray(data)
    for place, value in damage:
        changed[place % len(changed)] = value
    for part in parts_of("file", bytes(changed)):
        assert not isinstance(part, FoundText) or isinstance(part.text, str)


def test_bullets_below_a_private_bullet_are_found() -> None:
    bullet = "{text: 'Consulting:', items: [Advised the harbour master], visibility: private}"
    with Path("cv_data/bob.yaml").open("w", encoding="utf-8") as file:
        file.write(f"name: Bob\nsections: {{experience: [{{role: X, highlights: [{bullet}]}}]}}\n")
    made = audited("Bob advised the Harbour Master.")
    assert "a bullet in the section 'experience' of Bob, which is private" in made.out
