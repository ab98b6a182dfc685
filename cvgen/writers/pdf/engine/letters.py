"""Draws text from right to left, so that programs copy its letters in order (``letter_codes``)."""

from __future__ import annotations

import sys
from functools import partial, wraps
from typing import Any

from cvgen.verify.normalize import reads_from_right
from cvgen.writers.pdf.engine.compat import is_known, replace_function
from cvgen.writers.pdf.engine.glyphs import Draw, EncodedText, can_read_sizes, show

_MARK = "_cvgen_letters"


def write_letters() -> None:
    """Patch the imported WeasyPrint if its version is tested; a second call changes nothing."""
    native = sys.modules["weasyprint.text.ffi"]
    draw = sys.modules["weasyprint.draw.text"].draw_first_line
    if is_known() and can_read_sizes(native) and not hasattr(draw, _MARK):
        replace_function(draw, partial(draw_letter_by_letter, native=native))


def writes_letters() -> bool:
    """True if the imported WeasyPrint is patched, so that copied letters have their order."""
    return hasattr(sys.modules["weasyprint.draw.text"].draw_first_line, _MARK)


def draw_letter_by_letter(draw: Draw, native: Any) -> Draw:
    """Draw the first line of a text box with one code for each letter, if it runs from the right.

    Other lines are left to ``draw``, and so are pictures and cut lines. In fonts that ``OwnGlyphs``
    cannot extend, a ligature has the order of letters that PDFium turns around. ``native`` is
    ``weasyprint.text.ffi``.

    Replaces: ``weasyprint.draw.text.draw_first_line``, compared with 70.0.
    Without it: the original function, whose ligatures most programs copy in the wrong order.
    """

    @wraps(draw)
    def drawn(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        shown = _encode(stream, textbox, native) if is_whole and _is_rtl(textbox) else None
        if shown is None:
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        show(stream, matrix, shown)
        return []

    setattr(drawn, _MARK, True)
    return drawn


def _is_rtl(box: Any) -> bool:
    """True if some of the text of ``box`` may run from right to left."""
    text, style = box.text, box.style
    if style["direction"] == "ltr" and (text.isascii() or not reads_from_right(text)):
        return False
    return bool(style["font_size"] >= 1 and text.strip())


def _encode(stream: Any, box: Any, native: Any) -> list[EncodedText] | None:
    from cvgen.writers.pdf.engine.letter_codes import LineCodes  # few documents need it

    return LineCodes(stream, box, native).encode()
