"""Glyphs that cvgen adds to the fonts of a PDF, so that each letter has one of its own."""

from __future__ import annotations

import io
import struct
from typing import Any

from cvgen.writers.pdf.engine.glyphs import OWN_GLYPHS

_MOST_GLYPHS = 60_000
_MISSING = 512  # WeasyPrint numbers characters without a glyph from the end of the font

Drawing = tuple[tuple[int, int, int], ...]
"""Glyphs of the font: the number of each, and how far right and up it is moved."""


class OwnGlyphs:
    """The glyphs to add to one ``weasyprint.pdf.fonts.Font``, in thousandths of its size."""

    def __init__(self, font: Any) -> None:
        self._font, self._first = font, font.glyph_count + _MISSING
        self._codes: dict[tuple[Drawing, str, int], int] = {}

    @staticmethod
    def fit(font: Any) -> bool:
        """True if glyphs can be added: the font has TrueType outlines, and no pictures."""
        has_pictures = font.bitmap or font.png or font.svg or font.colr
        return not has_pictures and "glyf" in font.tables and font.glyph_count < _MOST_GLYPHS

    @classmethod
    def of(cls, font: Any) -> OwnGlyphs:
        """The glyphs to add to ``font``."""
        own: OwnGlyphs | None = font.__dict__.get(OWN_GLYPHS)
        if own is None:
            own = font.__dict__[OWN_GLYPHS] = cls(font)
        return own

    def code(self, drawing: Drawing, letter: str, width: int) -> int:
        """The code in the file for a ``letter`` (or its marks) that looks like ``drawing``."""
        key = drawing, letter, width
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = self._first + len(self._codes)
            self._font.to_unicode[code] = letter
            self._font.widths[code] = width
        return code

    def add_to(self, data: bytes) -> tuple[bytes, bytes]:
        """The font program ``data`` with these glyphs, and the glyph of each code as big-endian."""
        from fontTools.ttLib import TTFont

        program = TTFont(io.BytesIO(data), recalcTimestamp=False)
        old = program.getGlyphOrder()
        looks = list(dict.fromkeys((drawing, width) for drawing, _, width in self._codes))
        names = [f"cvgen{number:05d}" for number in range(len(looks))]
        program.setGlyphOrder([*old, *names])
        outlines, unit = program["glyf"], program["head"].unitsPerEm / 1000
        for name, (drawing, width) in zip(names, looks, strict=True):
            outlines.glyphs[name] = glyph = _composed(drawing, old, unit)
            glyph.recalcBounds(outlines)
            program["hmtx"].metrics[name] = round(width * unit), getattr(glyph, "xMin", 0)
        file = io.BytesIO()
        program.save(file)
        numbers = {look: len(old) + number for number, look in enumerate(looks)}
        own = [numbers[drawing, width] for drawing, _, width in self._codes]
        known = [number if number < len(old) else 0 for number in range(self._first)]
        return file.getvalue(), struct.pack(f">{len(known) + len(own)}H", *known, *own)


def _composed(drawing: Drawing, names: list[str], unit: float) -> Any:
    """A glyph that consists of the glyphs of ``drawing``."""
    from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

    glyph = Glyph()
    glyph.numberOfContours = -1 if drawing else 0
    if drawing:
        glyph.components = []
    for number, right, up in drawing:
        part = GlyphComponent()
        part.glyphName, part.flags = names[number], ROUND_XY_TO_GRID
        part.x, part.y = round(right * unit), round(up * unit)
        glyph.components.append(part)
    return glyph


def add_own_glyphs(document: Any, pdf: Any) -> None:
    """Add the glyphs of ``OwnGlyphs`` to the fonts of a complete ``pdf`` of pydyf."""
    import pydyf

    extended = {font.name: font.__dict__[OWN_GLYPHS] for font in document.fonts.values()
                if OWN_GLYPHS in font.__dict__}  # fmt: skip
    for item in list(pdf.objects):
        if isinstance(item, pydyf.Dictionary) and "CIDToGIDMap" in item:
            own = extended.get(item["BaseFont"])
            if own is not None:
                program = _object(pdf, _object(pdf, item["FontDescriptor"])["FontFile2"])
                data, numbers = own.add_to(program.stream[0])
                program.stream[:], program.extra["Length1"] = [data], len(data)
                ways = pydyf.Stream([numbers], compress=True)
                pdf.add_object(ways)
                item["CIDToGIDMap"] = ways.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
