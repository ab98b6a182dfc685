"""Glyphs that cvgen adds to the fonts of a PDF, so that each letter has one of its own."""

from __future__ import annotations

import io
import struct
from typing import Any

from cvgen.writers.pdf.engine.glyphs import OWN_GLYPHS

_MOST_GLYPHS = 60_000
_VERTICAL = {"vhea", "vmtx", "VORG"}
_MISSING = 512  # WeasyPrint numbers characters without a glyph from the end of the font

Drawing = tuple[tuple[int, int, int], ...]
"""Glyphs of the font: the number of each, and how far right and up it is moved."""


class OwnGlyphs:
    """The glyphs to add to one ``weasyprint.pdf.fonts.Font``, in thousandths of its size."""

    def __init__(self, font: Any) -> None:
        self._font, self._first = font, font.glyph_count + _MISSING
        self._codes: dict[tuple[Drawing, str, int], int] = {}

    @classmethod
    def of(cls, font: Any) -> OwnGlyphs | None:
        """The glyphs to add to ``font``; None if it cannot have them."""
        if OWN_GLYPHS not in font.__dict__:
            font.__dict__[OWN_GLYPHS] = cls(font) if cls.fit(font) else None
        own: OwnGlyphs | None = font.__dict__[OWN_GLYPHS]
        return own

    @staticmethod
    def fit(font: Any) -> bool:
        """True if glyphs can be added: its outlines are TrueType's, or CFF's with named glyphs."""
        if has_pictures(font) or font.glyph_count >= _MOST_GLYPHS:
            return False
        return "glyf" in font.tables or ("CFF " in font.tables and _has_names(font))

    def code(self, drawing: Drawing, letter: str, width: int) -> int:
        """The code in the file for a ``letter`` (or its marks) that looks like ``drawing``."""
        key = drawing, letter, width
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = self._first + len(self._codes)
            self._font.to_unicode[code] = letter
            self._font.widths[code] = width
        return code

    def add_to(self, data: bytes) -> tuple[bytes, bytes | None]:
        """The font program ``data`` with these glyphs, and the glyph of each code as big-endian.

        The second is None where the numbers of the glyphs are the codes.
        """
        from fontTools.ttLib import TTFont

        program = TTFont(io.BytesIO(data), recalcTimestamp=False)
        for table in _VERTICAL & set(program.keys()):
            del program[table]  # it would need values for each new glyph
        numbers = None
        if "glyf" in program:
            numbers = self._add_to_glyf(program)
        else:
            self._add_to_cff(program)
        file = io.BytesIO()
        program.save(file)
        return file.getvalue(), numbers

    def _add_to_glyf(self, program: Any) -> bytes:
        old = program.getGlyphOrder()
        looks = list(dict.fromkeys((drawing, width) for drawing, _, width in self._codes))
        names = [f"cvgen{number:05d}" for number in range(len(looks))]
        program.setGlyphOrder([*old, *names])
        outlines, unit = program["glyf"], program["head"].unitsPerEm / 1000
        for name, (drawing, width) in zip(names, looks, strict=True):
            outlines.glyphs[name] = glyph = _composed(drawing, old, unit)
            glyph.recalcBounds(outlines)
            program["hmtx"].metrics[name] = round(width * unit), getattr(glyph, "xMin", 0)
        numbers = {look: len(old) + number for number, look in enumerate(looks)}
        own = [numbers[drawing, width] for drawing, _, width in self._codes]
        known = [number if number < len(old) else 0 for number in range(self._first)]
        return struct.pack(f">{len(known) + len(own)}H", *known, *own)

    def _add_to_cff(self, program: Any) -> None:
        """Number the new glyphs as their codes; those before them are drawn as missing ones."""
        old, unit = program.getGlyphOrder(), program["head"].unitsPerEm / 1000
        top, metrics = program["CFF "].cff.topDictIndex[0], program["hmtx"].metrics
        glyphs, strings = program.getGlyphSet(), top.CharStrings
        filling = [f"cvgen{number:05d}" for number in range(len(old), self._first)]
        for name in filling:
            strings.charStrings[name] = strings.charStrings[old[0]]
            metrics[name] = metrics[old[0]]
        names = [f"cvgen{number:05d}" for number in self._codes.values()]
        for name, (drawing, _, width) in zip(names, self._codes, strict=True):
            string = _drawn(drawing, width, glyphs, top.Private, unit)
            strings.charStrings[name] = len(strings.charStringsIndex)
            strings.charStringsIndex.append(string)
            metrics[name] = round(width * unit), 0
        top.charset = [*old, *filling, *names]
        program.setGlyphOrder(top.charset)


def has_pictures(font: Any) -> bool:
    """True if glyphs of a ``weasyprint.pdf.fonts.Font`` are pictures, which are drawn apart."""
    return bool(font.bitmap or font.png or font.svg or font.colr)


def _has_names(font: Any) -> bool:
    """True if the glyphs of a font with CFF outlines are numbered as in the file (not by CIDs)."""
    from fontTools.ttLib import TTFont

    program = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
    return not hasattr(program["CFF "].cff.topDictIndex[0], "ROS")


def _drawn(drawing: Drawing, width: int, glyphs: Any, private: Any, unit: float) -> Any:
    """A glyph of CFF that shows the glyphs of ``drawing``; ``glyphs`` are those of the font."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen

    pen = T2CharStringPen(round(width * unit) - private.nominalWidthX, glyphs)
    names = list(glyphs.keys())
    for number, right, up in drawing:
        glyphs[names[number]].draw(TransformPen(pen, (1, 0, 0, 1, right * unit, up * unit)))
    return pen.getCharString(private=private)


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

    extended = {font.name: font.__dict__.get(OWN_GLYPHS) for font in document.fonts.values()}
    for item in list(pdf.objects):
        if isinstance(item, pydyf.Dictionary) and "CIDSystemInfo" in item:
            own = extended.get(item["BaseFont"])
            if own is not None:
                _extend(pdf, item, own)


def _extend(pdf: Any, item: Any, own: OwnGlyphs) -> None:
    """Add glyphs to the program of ``item``, which is a font of ``pdf``."""
    import pydyf

    descriptor = _object(pdf, item["FontDescriptor"])
    kind = "FontFile2" if "FontFile2" in descriptor else "FontFile3"
    program = _object(pdf, descriptor[kind])
    data, numbers = own.add_to(program.stream[0])
    program.stream[:] = [data]
    if numbers is not None:
        program.extra["Length1"] = len(data)
        ways = pydyf.Stream([numbers], compress=True)
        pdf.add_object(ways)
        item["CIDToGIDMap"] = ways.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
