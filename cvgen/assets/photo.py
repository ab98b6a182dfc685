"""The photo of a CV: checked, and converted for documents."""

from __future__ import annotations

import io
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cvgen.assets.files import MAX_ASSET_BYTES, Assets
from cvgen.assets.pictures import FAULTS, JPEG, PNG, clean, embedded_bits, whole_pictures
from cvgen.document import Document
from cvgen.paths import stored
from cvgen.silent import silent_libraries

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "MPO")
_HINT = "a JPEG of about 600 by 800 pixels beside the CV is best"
_TO_SAVE = "save it as JPEG, PNG or WebP"

Photo = tuple[bytes, str]
"""Bytes and media type, ``image/jpeg`` or ``image/png``."""


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
    """The photo ``name`` in ``folder``, the CV's own. PhotoError if it cannot be used.

    The bytes are without the metadata of the file, and in the colours of a screen.
    """
    return usable(_read(folder, name))


def _read(folder: Path, name: str) -> bytes:
    if "://" in name or name.startswith("data:"):
        raise PhotoError("the photo is an address on the web",
                         "save the picture beside the CV and name that file")  # fmt: skip
    root = folder.resolve()
    path = stored(root / name)
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
            return _checked(data, image)
    except Image.DecompressionBombError:
        raise PhotoError("the photo has too many pixels") from None
    except UnidentifiedImageError:
        raise PhotoError("the photo is not a JPEG, PNG, WebP or GIF", _TO_SAVE) from None
    except (*FAULTS, MemoryError):
        raise PhotoError("the photo is broken: it is incomplete or contains invalid data") from None


def _checked(data: bytes, image: Image) -> Photo:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PhotoError(f"the photo has {width} by {height} pixels, which is too many")
    image.load()
    return _kept(data, image) or _converted(image)


def _kept(data: bytes, image: Image) -> Photo | None:
    """The original picture without metadata, if every reader supports its format."""
    if data.startswith(JPEG) and image.mode in ("RGB", "L", "CMYK"):
        return clean(data), "image/jpeg"
    if data.startswith(PNG) and embedded_bits(data) <= 8 and not getattr(image, "is_animated", 0):
        return clean(data), "image/png"
    return None


def _converted(image: Image) -> Photo:
    """The first frame, as PNG if parts of it are transparent, else as JPEG."""
    from PIL import ImageOps

    image.seek(0)
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    if upright.has_transparency_data:
        upright.convert("RGBA").save(out, "PNG")
        return clean(out.getvalue()), "image/png"
    if upright.mode.startswith("I"):  # 16 bits of grey
        upright = upright.point(lambda value: value / 256).convert("L")
    upright.convert("RGB").save(out, "JPEG", quality=92)
    return clean(out.getvalue()), "image/jpeg"
