"""Pictures as they may go into a document: in the colours of screens, with nothing hidden in them.

What nobody sees is taken out: where and when the picture was made, thumbnails, remarks. Only what
steers how it looks is kept: the meaning of its colours and which side is up.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from cvgen.assets.pillow import whole_pictures

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_SOS, _EXIF, _ADOBE = 0xDA, 0xE1, 0xEE
_ORIENTATION = 0x0112
FAULTS = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error,
)  # fmt: skip
"""What Pillow raises for bytes that are no picture, or a broken one."""


def clean(picture: bytes) -> bytes:
    """``picture`` without its metadata, and in RGB where a JPEG is in the colours of the press.

    What is neither a JPEG nor a PNG, or not a well-formed one, stays as it is.
    """
    try:
        if picture.startswith(PNG):
            return b"".join(_png_parts(picture))
        if picture.startswith(JPEG):
            cleaned = b"".join(_jpeg_parts(picture))
            return _in_rgb(cleaned) if _channels(cleaned) == 4 else cleaned
    except (struct.error, IndexError):
        pass
    return picture


def embedded_bits(png: bytes) -> int:
    """How many bits a channel of a PNG has."""
    return png[24] if len(png) > 24 else 0


def _in_rgb(jpeg: bytes) -> bytes:
    """A CMYK picture for screens: archives take CMYK only in documents made for the press."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with whole_pictures(), Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            image.convert("RGB").save(out, "JPEG", quality=92)
    except (*FAULTS, Image.DecompressionBombError):
        return jpeg
    return out.getvalue()


def _channels(jpeg: bytes) -> int:
    """How many channels a JPEG has: 3 for RGB, 4 for CMYK."""
    for kind, segment in _segments(jpeg):
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return segment[9]
    return 0


def _segments(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and the bytes of each segment of a JPEG; the last is all from its pixels on."""
    at = 2
    while at < len(picture):
        mark, kind, size = struct.unpack_from(">BBH", picture, at)
        if mark != 0xFF:
            raise struct.error("no segment starts here")
        if kind == _SOS:
            yield kind, picture[at:]
            return
        yield kind, picture[at : at + 2 + size]
        at += 2 + size
    raise struct.error("it ends before its pixels")


def _jpeg_parts(picture: bytes) -> Iterator[bytes]:
    yield picture[:2]
    for kind, segment in _segments(picture):
        is_remark = 0xE1 <= kind <= 0xEF or kind == 0xFE
        if not is_remark or kind == _ADOBE or segment[4:15] == b"ICC_PROFILE":
            yield segment
        elif kind == _EXIF and segment[4:10] == b"Exif\0\0":
            turned = _orientation(segment[10:])
            if turned > 1:
                tag = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
                yield b"\xff\xe1" + struct.pack(">H", 34) + b"Exif\0\0MM\0*\0\0\0\x08" + tag


def _orientation(exif: bytes) -> int:
    """Which of eight ways the picture is turned: 1 is not at all."""
    order = "<" if exif.startswith(b"II") else ">"
    (first,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, first)
    for index in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * index)
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _png_parts(picture: bytes) -> Iterator[bytes]:
    yield picture[:8]
    at = 8
    while at < len(picture):
        size, kind = struct.unpack_from(">I4s", picture, at)
        if at + size + 12 > len(picture):
            raise struct.error("it ends within a chunk")
        if kind not in _PNG_TEXT:
            yield picture[at : at + size + 12]
        at += size + 12
