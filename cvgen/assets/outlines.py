"""Checks that the glyphs of a font can be read, and that its letters are visible."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import Any

_MOST = 400  # letters that are checked, from the first one
_MOST_BLANK = 0.05  # some alphabets have a blank letter
_FARTHEST = 40  # times the text size; no letter is that large
_LEAST_UNITS = 16


def fault_of_outlines(data: bytes) -> str:
    """The fault of the glyphs of the TrueType or OpenType font ``data``; empty if it has none."""
    import uharfbuzz as hb

    try:
        face = hb.Face(data)
        if not face.glyph_count or not face.unicodes or face.upem < _LEAST_UNITS:
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
    letters = list(islice(filter(_is_letter, map(chr, face.unicodes)), _MOST))
    font, limit = hb.Font(face), _FARTHEST * face.upem
    drawn = [_points(hb, font, letter) for letter in letters]
    blank = [letter for letter, points in zip(letters, drawn, strict=True) if not points]
    if any(letter.isascii() for letter in blank) or len(blank) > _MOST_BLANK * len(letters):
        return f"its letters cannot be drawn, such as '{blank[0]}'"
    for letter, points in zip(letters, drawn, strict=True):
        if max(map(abs, points)) > limit:
            return f"its letters cannot be drawn, such as '{letter}'"
    return ""


def _is_letter(char: str) -> bool:
    return unicodedata.category(char) in ("Lu", "Ll", "Lo", "Nd")


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
