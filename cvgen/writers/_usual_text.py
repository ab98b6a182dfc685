"""How the engine writes a line of text, for lines of which all glyphs have been written before.

It works out what stands in the file glyph by glyph. In a CV, a glyph of a size mostly has the same
width, so what was worked out once is kept with the font. New glyphs, pictures for glyphs, glyphs
off their place and cut lines are left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

_GLYPH_INTS = 5  # PangoGlyphInfo: glyph, width, x offset, y offset, attributes
_OLD_PANGO = 14802  # sizes of fonts are unknown before

Draw = Callable[..., list[Any]]
Glyph = tuple[int, int]
"""Its number in the font, and its width in Pango's units."""
Shown = tuple[Any, float, str]


def known_glyphs_first(draw: Draw, native: Any) -> Draw:
    """``draw_first_line``, which writes a text box into a content stream, with a shorter way.

    ``native`` is ``weasyprint.text.ffi``.
    """
    if native.pango.pango_version() < _OLD_PANGO:
        return draw

    @wraps(draw)
    def drawn(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> list[Any]:
        whole = overflow != "ellipsis" and ellipsis == "none" and box.text.strip()
        shown = _shown(stream, box, native) if whole and box.style["font_size"] >= 1 else None
        if not shown:
            return draw(stream, box, overflow, ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, text in shown:
            stream.set_font_size(font.hash, size)
            stream.show_text(text)
        return []

    return drawn


def _shown(stream: Any, box: Any, native: Any) -> list[Shown] | None:
    """The line as stretches of a font, its size and the text as a file has it; None for the long
    way.
    """
    pango, layout = native.pango, box.pango_layout.layout
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    shown: list[Shown] = []
    last = None
    for item in _items(pango.pango_layout_get_line_readonly(layout, 0), native.ffi):
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        text = _text(font, size, _glyphs(item.glyphs, native.ffi), native)
        if text is None:
            return None
        if item.item.analysis.font == last:
            text = shown.pop()[2] + text
        last = item.item.analysis.font
        shown.append((font, size, text))
    return shown


def _items(line: Any, ffi: Any) -> Iterator[Any]:
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _glyphs(glyphs: Any, ffi: Any) -> list[Glyph] | None:
    """``glyphs`` of Pango; None where one is moved off its place."""
    count = glyphs.num_glyphs * _GLYPH_INTS
    numbers = memoryview(ffi.buffer(glyphs.glyphs, count * 4)).cast("i").tolist()
    if any(numbers[2::_GLYPH_INTS]) or any(numbers[3::_GLYPH_INTS]):
        return None
    return list(zip(numbers[::_GLYPH_INTS], numbers[1::_GLYPH_INTS], strict=True))


def _text(font: Any, size: float, glyphs: list[Glyph] | None, native: Any) -> str | None:
    """What a file has for ``glyphs`` of a ``font``; None where one of them is new."""
    if glyphs is None:
        return None
    known = font.__dict__.setdefault("usual_glyphs", {}).setdefault(size, {})
    parts = list(map(known.get, glyphs))
    if None in parts:
        for glyph in set(glyphs) - known.keys():
            text = _one(font, size, glyph, native)
            if text is None:
                return None
            known[glyph] = text
        parts = [known[glyph] for glyph in glyphs]
    text = "<" + "".join(parts)
    return text[:-1] if text.endswith("<") else f"{text}>"


def _one(font: Any, size: float, glyph_and_width: Glyph, native: Any) -> str | None:
    """What a file has for one glyph; None where it is new."""
    glyph, width = glyph_and_width
    if glyph == native.pango.PANGO_GLYPH_EMPTY:
        return f">{-width / size}<"
    if glyph not in font.to_unicode or glyph not in font.widths:
        return None
    kerning = font.widths[glyph] - width * 1000 * native.FROM_UNITS / size
    return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"
