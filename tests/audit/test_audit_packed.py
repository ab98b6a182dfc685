"""Files that are packed or in a code, and those of no known kind: ``cvgen audit``."""

from __future__ import annotations

import base64
import bz2
import gzip
import lzma
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.audit.readers import Piece, parts_of
from tests.audit.test_audit import PHONE, audited
from tests.helpers_finished import archive, docx, pdf, photo, tar
from tests.test_laws import quick

NUMBER = b"+44 7911 123456"
PAGE = b"<svg xmlns='http://www.w3.org/2000/svg'><text>+44 7911<!--x--> 123456</text></svg>"
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author Ada Example}}%b\par}"


pytestmark = pytest.mark.usefixtures("audited_project")


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def mail(text: str = "Hello there", code: str | None = None, attached: bytes = b"") -> bytes:
    """A mail with a text in a code for transfer, and an attached file if there is one."""
    made = EmailMessage()
    made["From"], made["Subject"] = "ada@example.org", "My CV"
    made["Message-ID"] = "<1@example.org>"
    made.set_content(text, cte=code)
    if attached:
        made.add_attachment(attached, "application", "pdf", filename="cv.pdf")
        made.set_boundary("=====")
    return bytes(made)


def coded(text: str) -> bytes:
    """A head with ``text`` as its subject, in the code for such fields."""
    word = base64.b64encode(text.encode()).decode()
    return f"Subject: =?utf-8?b?{word}?=\nMIME-Version: 1.0\n\nHello\n".encode()


def rtf(body: bytes) -> bytes:
    return RTF % body


IN_A_MAIL = "the attached file 'cv.pdf': page 1 shows"
BOX = b"From a@b.example Thu Mar  7 10:00:00 2019\n"
PACKED = [
    (gz(NUMBER), "a.gz", "the packed file: the text shows"),
    (bz2.compress(NUMBER), "a.bz2", "the packed file: the text shows"),
    (lzma.compress(NUMBER), "a.xz", "the packed file: the text shows"),
    (gz(NUMBER[:8]) + gz(NUMBER[8:]), "a.gz", "the packed file: the text shows"),
    (gz(PAGE), "a.svgz", "the packed file: the page shows"),
    (gz(b"<p>+44 <b>7911</b> 123456"), "a.html.gz", "the packed file: the page shows"),
    (gz(tar(a_txt=b"x", b_txt=NUMBER)), "a.tar.gz", "the packed file: 'b.txt': the text shows"),
    (gz(tar(a_pdf=pdf("x"), b_pdf=pdf(NUMBER.decode()))), "a.tgz", "'b.pdf': page 1 shows"),
    (bz2.compress(tar(b_docx=docx("<w:p>07911123456"))), "a.tbz", "'b.docx': the text shows"),
    (tar(b_txt=NUMBER), "a", "'b.txt': the text shows"),
    (archive(a_pdf=pdf("x"), b_gz=gz(NUMBER)), "a.zip", "'b.gz': the packed file: the text shows"),
    (b"\x1f\x8b\x08\x08\0\0\0\0\0\xff07911123456.txt\0" + gz(b"x")[10:], "a.gz",
     "the name of what is packed has"),
    (mail("+44 7911 123456", "base64"), "a.eml", "the mail: the text shows"),
    (mail("+44 7911 123456", "base64"), "a.txt", "the mail: the text shows"),
    (mail("ä +44 7911 " + "=20" * 3 + "x\n\n7911=\n ä 07911 123456", "quoted-printable"), "a.eml",
     "the mail: the text shows"),
    (b"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n+44=C2=A07911=20123456",
     "a.txt", "the mail: the text shows"),
    (mail(attached=pdf(NUMBER.decode())), "a.eml", IN_A_MAIL),
    (b"912\n" + mail(attached=pdf(NUMBER.decode())), "a.emlx", IN_A_MAIL),
    (BOX + mail() + b"\n" + BOX + mail(attached=pdf(NUMBER.decode())), "a.mbox", IN_A_MAIL),
    (mail("From 9:00 on\n", attached=pdf(NUMBER.decode())), "a.eml", IN_A_MAIL),
    (coded("+44 7911 123456"), "a.eml", "the mail's field 'Subject' has"),
    (rtf(rb"+44\~79{\b 11} 12\'334\u53 ?6"), "a.rtf", "the text shows"),
    (rtf(rb"{\*\fldinst HYPERLINK tel:07911123456}x"), "a.rtf", "a part that is not shown has"),
    (rtf(rb"{\pict\pngblip " + pdf(NUMBER.decode()).hex().encode() + b"}"), "a.rtf",
     "a picture in it: page 1 shows"),
    (rtf(rb"{\pict\bin15 " + NUMBER + b"}"), "a.rtf", "the embedded file 1: the text shows"),
    (rtf(rb"{\footer +44 7911 123456}"), "a.rtf", "the header or footer shows"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "place"), PACKED, ids=[f"{n}-{row[1]}" for n, row in enumerate(PACKED)]
)
def test_what_is_packed_or_in_a_code_is_searched(data: bytes, name: str, place: str) -> None:
    made = audited(data, name)
    assert (made.code, made.err) == (1, "")
    assert place in made.out
    assert PHONE in made.out
    assert "not searched" not in made.out


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gz(b"fine"), "a.gz"), (gz(tar(a_txt=b"fine")), "a.tar.gz"), (mail(), "a.eml"),
        (mail("Grüße", "base64", pdf("Hello")), "a.eml"), (rtf(rb"f\'fcr \u8364 ?"), "a.rtf"),
        ("Grüße aus Köln".encode("latin-1"), "a.txt"), ("Hello".encode("utf-16-le"), "a.txt"),
        (gz(b""), "a.gz"), (tar(), "a.tar"), (b"", "a.txt"), (b"Subject: none\n\nx", "a.txt"),
        (b"Subject: =?ut\xf0?b?eA==?=\nMIME-Version: 1.0\n\nx", "a.eml"),
        (archive(**{"": b"x"}), "a.zip"),
    ],
)  # fmt: skip
def test_what_has_nothing_in_it_is_clean(data: bytes, name: str) -> None:
    made = audited(data, name)
    assert (made.code, made.out) == (0, f"{name}: nothing that is not public\n")


UNREAD = [
    (gz(NUMBER * 99)[:-12], "a.gz", "the packed file is damaged"),
    (lzma.compress(NUMBER * 99)[:-40], "a.xz", "the packed file is damaged"),
    (bz2.compress(NUMBER)[:10] + b"x" * 30, "a.bz2", "the packed file is damaged"),
    (gz(NUMBER) + b"more", "a.gz", "something unknown follows after the packed file"),
    (tar(a_txt=b"x" * 2000)[:1200], "a.tar", "the archive is damaged"),
    (tar(a_txt=b"x", b_txt=b"y")[:1024] + b"\1" * 1024, "a.tar", "the archive is damaged"),
    (b"7z\xbc\xaf\x27\x1c\0\4 and so on", "a.7z", "of a kind that is not known"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.doc", "of a kind that is not known"),
    (b"\x28\xb5\x2f\xfd\x04\x00more\xff", "a.zst", "of a kind that is not known"),
    (b"%!PS-Adobe-3.0\n(Ada) show", "a.ps", "PostScript"),
    (b"-----BEGIN PGP MESSAGE-----\n\nxyz", "a.txt", "a part of the text is encrypted"),
    (mail(attached=pdf("x"))[:-300], "a.eml", "the mail is damaged"),
    (mail().replace(b": 7bit", b": ours"), "a.eml", "in a code that is not known"),
    (rtf(b"x")[:-1], "a.rtf", "its groups are not closed"),
    (rtf(rb"{\objdata 0105000002ff}"), "a.rtf", "an embedded file: it is of a kind that is"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "reason"), UNREAD, ids=[f"{n}-{row[1]}" for n, row in enumerate(UNREAD)]
)
def test_what_could_not_be_searched_is_not_called_clean(
    data: bytes, name: str, reason: str
) -> None:
    made = audited(data, name)
    assert (made.code, made.err) == (1, "")
    assert f"{name}: not searched: " in made.out
    assert reason in made.out


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pdf("x")[:300], "a.pdf"), (b"\x89PNG\r\n\x1a\nbroken", "a.png"),
        (photo()[:30], "a.jpg"), (archive(a_xml="x")[:40], "a.docx"), (tar(a=b"x")[:600], "a.tar"),
    ],
)  # fmt: skip
def test_why_a_broken_file_is_not_searched_is_plain_and_always_the_same(
    data: bytes, name: str
) -> None:
    first, second = audited(data, name).out, audited(data, name).out
    assert first == second
    assert not any(mark in first for mark in ("0x", "<", "io.", "Error", "stream"))


def test_an_rtf_is_read_in_the_codes_of_its_fonts() -> None:
    with Path("cv_data/ada.yaml").open("a", encoding="utf-8") as file:
        file.write("interests: [{text: Старинные паровые машины, visibility: private}]\n")
    words = "".join(f"\\'{byte:02x}" for byte in "Старинные паровые машины".encode("cp1251"))
    assert "an interest of Ada" not in audited(rtf(words.encode()), "a.rtf").out
    made = rtf(rb"{\fonttbl{\f1\fcharset204 Arial;}}" + words.encode())
    assert "the text in a font's own code has an interest of Ada" in audited(made, "a.rtf").out


def test_what_a_mail_or_rtf_tells_by_itself() -> None:
    told = audited(rtf(rb"{\v hidden} {\*\annotation why?}").replace(b"Ada", b"Kim"), "a.rtf").out
    assert "the text has hidden text\n" in told
    assert "the text has comments\n" in told
    assert "the file's 'author' is 'Kim Example', the name of no CV" in told
    assert "a path of a computer: /home/kim/x" in audited(mail("see /home/kim/x"), "a.eml").out


SAMPLES = [tar(a=b"x"), mail("ä", "base64", b"%PDF-"), rtf(rb"{\pict 00}\u228 ?"), gz(b"x" * 99)]


@quick
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255))))
def test_a_damaged_packed_file_never_stops_the_audit(
    data: bytes, damage: list[tuple[int, int]]
) -> None:
    changed = bytearray(data)
    for place, value in damage:
        changed[place % len(changed)] = value
    for part in parts_of("file", bytes(changed)):
        assert not isinstance(part, Piece) or isinstance(part.text, str)
