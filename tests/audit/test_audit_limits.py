"""`cvgen audit`: files that would take all time and memory, and values in every encoding."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cvgen.audit.readers.base import Unread
from cvgen.audit.readers.read import parts_of
from cvgen.audit.readers.web import tokens
from cvgen.hidden.patterns import SearchableText, normalize, phone_patterns
from cvgen.processes.child import Stopped, each_isolated
from cvgen.processes.limits import LIMITS, READING, ReadingBudget, TimeIsUp
from tests.audit.test_audit import PHONE, audited
from tests.helpers_audit import archive, docx, pdf, saved, tar
from tests.helpers_cli import codes
from tests.helpers_waiting import BRIEF
from tests.test_properties import quick

NUMBER = "+44 7911 123456"
FLATE = pikepdf.Name.FlateDecode

pytestmark = pytest.mark.usefixtures("audited_project")


def digits(zero: int) -> str:
    """The number in the digits of another script."""
    return "".join(chr(zero + int(char)) if char.isdigit() else char for char in NUMBER)


def each(form: str) -> str:
    """The number with each character written as ``form`` says."""
    return "".join(form.format(ord(char)) for char in NUMBER)


def with_stream(content: bytes, filters: Any = None, **keys: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    stream = made.make_stream(b"", **keys)
    stream.write(content, filter=filters)
    made.Root.X = stream
    return saved(made)


def png(kind: bytes = b"tEXt", content: bytes = b"k\0v", tail: bytes = b"") -> bytes:
    """A PNG with a chunk after its pixels, and something after its end."""
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    body = kind + content
    chunk = len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return out.getvalue()[:-12] + chunk + out.getvalue()[-12:] + tail


DATA = base64.b64encode(NUMBER.encode()).decode()
PACKED = zlib.compress(NUMBER.encode())
HIDDEN: dict[str, bytes | str] = {
    "utf-32.txt": NUMBER.encode("utf-32"),
    "utf-32-le.txt": f"call me at {NUMBER}".encode("utf-32-le"),
    "utf-16-be.txt": f"call me at {digits(0x660)}".encode("utf-16-be"),
    "utf-16-le.html": f"<html><p>{digits(0x660)} heute</p>".encode("utf-16-le"),
    "iso-2022.html": f"<meta charset='iso-2022-jp'>{digits(0xFF10)}".encode("iso-2022-jp"),
    "arabic.txt": digits(0x660), "devanagari.txt": digits(0x966), "full-width.txt": digits(0xFF10),
    "backwards.txt": NUMBER[::-1], "override.txt": f"\u202e{NUMBER[::-1]}\u202c",
    "bidi.html": f"<p style='unicode-bidi: bidi-override; direction: rtl'>{NUMBER[::-1]}",
    "zero-width.txt": "\u200b".join(NUMBER), "soft.txt": "\u00ad".join(NUMBER),
    "invisible.txt": "\u2063".join(NUMBER), "selector.txt": "\ufe0f".join(NUMBER),
    "entities.html": f"<p>{each('&#{};')}", "percent.txt": each("%{:02X}"),
    "twice.html": f"<a href='{each('%25{:02X}')}'>", "base64.txt": f"x {DATA} y",
    "data.html": f"<img src='data:text/plain;base64,{DATA}'>",
    "json.json": f'{{"a": "{each(chr(92) + "u{:04x}")}"}}',
    "script.html": f"<script>x = '{each(chr(92) + 'x{:02x}')}'</script>",
    "style.html": f"<style>p::after {{content: '{each(chr(92) + '{:x} ')}'}}</style>",
    "octal.pdf": pdf(content=b"BT /F1 12 Tf ("
                     + each("\\{:03o}").encode() + b") Tj ET"),
    "hex.pdf": pdf(content=b"BT /F1 12 Tf <" + NUMBER.encode().hex().encode() + b"> Tj ET"),
    "comment.pdf": pdf("x").replace(b"%%EOF", b"% " + NUMBER.encode() + b"\n%%EOF"),
    "twice.pdf": with_stream(zlib.compress(PACKED), pikepdf.Array([FLATE, FLATE])),
    "unnamed.pdf": with_stream(NUMBER.encode(), Type=pikepdf.Name.EmbeddedFile),
    "itxt.png": png(b"iTXt", b"k\0\1\0\0\0" + PACKED), "ztxt.png": png(b"zTXt", b"k\0\0" + PACKED),
    "tail.png": png(tail=NUMBER.encode()), "true.txt": f"true {NUMBER}",
    "entities.svg": "<!DOCTYPE svg [<!ENTITY a '+44 7911'><!ENTITY b '123456'>]><svg>&a; &b;</svg>",
    "cdata.svg": f"<svg><text><![CDATA[{NUMBER}]]></text></svg>", "pi.svg": f"<?x {NUMBER}?><svg/>",
    "comment.docx": docx(f"<!-- {NUMBER} --><w:p>x"), "cdata.docx": docx(f"<![CDATA[{NUMBER}]]>"),
    "name.zip": archive(**{"7911123456_txt": "x"}),
}  # fmt: skip


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=12)
@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_found(name: str) -> None:
    data = HIDDEN[name]
    made = audited(data, f"x-{name}")
    assert (made.code, made.err) == (1, "")
    assert PHONE in made.out


@pytest.mark.sweep("cvgen/audit", "cvgen/hidden", kinds=(), keep=0)
@quick
@given(st.text(max_size=40), st.sampled_from(["\u200b", "\u00ad", "\u202e", "\u2066", "\ufe0f"]))
def test_characters_that_nobody_sees_change_nothing(text: str, unseen: str) -> None:
    assert normalize(unseen.join(f"a{text}b")) == normalize("".join(f"a{text}b"))
    reading = SearchableText(text)
    assert reading.backwards.plain == reading.plain[::-1]


def deflated(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("word/document.xml"), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


ZEROS = b"0" * 1_000_000
BOMBS = {
    "a.zip": deflated(ZEROS), "a.docx": deflated(ZEROS), "a.tar": tar(a=ZEROS),
    "a.pdf": with_stream(zlib.compress(ZEROS), FLATE),
    "b.pdf": with_stream(zlib.compress(zlib.compress(ZEROS)), pikepdf.Array([FLATE, FLATE])),
    "a.png": png(b"iTXt", b"k\0\1\0\0\0" + zlib.compress(ZEROS)), "a.txt": ZEROS,
    "many.zip": archive(**{f"a{number}": "x" for number in range(60)}),
    "many.html": b"<a b=c>" * 60,
    "many.pdf": with_stream(b"x") + b"%%EOF\n" * 60,
    "deep.zip": archive(a_zip=archive(a_zip=archive(a_zip=archive(a_zip=b"x")))),
}  # fmt: skip
FEW = replace(LIMITS, small=10_000, unpacked=20_000, ratio=3, text=100_000, parts=50, depth=2)


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_beyond_a_limit_is_unread_and_known_to_be_for_a_limit(name: str) -> None:
    budget = ReadingBudget(FEW)
    parts = list(parts_of(name, BOMBS[name], budget))
    assert any(isinstance(part, Unread) and part.limit for part in parts)
    assert budget.bytes >= -FEW.small


def test_a_file_beyond_a_limit_is_a_problem_and_the_rest_of_it_is_searched() -> None:
    bomb = deflated(b"0" * 11_000_000)
    made = audited(archive(a_txt=NUMBER, b_zip=bomb, c_txt=NUMBER), "ada.zip")
    assert (made.code, codes(made.err)) == (1, ["E611"])
    assert "ada.zip: E611 not fully searched: 'b.zip': " in made.err
    assert "it unpacks to more than 10 MB" in made.err
    assert PHONE in made.out
    assert "nothing that" not in made.out


OPEN = ["<!--", "<", "<a ", "<a b='", '<a b="', "<![CDATA[", "<!", "<?", "<script>", "</", "&#"]


@pytest.mark.parametrize("start", OPEN)
def test_markup_that_never_ends_is_read_in_few_stretches(start: str) -> None:
    source = start * 20_000
    found = list(tokens(source))
    covered = sum(len(token.text) for token in found)
    assert covered <= len(source)
    assert [token.start for token in found] == sorted(token.start for token in found)


def endless(_path: Path) -> int:
    while True:
        pass


def greedy(_path: Path) -> int:
    return len(bytearray(READING.memory * 2))


def stubborn(_path: Path) -> int:
    while True:
        try:
            endless(_path)
        except TimeIsUp:
            continue


@pytest.mark.parametrize("work", [greedy, stubborn])
def test_work_that_takes_too_much_is_stopped_and_the_next_continues(work: object) -> None:
    def one(path: Path) -> int:
        return work(path) if path.name == "bad" else 7  # type: ignore[operator]

    paths = [Path("good"), Path("bad"), Path("good")]
    limits = replace(READING, seconds=1)
    first, second, third = each_isolated(one, paths, limits)
    assert (first, third) == (7, 7)
    assert isinstance(second, Stopped)


def test_a_time_limit_stops_work_and_keeps_its_findings() -> None:
    def one(path: Path) -> str:
        try:
            endless(path)
        except TimeIsUp as over:
            return str(over)
        return ""

    (reason,) = each_isolated(one, [Path("x")], replace(READING, seconds=BRIEF))
    assert reason == f"it takes longer than {BRIEF} seconds"


def test_a_number_in_json_needs_no_more_than_its_text() -> None:
    text = json.dumps({"phone": NUMBER})
    assert any(pattern.is_in(SearchableText(text)) for pattern in phone_patterns(NUMBER))
