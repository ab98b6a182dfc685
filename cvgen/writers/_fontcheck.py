"""Font files of themes: a broken one is an error, and never another font in its place."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from cvgen.errors import Problem, RenderError
from cvgen.freshness.places import bundled_folder, shown
from cvgen.themes import Face

_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_NEEDED = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp"})
_OUTLINES = ({b"glyf", b"loca"}, {b"CFF "}, {b"CFF2"})


def check_fonts(faces: Iterable[Face]) -> None:
    """RenderError (E424) with each file of ``faces`` that is broken."""
    own = [face.path for face in faces if not face.path.is_relative_to(bundled_folder())]
    wrong = [(path, reason) for path in dict.fromkeys(own) if (reason := _fault(path))]
    if wrong:
        hint = "replace the file, or choose another font: `--set fonts=NAME`"
        raise RenderError(
            [
                Problem("E424", f"the font cannot be used: {why}", shown(p), hint=hint)
                for p, why in wrong
            ]
        )


def _fault(path: Path) -> str:
    try:
        for other in path.parent.iterdir():  # all that is there is opened by the engine
            if not other.is_file() and not other.is_dir():
                return f"'{other.name}' beside it is no regular file"
        found = path.stat()
        return _fault_of(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        return f"it cannot be read: {(error.strerror or str(error)).lower()}"


@lru_cache(maxsize=64)
def _fault_of(path: Path, _changed: int, _size: int) -> str:
    import uharfbuzz as hb

    data = path.read_bytes()
    if data[:4] not in _KINDS:
        return "it is no TrueType or OpenType font"
    try:
        tables = _tables(data)
    except struct.error:
        return "it ends too early"
    if not tables >= _NEEDED or not any(tables >= outlines for outlines in _OUTLINES):
        return "it lacks tables that every font needs"
    try:
        face = hb.Face(data)
        if not face.glyph_count or not face.unicodes or face.upem < 16:
            return "it has no glyphs for any character"
        if not hb.subset(face, hb.SubsetInput()).glyph_count:
            return "its glyphs cannot be read"
    except (RuntimeError, ValueError, hb.HarfBuzzError):
        return "its tables cannot be read"
    return ""


def _tables(data: bytes) -> set[bytes]:
    """The names of the tables of a font, all of which are inside of the file."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = set()
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if offset + length > len(data):
            raise struct.error("a table ends outside of the file")
        found.add(tag)
    return found
