"""Pictures: what they say about where, when and with what they were taken."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from cvgen.finished.base import Author, Part, Piece, Remark, Unread, paths_in

_GPS, _EXIF = 0x8825, 0x8769
_CAMERA = {0x010F: "maker", 0x0110: "model", 0xA431: "serial number", 0xA435: "lens number"}
_TIMES = {0x0132, 0x9003, 0x9004}
_NAMES = {0x013B: "the artist", 0xA430: "the camera's owner", 0x8298: "the copyright"}
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def image_parts(data: bytes) -> Iterator[Part]:
    """The metadata of a picture: Exif, XMP and the texts of a PNG."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            texts = {
                str(key): value if isinstance(value, str) else value.decode("latin-1")
                for key, value in image.info.items()
                if isinstance(value, str | bytes) and key not in ("exif", "icc_profile")
            }
            exif = image.getexif()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield Unread("the picture cannot be read: it is damaged, or far too large")
        return
    for key, value in texts.items():
        if key in ("Author", "author", "Artist"):
            yield Author(f"the picture's '{key}'", value)
        yield Piece(f"the picture's text '{key}'", value, seen=False)
        yield from paths_in(f"the picture's text '{key}'", value)
    for packet in _XMP.findall(data):
        yield Piece("the picture's XMP metadata", packet.decode("utf-8", "replace"), seen=False)
    yield from _exif(exif)


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
            yield Author(f"{name} in the picture", _text(tags[tag]))
    shown = "\n".join(filter(None, map(_text, tags.values())))
    if shown:
        yield Piece("the picture's Exif data", shown, seen=False)
        yield from paths_in("the picture's Exif data", shown)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.replace(b"\0", b"").decode("utf-8", "ignore")
    return value.strip("\0 ") if isinstance(value, str) else ""
