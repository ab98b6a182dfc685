"""Searches a finished file for all text in it, independently of cvgen, with pypdf and by hand."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, IndirectObject, StreamObject, TextStringObject

_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>", re.DOTALL)
_DATA = re.compile(r"data:[\w./+-]*(?:;[\w=.-]+)*?(;base64)?,([^\"')\s]*)")


def joined(text: str) -> str:
    """``text`` without white space and the places where a line may break."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text).casefold()


def everything_in(data: bytes) -> str:
    """Every text of a file in every way to read it, :func:`joined`."""
    return joined("\n".join(_texts(data)))


def _texts(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    yield data.decode("utf-8", "ignore")
    if data.startswith(b"%PDF-"):
        yield from _pdf(data)
    elif data.startswith((b"\x89PNG", b"\xff\xd8")):
        yield from _picture(data)
    elif not data[:4].count(0):
        yield from _markup(data.decode("utf-8", "ignore"))


def _encodings(data: bytes) -> Iterator[str]:
    for encoding in ("latin-1", "utf-8", "utf-16-be", "utf-16-le"):
        yield data.decode(encoding, "ignore")


def _pdf(data: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(data))
    yield from (page.extract_text() for page in reader.pages)
    yield str(dict(reader.metadata or {}))
    if reader.xmp_metadata is not None:
        yield str(reader.xmp_metadata.dc_title)
    for contents in reader.attachments.values():
        for content in contents:
            yield from _texts(content)
    count = int(str(reader.trailer["/Size"]))
    for number in range(1, count):
        found = reader.get_object(IndirectObject(number, 0, reader))
        yield from _object(found)
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(match.group(1)).decode("latin-1")
        except zlib.error:
            continue


def _object(value: Any) -> Iterator[str]:
    """The strings of an object in all encodings, and what its stream holds."""
    if isinstance(value, TextStringObject):
        yield str(value)
        yield from _encodings(value.original_bytes)
    elif isinstance(value, ByteStringObject):
        yield from _encodings(bytes(value))
    elif isinstance(value, dict):
        for item in value.values():
            if not isinstance(item, IndirectObject):
                yield from _object(item)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, IndirectObject):
                yield from _object(item)
    if isinstance(value, StreamObject) and value.get("/Subtype") != "/Image":
        stream = value.get_data()
        content = stream if isinstance(stream, bytes) else stream.encode("latin-1", "ignore")
        yield from _encodings(content)
        yield _strings_of(content)


def _strings_of(content: bytes) -> str:
    """The strings of a page's operators, put together."""
    out = []
    for found in _STRING.findall(content):
        if found.startswith(b"("):
            out.append(found[1:-1])
        else:
            digits = re.sub(rb"\s", b"", found[1:-1])
            out.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return b"".join(out).replace(b"\0", b"").decode("latin-1")


def _picture(data: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(data)) as image:
        yield f"{image.info} {dict(image.getexif())}"
    for match in re.finditer(rb"zTXt[^\0]*\0\0|iTXt[^\0]*\0\x01\0[^\0]*\0[^\0]*\0", data):
        yield zlib.decompressobj().decompress(data[match.end() :]).decode("utf-8", "ignore")


def _markup(text: str) -> Iterator[str]:
    plain = html.unescape(text)
    yield plain
    yield unquote(plain)
    yield html.unescape(re.sub(r"<[^>]*>", "", text))
    for coded, content in _DATA.findall(text):
        raw = unquote(content)
        yield raw
        if coded:
            yield from _texts(base64.b64decode(raw))
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        yield str(json.loads(found))
