"""How the engine writes a line of text, for lines of which all glyphs have been written before.

It works out what stands in the file glyph by glyph. In a CV, a glyph of a size mostly has the same
width, so what was worked out once is kept with the font. New glyphs, pictures for glyphs, glyphs
off their place and cut lines are left to the engine. And it shapes each text twice, to lay it out
and to write it, where the first time will do unless the text is justified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

_GLYPH_INTS = 5  # PangoGlyphInfo: glyph, width, x offset, y offset, attributes
_WITH_SIZES = 14802  # the first version of Pango that tells the sizes of fonts

Draw = Callable[..., list[Any]]
Glyph = tuple[int, int]
"""Its number in the font, and its width in Pango's units."""
Shown = tuple[Any, float, str]


def is_new_enough(native: Any) -> bool:
    """Whether Pango, as in ``weasyprint.text.ffi``, tells what is needed here."""
    return bool(native.pango.pango_version() >= _WITH_SIZES)


def known_glyphs_first(draw: Draw, native: Any) -> Draw:
    """``draw_first_line``, which writes a text box into a content stream, with a shorter way.

    ``native`` is ``weasyprint.text.ffi``.
    """

    @wraps(draw)
    def drawn(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        shown, is_cut = None, text_overflow == "ellipsis" or block_ellipsis != "none"
        if is_cut or _goes_on(textbox.pango_layout, native):
            _shape_again(textbox)
        elif textbox.style["font_size"] >= 1 and textbox.text.strip():
            shown = _shown(stream, textbox, native)
        if not shown:
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, text in shown:
            stream.set_font_size(font.hash, size)
            stream.show_text(text)
        return []

    return drawn


def keep_shapes(layout: Any) -> None:
    """Let ``Layout``, the class of texts that Pango has shaped, keep these until they are written.

    ``known_glyphs_first`` has to know, as a text that is kept may still have a second line.
    """
    forget, shape_again = layout.deactivate, layout.reactivate

    @wraps(forget)
    def deactivate(self: Any) -> None:
        if self.__dict__.get("is_written"):
            forget(self)

    @wraps(shape_again)
    def reactivate(self: Any, style: Any) -> None:
        if self.justification_spacing or style is not self.__dict__.get("style"):
            shape_again(self, style)
        self.is_written = True

    layout.deactivate, layout.reactivate = deactivate, reactivate


def _goes_on(layout: Any, native: Any) -> bool:
    """Whether the text has a second line, which it has not once the first one is all of it. Else
    nothing hangs on the mode that takes line feeds for spaces, which would have it shaped again.
    """
    second = native.pango.pango_layout_get_line_readonly(layout.layout, 1)
    return bool(second != native.ffi.NULL)


def _shape_again(box: Any) -> None:
    box.pango_layout.setup(box.style)
    box.pango_layout.set_text(box.pango_layout.text, justify=True)


def _shown(stream: Any, box: Any, native: Any) -> list[Shown] | None:
    """The line as stretches of a font, its size and the text as a file has it; None for the long
    way.
    """
    line = native.pango.pango_layout_get_line_readonly(box.pango_layout.layout, 0)
    shown: list[Shown] = []
    last = None
    for item in _items(line, native.ffi):
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
