"""Keeps words whole where another style begins within a line.

WeasyPrint cuts a word (`overflow-wrap`) only if nothing stands before it in its line. It does not
see what stands before it in the same inline element: in `<span>A title, <em>Journal</em></span>`,
it takes the journal for the first word of the line, and cuts it at the margin.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

_START = "cvgen_line_start"  # an attribute of the layout context: the left edge of the line
_NEAR = 0.01  # pixels
_CHILDREN = 8  # the place of ``line_children`` behind the first three arguments
_NOT_EMPTY = (None,)

SplitInline = Callable[..., Any]


def keep_words_whole() -> None:
    """Correct the breaks of WeasyPrint, whose version must be a tested one.

    Replaces ``split_inline_box`` and ``split_inline_level``; a second call does nothing. Without
    it, a word may be cut where bold or italic text begins.
    """
    inline: Any = sys.modules["weasyprint.layout.inline"]
    if hasattr(inline.split_inline_box, "__wrapped__"):
        return
    inline.split_inline_box = note_line_starts(inline.split_inline_box, inline)
    inline.split_inline_level = see_line_starts(inline.split_inline_level, inline)


def note_line_starts(split: SplitInline, inline: Any) -> SplitInline:
    """``split_inline_box``, which fills a line or an inline element, and notes where a line begins.

    If a line then leaves the margin, because it can break nowhere else, it may cut words again.
    """
    line_box = inline.boxes.LineBox

    @wraps(split)
    def split_box(context: Any, box: Any, left: float, right: float, *rest: Any) -> Any:
        if not isinstance(box, line_box):
            return split(context, box, left, right, *rest)
        outer = getattr(context, _START, None)
        lists = [(one, len(one)) for one in rest if isinstance(one, list)]
        try:
            setattr(context, _START, left)
            found = split(context, box, left, right, *rest)
            line = found[0]
            if line.position_x + line.width > right:
                hanging = inline.trailing_whitespace_size(context, line)
                if line.position_x + line.width - hanging > right:
                    setattr(context, _START, None)
                    for one, length in lists:  # what the first try appended
                        del one[length:]
                    found = split(context, box, left, right, *rest)
        finally:
            setattr(context, _START, outer)
        return found

    return split_box


def see_line_starts(split: SplitInline, inline: Any) -> SplitInline:
    """``split_inline_level``, which cuts a word only at the start of a line."""
    text_box = inline.boxes.TextBox

    @wraps(split)
    def split_level(context: Any, box: Any, left: float, *rest: Any) -> Any:
        start = getattr(context, _START, None)
        if start is not None and left > start + _NEAR and isinstance(box, text_box):
            rest = (*rest[:_CHILDREN], rest[_CHILDREN] or _NOT_EMPTY, *rest[_CHILDREN + 1 :])
        return split(context, box, left, *rest)

    return split_level
