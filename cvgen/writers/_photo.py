"""The picture in a CV's header, if it can be used."""

from __future__ import annotations

import struct

from cvgen.document import Document
from cvgen.errors import Problem
from cvgen.writers._pictures import JPEG, PNG, clean
from cvgen.writers.base import Assets

MAX_PIXELS = 40_000_000

Photo = tuple[bytes, str]


def read_photo(document: Document, assets: Assets) -> tuple[Photo | None, tuple[Problem, ...]]:
    """Bytes and media type of the photo, or None with a warning where there is none to show.

    The bytes are without the metadata of the file, and never in the colours of a printing press.
    """
    name = document.header.photo
    if name is None:
        return None, ()
    data = assets.read(name)
    if data is None:
        return None, (_warning(f"the photo '{name}' is not in the CV's folder, or too large"),)
    if data.startswith(JPEG):
        return (clean(data), "image/jpeg"), ()
    if data.startswith(PNG) and len(data) > 24:
        width, height = struct.unpack_from(">II", data, 16)
        if width * height <= MAX_PIXELS:
            return (clean(data), "image/png"), ()
    return None, (_warning(f"the photo '{name}' is no JPEG or PNG of a usual size"),)


def _warning(message: str) -> Problem:
    hint = "a JPEG of about 600 by 800 pixels beside the CV is best"
    return Problem("W402", message, hint=hint, severity="warning")
