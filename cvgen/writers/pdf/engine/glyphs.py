"""Two speed patches for text: write glyphs that were written before, and shape each text once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

_GLYPH_INTS = 5  # PangoGlyphInfo: glyph, width, x offset, y offset, attributes
_WITH_SIZES = 14802  # the first version of Pango that returns the sizes of fonts

OWN_GLYPHS = "cvgen_own_glyphs"
"""The name under which a font keeps the glyphs that cvgen adds to it."""
Draw = Callable[..., list[Any]]
Glyph = tuple[int, int]
"""Its number in the font, and its width in Pango's units."""
EncodedText = tuple[Any, float, str]


def can_read_sizes(native: Any) -> bool:
    """True if Pango, in ``weasyprint.text.ffi``, returns the sizes of fonts."""
    return bool(native.pango.pango_version() >= _WITH_SIZES)


def draw_known_glyphs(draw: Draw, native: Any) -> Draw:
    """Write the first line of a text box from glyphs that were written before.

    WeasyPrint computes what the file holds glyph by glyph. In a CV, a glyph of one size mostly has
    one width, so the result is kept with the font. New glyphs, pictures, moved glyphs and cut lines
    are left to WeasyPrint. ``native`` is ``weasyprint.text.ffi``.

    Replaces: ``weasyprint.draw.text.draw_first_line``, compared with 70.0.
    Why: the engine looks each glyph up again, with its width, wherever it occurs.
    Without it: the original function.
    """

    @wraps(draw)
    def drawn(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        shown, is_cut = None, text_overflow == "ellipsis" or block_ellipsis != "none"
        if is_cut or has_second_line(textbox.pango_layout, native):
            shape_again(textbox)
        elif textbox.style["font_size"] >= 1 and textbox.text.strip():
            shown = _encode_line(stream, textbox, native)
        if not shown:
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        show(stream, matrix, shown)
        return []

    return drawn


def show(stream: Any, matrix: Any, shown: list[EncodedText]) -> None:
    """Write the encoded line ``shown`` into ``stream``, where ``matrix`` places it."""
    stream.set_text_matrix(*matrix.values)
    for font, size, text in shown:
        stream.set_font_size(font.hash, size)
        stream.show_text(text)


def keep_shapes(layout: Any) -> None:
    """Keep each shaped text until it is written, where WeasyPrint shapes it again.

    Justified texts are still shaped twice. Needs ``draw_known_glyphs``, because a kept text may
    have a second line.

    Replaces: ``deactivate`` and ``reactivate`` of ``weasyprint.text.line_break.Layout``, compared
    with 70.0.
    Why: each text is shaped to lay it out, and again to write it.
    Without it: the original methods.
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


def has_second_line(layout: Any, native: Any) -> bool:
    """True if the layout has a second line; only then must the text be shaped again."""
    second = native.pango.pango_layout_get_line_readonly(layout.layout, 1)
    return bool(second != native.ffi.NULL)


def shape_again(box: Any) -> None:
    """Shape only the text of ``box``, whose layout has the text after it, too."""
    box.pango_layout.setup(box.style)
    box.pango_layout.set_text(box.pango_layout.text, justify=True)


def _encode_line(stream: Any, box: Any, native: Any) -> list[EncodedText] | None:
    """The line as a list of font, size and text of the file; None if WeasyPrint must draw it."""
    line = native.pango.pango_layout_get_line_readonly(box.pango_layout.layout, 0)
    shown: list[EncodedText] = []
    last = None
    for item in items(line, native.ffi):
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        text = _encode_glyphs(font, size, _glyphs(item.glyphs, native.ffi), native)
        if text is None:
            return None
        if item.item.analysis.font == last:
            text = shown.pop()[2] + text
        last = item.item.analysis.font
        shown.append((font, size, text))
    return shown


def items(line: Any, ffi: Any) -> Iterator[Any]:
    """The items of a line of Pango, from left to right."""
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def glyph_numbers(glyphs: Any, ffi: Any) -> list[tuple[int, int, int, int]]:
    """The number, width and offsets (to the right and down) of each of ``glyphs`` of Pango."""
    numbers = _numbers(glyphs, ffi)
    ways = (numbers[place::_GLYPH_INTS] for place in range(_GLYPH_INTS - 1))
    return list(zip(*ways, strict=True))


def _numbers(glyphs: Any, ffi: Any) -> list[int]:
    count = glyphs.num_glyphs * _GLYPH_INTS
    return memoryview(ffi.buffer(glyphs.glyphs, count * 4)).cast("i").tolist()


def _glyphs(glyphs: Any, ffi: Any) -> list[Glyph] | None:
    """``glyphs`` of Pango; None if one has an offset."""
    numbers = _numbers(glyphs, ffi)
    if any(numbers[2::_GLYPH_INTS]) or any(numbers[3::_GLYPH_INTS]):
        return None
    return list(zip(numbers[::_GLYPH_INTS], numbers[1::_GLYPH_INTS], strict=True))


def _encode_glyphs(font: Any, size: float, glyphs: list[Glyph] | None, native: Any) -> str | None:
    """The text of the file for ``glyphs`` of a ``font``; None if one of them is new."""
    if glyphs is None:
        return None
    known = font.__dict__.setdefault("cvgen_glyphs", {}).setdefault(size, {})
    parts = list(map(known.get, glyphs))
    if None in parts:
        for glyph in set(glyphs) - known.keys():
            text = _encode_glyph(font, size, glyph, native)
            if text is None:
                return None
            known[glyph] = text
        parts = [known[glyph] for glyph in glyphs]
    text = "<" + "".join(parts)
    return text[:-1] if text.endswith("<") else f"{text}>"


def _encode_glyph(font: Any, size: float, glyph_and_width: Glyph, native: Any) -> str | None:
    """The text of the file for one glyph; None if it is new."""
    glyph, width = glyph_and_width
    if glyph == native.pango.PANGO_GLYPH_EMPTY:
        return f">{-width / size}<"
    if glyph not in font.to_unicode or glyph not in font.widths:
        return None
    kerning = font.widths[glyph] - width * 1000 * native.FROM_UNITS / size
    return f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}"
