"""Speed patches for the tested versions of WeasyPrint. Their output is the same, byte for byte.

A patch that saves less than 3 % of the instructions of a document of two pages, and 5 % of one of
twenty pages with 300 publications, is not worth its code.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any

from cvgen.writers.pdf.engine.compat import is_known, replace_function
from cvgen.writers.pdf.engine.glyphs import can_read_sizes, draw_known_glyphs, keep_shapes
from cvgen.writers.pdf.engine.per_style import (
    in_normal_flow,
    set_up_once_per_style,
    strut_once_per_style,
)
from cvgen.writers.pdf.engine.styles import fill_in_usual_values

_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_PSEUDO_ELEMENT = 3  # its place in a rule of a cssselect2 matcher
_OF_NOTES = frozenset(
    {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
_LIST_ITEMS = ("li", "summary")
_SIGNS_OF_USE = (b"footnote", b":note-", b"list-item", b"@import", b"<link")

Resolve = Callable[[Any, Any], None]


def apply_speed_patches() -> None:
    """Patch the imported WeasyPrint if its version is tested; a second call changes nothing."""
    css = sys.modules["weasyprint.css"]
    if not is_known() or hasattr(css.ComputedStyle.__missing__, "__wrapped__"):
        return
    fill_in_usual_values(css)
    replace_function(
        sys.modules["weasyprint.layout.percent"].resolve_percentages, lengths_once_per_style
    )
    line_break = sys.modules["weasyprint.text.line_break"]
    replace_function(line_break.strut, strut_once_per_style)
    line_break.Layout.setup = set_up_once_per_style(line_break)
    boxes = sys.modules["weasyprint.formatting_structure.boxes"]
    boxes.Box.is_in_normal_flow = in_normal_flow
    native = sys.modules["weasyprint.text.ffi"]
    if can_read_sizes(native):
        keep_shapes(line_break.Layout)
        draw = partial(draw_known_glyphs, native=native)
        replace_function(sys.modules["weasyprint.draw.text"].draw_first_line, draw)


def skip_unused_pseudo_elements(html: Any, *texts: str) -> Any:
    """``html``, without styles for footnotes and for markers of elements that are no list items.

    WeasyPrint's stylesheet gives each element six pseudo-elements. ``texts`` are the page and its
    stylesheets: if one of them may use these pseudo-elements, ``html`` keeps them all.

    Replaces: ``_ua_stylesheets`` of one ``weasyprint.HTML``, compared with 70.0.
    Why: it would compute the styles of six more boxes for each element, of which few are shown.
    Without it: the whole stylesheet.
    """
    lower = "\n".join(texts).encode("utf-8", "replace").lower()  # three times as fast as a text
    if is_known() and not any(sign in lower for sign in _SIGNS_OF_USE):
        sheets = [_without_unused(sheet) for sheet in html._ua_stylesheets()]
        html._ua_stylesheets = lambda forms=False: sheets
    return html


@lru_cache(maxsize=1)
def _without_unused(sheet: Any) -> Any:
    """A copy of WeasyPrint's stylesheet ``sheet`` with markers for list items, and no notes."""
    shorter = copy.copy(sheet)
    shorter.matcher = matcher = copy.copy(sheet.matcher)
    others = [
        rule for rule in sheet.matcher.other_selectors if rule[_PSEUDO_ELEMENT] not in _OF_NOTES
    ]
    markers = [rule for rule in others if rule[_PSEUDO_ELEMENT] == "marker"]
    by_name = dict(sheet.matcher.lower_local_name_selectors)
    by_name.update({name: [*by_name.get(name, ()), *markers] for name in _LIST_ITEMS})
    matcher.lower_local_name_selectors = by_name
    matcher.other_selectors = [rule for rule in others if rule not in markers]
    return shorter


def lengths_once_per_style(resolve: Resolve) -> Resolve:
    """Compute the lengths of a box once for each style in which none depends on the box around it.

    WeasyPrint only changes copies of styles, and only before it lays out their boxes.

    Replaces: ``weasyprint.layout.percent.resolve_percentages``, compared with 70.0.
    Why: a page has many boxes of few styles, and a dozen lengths each.
    Without it: the original function, which it also calls for all other styles.
    """

    @wraps(resolve)
    def resolved(box: Any, containing_block: Any) -> None:
        own = box.__dict__
        style = own.get("style")
        try:
            lengths = style.cvgen_lengths
        except AttributeError:
            if style is None:  # a placeholder for a box that is placed elsewhere
                resolve(box, containing_block)
                return
            lengths = style.cvgen_lengths = _lengths(style)
        if lengths is None:
            resolve(box, containing_block)
        else:
            own.update(lengths)

    return resolved


def _lengths(style: Any) -> dict[str, Any] | None:
    """All lengths of a box with this ``style``; None if one depends on the box around it."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    found = {name: style[name] for name in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else value
        elif getattr(value, "unit", "") == "px":
            found[name] = value.value
        else:
            return None
    return found
