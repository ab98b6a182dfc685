"""Reads the metadata of pictures: place, time and camera."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from cvgen.assets.pictures import whole_pictures
from cvgen.audit.readers import base
from cvgen.audit.readers.base import AuthorName, FoundText, Part, Remark, Unread, printable_parts
from cvgen.hidden.decoding import append_decoded, decode_text
from cvgen.processes.limits import ReadingBudget

_GPS, _EXIF = 0x8825, 0x8769
_CAMERA = {0x010F: "maker", 0x0110: "model", 0xA431: "serial number", 0xA435: "lens number"}
_TIMES = {0x0132, 0x9003, 0x9004}
_NAMES = {0x013B: "the artist", 0xA430: "the camera's owner", 0x8298: "the copyright"}
_XMP = (b"<x:xmpmeta", b"</x:xmpmeta>")
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_TEXT = (b"IDAT", b"fdAT", b"iCCP", b"IHDR", b"PLTE")


def image_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """The metadata of a picture: Exif, XMP, the texts of a PNG, and any other text in its bytes."""
    from PIL import Image

    if data.startswith(_PNG):
        yield from _png_parts(data, budget)
    else:
        yield from printable_parts("the picture's bytes", data)
    try:
        with whole_pictures(), Image.open(io.BytesIO(data)) as image:
            comment = image.info.get("comment", b"")
            exif = image.getexif()
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        yield Unread("the picture cannot be read: it is damaged, or far too large")
        return
    text = (
        comment if isinstance(comment, str) else decode_text(comment) or comment.decode("latin-1")
    )
    if text:
        yield FoundText("the picture's text 'comment'", append_decoded(text), seen=False)
        yield from base.paths_in("the picture's text 'comment'", text)
    for packet in _packets(data):
        text = append_decoded(packet.decode("utf-8", "replace"))
        yield FoundText("the picture's XMP metadata", text, seen=False)
    yield from _exif(exif)


def _packets(data: bytes) -> Iterator[bytes]:
    """The XMP packets in ``data``."""
    start, end = data.find(_XMP[0]), 0
    while start >= 0 and (end := data.find(_XMP[1], start)) >= 0:
        yield data[start:end]
        start = data.find(_XMP[0], end)


def _exif(exif: Any) -> Iterator[Part]:
    tags = {**exif, **exif.get_ifd(_EXIF)}
    if exif.get_ifd(_GPS):
        yield Remark("the picture says where it was taken (GPS)")
    camera = [f"{name} {_text(tags[tag])}" for tag, name in _CAMERA.items() if tag in tags]
    if camera:
        yield Remark("the picture names its camera", ", ".join(camera))
    if _TIMES & set(tags):
        yield Remark("the picture says when it was taken or changed", note=True)
    for tag, name in _NAMES.items():
        if _text(tags.get(tag, "")):
            yield AuthorName(f"{name} in the picture", _text(tags[tag]))
    shown = "\n".join(filter(None, map(_text, tags.values())))
    if shown:
        yield from base.unseen_parts("the picture's Exif data", shown)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.replace(b"\0", b"").decode("utf-8", "ignore")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _png_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """The texts of all chunks, decompressed within ``budget``."""
    place = len(_PNG)
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            budget.add_part()
            yield from _png_text(kind, content, budget)
        elif kind not in _NO_TEXT:
            yield from printable_parts("a part of the picture", content)
        if kind == b"IEND":
            break
    yield from printable_parts("what follows after the picture", data[place:])


def _png_text(kind: bytes, content: bytes, budget: ReadingBudget) -> Iterator[Part]:
    name, _, value = content.partition(b"\0")
    key = name.decode("latin-1")[:60]
    encoding, packed = "latin-1", kind == b"zTXt"
    if kind == b"zTXt":
        value = value[1:]
    elif kind == b"iTXt":
        encoding, packed = "utf-8", value[:1] == b"\1"
        *labels, value = value[2:].split(b"\0", 2)
        label = b" ".join(labels).decode("utf-8", "replace")
        yield FoundText("a part of the picture", label, seen=False)
    if packed:
        room = budget.room(len(value))
        try:
            value, size = zlib.decompressobj().decompress(value, room + 1), len(value)
        except zlib.error:
            yield Unread(f"the picture's text '{key}' is damaged")
            return
        budget.add_unpacked(len(value), size)
    text = value.decode(encoding, "replace")
    if key.casefold() in ("author", "artist"):
        yield AuthorName(f"the picture's '{key}'", text)
    yield FoundText(f"the picture's text '{key}'", append_decoded(text), seen=False)
    yield from base.paths_in(f"the picture's text '{key}'", text)
