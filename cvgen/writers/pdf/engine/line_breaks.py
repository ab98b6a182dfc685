"""Lines that Pango ends too early, mended.

Pango 1.50, as in Debian 12, breaks a text after its first word where all of it fits but the space
at its end. Texts end with a space where something bold or italic follows, so about one in a
hundred such lines is a word long. Such a line is made once more, with room for the space, which
hangs over the margin and is never seen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

_SUSPECT = 0.8  # of the width; lines of ordinary words are longer
_RESUME, _WIDTH = 2, 3

Split = Callable[..., tuple[Any, ...]]


def mend_lines() -> None:
    """Let the engine, which is imported, make such lines whole. To do it twice changes nothing."""
    layout = sys.modules["weasyprint.layout.inline"]
    split = getattr(layout, "split_first_line", None)
    if split is not None and not hasattr(split, "__wrapped__"):
        layout.split_first_line = whole(split)  # type: ignore[attr-defined]


def whole(split: Split) -> Split:
    """The engine's function that fits a text into a line, without that mistake."""

    @wraps(split)
    def mended(
        text: str, style: Any, context: Any, max_width: float | None, *more: Any, **named: Any
    ) -> tuple[Any, ...]:
        found = split(text, style, context, max_width, *more, **named)
        if found[_RESUME] is None or max_width is None or text[-1:] != " ":
            return found
        if found[_WIDTH] > max_width * _SUSPECT or "\n" in text:
            return found
        bare = split(text.rstrip(" "), style, context, max_width, *more, **named)
        if bare[_RESUME] is not None or bare[_WIDTH] > max_width:
            return found
        wider = max_width + style["font_size"]
        hanging = split(text, style, context, wider, *more, **named)
        return found if hanging[_RESUME] is not None else hanging

    return mended
