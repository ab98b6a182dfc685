"""The photo of a CV, checked and converted, and pictures without their metadata.

Metadata are place, time, thumbnails and comments. Only those that change how the picture looks are
kept: the colour profile and the orientation.
"""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import threading
from collections.abc import Iterator
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen.assets.files import MAX_ASSET_BYTES, Assets
from cvgen.document import Document
from cvgen.paths import stored_path
from cvgen.silent import silent_libraries

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "MPO")
_HINT = "a JPEG of about 600 by 800 pixels beside the CV is best"
_TO_SAVE = "save it as JPEG, PNG or WebP"
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_SOS, _EXIF, _ADOBE = 0xDA, 0xE1, 0xEE
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)  # orientations of a picture that is turned by a quarter
_USUAL_RATIO = 3 / 4
_WIDEST, _TALLEST = 1.6, 1.07  # the most width and height, in those of a photo of 3:4
_LOCK = threading.RLock()
FAULTS = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, struct.error,
)  # fmt: skip
"""What Pillow raises for broken pictures."""

Photo = tuple[bytes, str]
"""Bytes and media type, ``image/jpeg`` or ``image/png``."""


@contextlib.contextmanager
def whole_pictures() -> Iterator[None]:
    """Let Pillow raise OSError for a picture that ends too early.

    WeasyPrint relies on a switch of Pillow that completes such pictures, so it is restored.
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


def strip_metadata(picture: bytes) -> bytes:
    """``picture`` without metadata, a CMYK JPEG as RGB; others, and broken ones, as they are."""
    try:
        if picture.startswith(PNG):
            return b"".join(_png_parts(picture))
        if picture.startswith(JPEG):
            cleaned = b"".join(_jpeg_parts(picture))
            return _in_rgb(cleaned) if _channels(cleaned) == 4 else cleaned
    except (struct.error, IndexError):
        pass
    return picture


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


class PhotoError(Exception):
    """A photo that cannot be used, with a hint."""

    def __init__(self, message: str, hint: str = _HINT) -> None:
        super().__init__(message)
        self.hint = hint


def read_photo(document: Document, assets: Assets) -> Photo | None:
    """The photo of ``document``; None if it has none, or cannot use it."""
    name = document.header.photo
    if name is None or assets.folder is None:
        return None
    try:
        return photo_of(assets.folder, name)
    except PhotoError:
        return None


def photo_of(folder: Path, name: str) -> Photo:
    """The photo ``name`` in ``folder``, without metadata, in colours of a screen; or PhotoError."""
    return usable(_read(folder, name))


def _read(folder: Path, name: str) -> bytes:
    if "://" in name or name.startswith("data:"):
        raise PhotoError("the photo is an address on the web",
                         "save the picture beside the CV and name that file")  # fmt: skip
    root = folder.resolve()
    path = stored_path(root / name)
    if path.suffix.lower() in (".svg", ".svgz"):
        raise PhotoError("the photo is a drawing (SVG)", _TO_SAVE)
    try:
        real = path.resolve()
        if not real.is_relative_to(root):
            hint = "move the picture into the folder of the CV"
            raise PhotoError(f"the photo '{name}' is outside of the CV's folder", hint)
        found = real.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PhotoError(f"the photo '{name}' is not a file")
        if found.st_size > MAX_ASSET_BYTES:
            limit = MAX_ASSET_BYTES // 1_000_000
            raise PhotoError(f"the photo '{name}' is larger than {limit} MB")
        return real.read_bytes()
    except FileNotFoundError:
        raise PhotoError(f"the photo '{name}' is not in the CV's folder") from None
    except (OSError, RuntimeError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it leads to no file").lower()
        raise PhotoError(f"the photo '{name}' cannot be read: {reason}") from None


@lru_cache(maxsize=4)
def usable(data: bytes) -> Photo:
    """A picture for a document. PhotoError if it cannot be used.

    JPEG and PNG only lose their metadata. Animations, and formats that browsers or PDF/A do not
    support, become a picture of their first frame.
    """
    from PIL import Image, UnidentifiedImageError

    if data.lstrip()[:5].lower() in (b"<svg ", b"<svg>", b"<?xml"):
        raise PhotoError("the photo is a drawing (SVG)", _TO_SAVE)
    if not data:
        raise PhotoError("the photo is empty")
    try:
        file = io.BytesIO(data)
        with whole_pictures(), silent_libraries(), Image.open(file, formats=_FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                message = f"the photo has {width} by {height} pixels, which is too many"
                raise PhotoError(message)
            image.load()
            return _without_metadata(data, image) or _convert(image)
    except Image.DecompressionBombError:
        raise PhotoError("the photo has too many pixels") from None
    except UnidentifiedImageError:
        raise PhotoError("the photo is not a JPEG, PNG, WebP or GIF", _TO_SAVE) from None
    except (*FAULTS, MemoryError):
        raise PhotoError("the photo is broken: it is incomplete or contains invalid data") from None


def _without_metadata(data: bytes, image: Image) -> Photo | None:
    """The original picture without metadata, if every reader supports its format."""
    if data.startswith(JPEG) and image.mode in ("RGB", "L", "CMYK"):
        return strip_metadata(data), "image/jpeg"
    channel_bits = data[24] if len(data) > 24 else 0  # of a PNG
    if data.startswith(PNG) and channel_bits <= 8 and not getattr(image, "is_animated", False):
        return strip_metadata(data), "image/png"
    return None


def _convert(image: Image) -> Photo:
    """The first frame, as PNG if parts of it are transparent, else as JPEG."""
    from PIL import ImageOps

    image.seek(0)
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    if upright.has_transparency_data:
        upright.convert("RGBA").save(out, "PNG")
        return strip_metadata(out.getvalue()), "image/png"
    if upright.mode.startswith("I"):  # 16 bits of grey
        upright = upright.point(lambda value: value / 256).convert("L")
    upright.convert("RGB").save(out, "JPEG", quality=92)
    return strip_metadata(out.getvalue()), "image/jpeg"


def photo_scale(photo: Photo) -> float:
    """The width of ``photo`` as a multiple of that of a photo of 3:4, with about the same area.

    A wide photo would be a stamp in the same width, and a tall one would be as long as the head.
    """
    from PIL import Image

    try:
        with silent_libraries(), Image.open(io.BytesIO(photo[0]), formats=_FORMATS) as image:
            width, height = image.size
            if image.getexif().get(_ORIENTATION, 1) in _LYING:
                width, height = height, width
    except (*FAULTS, Image.DecompressionBombError):
        return 1.0
    ratio = width / height / _USUAL_RATIO
    return round(min(sqrt(ratio), ratio * _TALLEST, _WIDEST), 3)
