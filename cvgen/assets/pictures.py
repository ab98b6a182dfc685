"""Converts pictures to RGB and removes their metadata: place, time, thumbnails, comments.

Only metadata that change how the picture looks are kept: the colour profile and the orientation.
"""

from __future__ import annotations

import contextlib
import io
import struct
import threading
from collections.abc import Iterator

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_SOS, _EXIF, _ADOBE = 0xDA, 0xE1, 0xEE
_ORIENTATION = 0x0112
_LOCK = threading.RLock()
FAULTS = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error,
)  # fmt: skip
"""What Pillow raises for broken pictures."""


@contextlib.contextmanager
def whole_pictures() -> Iterator[None]:
    """Let Pillow raise OSError for a picture that ends too early.

    WeasyPrint turns on a switch of Pillow, for the whole process, that completes such pictures. The
    switch is restored afterwards, because WeasyPrint relies on it.
    """
    from PIL import ImageFile

    with _LOCK:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            # Another thread may have imported WeasyPrint meanwhile.
            ImageFile.LOAD_TRUNCATED_IMAGES = before or ImageFile.LOAD_TRUNCATED_IMAGES


def clean(picture: bytes) -> bytes:
    """``picture`` without its metadata; a CMYK JPEG becomes RGB.

    Other formats, and broken files, are returned unchanged.
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
    """The bits per channel of a PNG."""
    return png[24] if len(png) > 24 else 0


def _in_rgb(jpeg: bytes) -> bytes:
    """A CMYK picture as RGB, because PDF/A with an sRGB profile forbids CMYK."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with whole_pictures(), Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            image.convert("RGB").save(out, "JPEG", quality=92)
    except (*FAULTS, Image.DecompressionBombError):
        return jpeg
    return out.getvalue()


def _channels(jpeg: bytes) -> int:
    """The channels of a JPEG: 3 for RGB, 4 for CMYK."""
    for kind, segment in _segments(jpeg):
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return segment[9]
    return 0


def _segments(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and bytes of each segment of a JPEG; the last one has the pixels and the rest."""
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
    """The EXIF orientation, 1 to 8; 1 is upright."""
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
