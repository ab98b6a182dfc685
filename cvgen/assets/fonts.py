"""Checks the font files of themes. A broken one is an error; no other font replaces it."""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from cvgen.errors import InputError, Problem, RenderError, system_reason
from cvgen.paths import display_path, is_bundled
from cvgen.patterns import pattern
from cvgen.themes import Face, Theme
from cvgen.themes.files import MAX_FILE_BYTES

_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
_PACKED = (b"wOFF", b"wOF2")
_COLLECTION = b"ttcf"
_NEEDED = frozenset({"cmap", "head", "hhea", "hmtx", "maxp"})
_OUTLINES = ({"glyf", "loca"}, {"CFF "}, {"CFF2"})
_NAMED = pattern(r"url\(\s*[\"']?([^\"'()\s]+\.(?:ttf|otf|woff2?))[\"']?\s*\)", re.IGNORECASE)
_MAX_FILES = 200
_MAX_LETTERS = 400  # letters that are checked, from the first one
_MAX_BLANK = 0.05  # some alphabets have a blank letter
_FARTHEST = 40  # times the text size; no letter is that large
_MIN_UNITS = 16
_HINT = "replace the file, or choose another font: `--set fonts=NAME`"
_HINT_NAMED = "replace the file, or take the `@font-face` out of the stylesheet"


def check_fonts(theme: Theme, css: str = "") -> None:
    """RenderError (E424) if font files of the families or stylesheets (``css``) are broken."""
    faces = [face.path for face in theme.settings.fonts]
    own = dict.fromkeys(path for path in faces if not is_bundled(path))
    named = dict.fromkeys(path for path in _named(theme, css) if path not in own)
    wrong = [_problem(path, why, _HINT) for path in own if (why := _beside(path) or _fault(path))]
    wrong += [_problem(path, why, _HINT_NAMED) for path in named if (why := _fault(path))]
    if wrong:
        raise RenderError(wrong)


def unusable(face: Face) -> RenderError:
    """The error for a font file whose glyphs cannot be read."""
    return RenderError(_problem(face.path, "its glyphs cannot be read", _HINT))


def _problem(path: Path, reason: str, hint: str) -> Problem:
    return Problem("E424", f"the font cannot be used: {reason}", display_path(path), hint=hint)


def _named(theme: Theme, css: str) -> Iterator[Path]:
    """The existing files of ``theme`` that ``css`` names as fonts."""
    for name in dict.fromkeys(_NAMED.findall(css)):
        try:
            path = theme.find(name)
        except InputError:
            continue
        if path is not None and not is_bundled(path):
            yield path


def _beside(path: Path) -> str:
    """The fault of the folder of the font ``path``; the engine opens all files in it."""
    count = 0
    for folder, folders, files in os.walk(path.parent):
        count += len(files)
        if count > _MAX_FILES:
            return f"there are more than {_MAX_FILES} files beside it"
        for name in (*folders, *files):
            other = Path(folder, name)
            if other.is_symlink() and other.is_dir():
                return f"'{name}' beside it is a link to a folder"
            if not other.is_file() and not other.is_dir():
                return f"'{name}' beside it is not a regular file"
            if other.is_file() and other.stat().st_size > MAX_FILE_BYTES:
                return f"'{name}' beside it is too large"
    return ""


def _fault(path: Path) -> str:
    try:
        found = path.stat()
        return _fault_of(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        return f"it cannot be read: {system_reason(error)}"


@lru_cache(maxsize=64)
def _fault_of(path: Path, _changed: int, _size: int) -> str:
    data = path.read_bytes()
    if data.startswith(_PACKED) and path.suffix.lower() in (".woff", ".woff2"):
        return _fault_of_packed(data)
    if data.startswith(_COLLECTION):
        return "it is a collection of fonts (.ttc), of which only single fonts can be used"
    if not data.startswith(_KINDS):
        return "it is not a TrueType or OpenType font"
    try:
        tables = set(tables_of(data))
    except struct.error:
        return "it ends too early"
    if not tables >= _NEEDED or not any(tables >= outlines for outlines in _OUTLINES):
        return "it lacks tables that every font needs"
    return fault_of_outlines(data)


def _fault_of_packed(data: bytes) -> str:
    """The fault in the header of a font for the web; empty if it has none."""
    if len(data) < 20:
        return "it ends too early"
    length, unpacked = (struct.unpack_from(">I", data, at)[0] for at in (8, 16))
    if length != len(data):
        return "it ends too early"
    if unpacked > MAX_FILE_BYTES:
        return f"it unpacks to more than {MAX_FILE_BYTES // 1_000_000} MB"
    return ""


def tables_of(data: bytes) -> dict[str, tuple[int, int]]:
    """The start and end of each table of a font. struct.error if one is outside of the file."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if start + length > len(data):
            raise struct.error("a table ends outside of the file")
        found[tag.decode("latin-1")] = start, start + length
    return found


def fault_of_outlines(data: bytes) -> str:
    """The fault of the glyphs of the TrueType or OpenType font ``data``; empty if it has none."""
    import uharfbuzz as hb

    try:
        face = hb.Face(data)
        if not face.glyph_count or not face.unicodes or face.upem < _MIN_UNITS:
            return "it has no glyphs for any character"
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        wanted.flags = hb.SubsetFlags.NO_HINTING
        if not hb.subset(face, wanted).glyph_count:
            return "its glyphs cannot be read"
        return _fault_of_letters(hb, face)
    except (RuntimeError, ValueError, hb.HarfBuzzError):
        return "its tables cannot be read"


def _fault_of_letters(hb: Any, face: Any) -> str:
    kinds = ("Lu", "Ll", "Lo", "Nd")
    found = (char for char in map(chr, face.unicodes) if unicodedata.category(char) in kinds)
    letters = list(islice(found, _MAX_LETTERS))
    font, limit = hb.Font(face), _FARTHEST * face.upem
    drawn = [_points(hb, font, letter) for letter in letters]
    blank = [letter for letter, points in zip(letters, drawn, strict=True) if not points]
    if any(letter.isascii() for letter in blank) or len(blank) > _MAX_BLANK * len(letters):
        return f"its letters cannot be drawn, such as '{blank[0]}'"
    for letter, points in zip(letters, drawn, strict=True):
        if max(map(abs, points)) > limit:
            return f"its letters cannot be drawn, such as '{letter}'"
    return ""


def _points(hb: Any, font: Any, letter: str) -> list[float]:
    """The coordinates of the outline of ``letter``."""
    found: list[float] = []
    glyph = font.get_nominal_glyph(ord(letter))
    if glyph is None:
        return found
    pen = hb.DrawFuncs()
    for name in ("move_to", "line_to", "quadratic_to", "cubic_to"):
        getattr(pen, f"set_{name}_func")(lambda *point: found.extend(point[:-1]))
    font.draw_glyph(glyph, pen)
    return found
