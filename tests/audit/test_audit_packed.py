"""`cvgen audit`: files of kinds that it cannot search, and damaged ones."""

from __future__ import annotations

import base64
import bz2
import gzip
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.audit.readers.base import FoundText
from cvgen.audit.readers.read import parts_of
from tests.audit.test_audit import audited
from tests.helpers_audit import archive, docx, pdf, photo, tar
from tests.test_properties import quick

NUMBER = b"+44 7911 123456"
PAGE = b"<svg xmlns='http://www.w3.org/2000/svg'><text>+44 7911<!--x--> 123456</text></svg>"


pytestmark = pytest.mark.usefixtures("audited_project")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Grüße aus Köln".encode("latin-1"), "a.txt"), ("Hello".encode("utf-16-le"), "a.txt"),
        (b"", "a.txt"), (b"Subject: none\n\nx", "a.txt"),
        (archive(**{"": b"x"}), "a.zip"),
    ],
)  # fmt: skip
def test_what_has_nothing_in_it_is_clean(data: bytes, name: str) -> None:
    made = audited(data, name)
    assert (made.code, made.out) == (0, f"{name}: nothing that is not public\n")


MAIL = b"From: ada@example.org\nMIME-Version: 1.0\n\n" + base64.b64encode(NUMBER)
UNKNOWN = "files of this kind are not fully searched"
UNREAD = [
    (b"7z\xbc\xaf\x27\x1c\0\4 and so on", "a.7z", UNKNOWN),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.doc", UNKNOWN),
    (b"\x28\xb5\x2f\xfd\x04\x00more\xff", "a.zst", UNKNOWN),
    (gzip.compress(NUMBER), "a.gz", UNKNOWN), (gzip.compress(PAGE), "a.svgz", UNKNOWN),
    (bz2.compress(NUMBER), "a.bz2", UNKNOWN), (lzma.compress(NUMBER), "a.xz", UNKNOWN),
    (tar(a_txt=b"fine"), "a.tar", UNKNOWN), (tar(a_txt=b"fine"), "a", UNKNOWN),
    (rb"{\rtf1 fine}", "a.rtf", UNKNOWN), (rb"{\rtf1 fine}", "a.txt", UNKNOWN),
    (MAIL, "a.eml", UNKNOWN), (MAIL, "a.txt", UNKNOWN), (b"fine", "a.mbox", UNKNOWN),
    (b"From a@b.example Thu Mar  7 10:00:00 2019\n" + MAIL, "a", UNKNOWN),
    (archive(a_gz=gzip.compress(NUMBER)), "a.zip", f"'a.gz': {UNKNOWN}"),
    (b"%!PS-Adobe-3.0\n(Ada) show", "a.ps", "PostScript"),
    (b"-----BEGIN PGP MESSAGE-----\n\nxyz", "a.txt", "a part of the text is encrypted"),
]  # fmt: skip


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=6)
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
        (photo()[:30], "a.jpg"), (archive(a_xml="x")[:40], "a.docx"),
    ],
)  # fmt: skip
def test_why_a_broken_file_is_not_searched_is_plain_and_always_the_same(
    data: bytes, name: str
) -> None:
    first, second = audited(data, name).out, audited(data, name).out
    assert first == second
    assert not any(mark in first for mark in ("0x", "<", "io.", "Error", "stream"))


SAMPLES = [tar(a=b"x"), MAIL, rb"{\rtf1 x}", archive(a_txt=b"x" * 99), docx("<w:p>x")]


@quick
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255))))
def test_a_damaged_packed_file_never_stops_the_audit(
    data: bytes, damage: list[tuple[int, int]]
) -> None:
    changed = bytearray(data)
    for place, value in damage:
        changed[place % len(changed)] = value
    for part in parts_of("file", bytes(changed)):
        assert not isinstance(part, FoundText) or isinstance(part.text, str)
