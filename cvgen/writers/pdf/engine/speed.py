"""What the engine does for each element, less what comes to nothing. The pages are the same.

A box asks its style for some seventy properties, of which rules set about ten. The engine goes
through all that a value may be before it inherits it or takes its initial one; here that comes
first. And each element gets the styles of six pseudo-elements, of which one is of use to list
items and the others to footnotes. Together that is a sixth of the time of a document.
"""

from __future__ import annotations

import copy
import re
import sys
from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any

from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.speed_boxes import (
    backgrounds_where_asked_for,
    in_normal_flow,
    lengths_at_once,
    strut_once,
)
from cvgen.writers.pdf.engine.speed_text import is_new_enough, keep_shapes, known_glyphs_first

_KNOWN = ("70.",)  # versions of the engine whose function this has been compared with
_OWN_RULES = frozenset({"display", "float", "page", "position"})
_DIRECTIONS = ("ltr", "rtl")
_ALL_DEFAULTS = pattern(r"footnote|::?note-|list-item|@import", re.IGNORECASE)
_OF_NOTES = frozenset(
    {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
_LISTED = ("li", "summary")

Missing = Callable[[Any, str], Any]


def take_shortcuts() -> None:
    """Let the engine, which is imported, look at the usual first. Twice is no more than once."""
    style = sys.modules["weasyprint.css"].ComputedStyle
    if not is_known() or hasattr(style.__missing__, "__wrapped__"):
        return
    style.__missing__ = _usual_first(style.__missing__, sys.modules["weasyprint.css"])
    _replace(sys.modules["weasyprint.layout.percent"].resolve_percentages, lengths_at_once)
    layout = sys.modules["weasyprint.layout.background"]
    _replace(layout.layout_box_backgrounds, backgrounds_where_asked_for)
    _replace(sys.modules["weasyprint.text.line_break"].strut, strut_once)
    native = sys.modules["weasyprint.text.ffi"]
    if is_new_enough(native):
        keep_shapes(sys.modules["weasyprint.text.line_break"].Layout)
        draw = partial(known_glyphs_first, native=native)
        _replace(sys.modules["weasyprint.draw.text"].draw_first_line, draw)
    sys.modules["weasyprint.formatting_structure.boxes"].Box.is_in_normal_flow = in_normal_flow


def _replace(function: Any, by: Callable[[Any], Any]) -> None:
    """Put what ``by`` makes of the engine's ``function`` wherever the engine has it."""
    other, name = by(function), function.__name__
    for path, module in list(sys.modules.items()):
        if path.startswith("weasyprint.") and vars(module).get(name) is function:
            setattr(module, name, other)


def with_few_defaults(html: Any, *texts: str) -> Any:
    """``html`` (WeasyPrint's) with the engine's own stylesheet less what is for footnotes, where
    none of ``texts``, the page and its stylesheets, may ask for any.
    """
    if is_known() and not any(map(_ALL_DEFAULTS.search, texts)):
        sheets = [_fewer(sheet) for sheet in html._ua_stylesheets()]
        html._ua_stylesheets = lambda forms=False: sheets
    return html


def is_known() -> bool:
    """Whether the engine, which is imported, is a version that ours was compared with."""
    return str(sys.modules["weasyprint"].__version__).startswith(_KNOWN)


@lru_cache(maxsize=1)
def _fewer(sheet: Any) -> Any:
    """A copy of the engine's stylesheet ``sheet`` without rules for the notes of all elements, and
    with its rule for the markers of all elements for items of lists only.
    """
    lean = copy.copy(sheet)
    lean.matcher = copy.copy(sheet.matcher)
    rules = [rule for rule in sheet.matcher.other_selectors if rule[3] not in _OF_NOTES]
    markers = [rule for rule in rules if rule[3] == "marker"]
    by_name = dict(sheet.matcher.lower_local_name_selectors)
    by_name.update({name: [*by_name.get(name, ()), *markers] for name in _LISTED})
    lean.matcher.lower_local_name_selectors = by_name
    lean.matcher.other_selectors = [rule for rule in rules if rule[3] != "marker"]
    return lean


def _usual_first(missing: Missing, css: Any) -> Missing:
    """``missing``, which makes the value of a property, after a look at what it mostly is."""
    initial, inherited, logical = _usual(css)

    @wraps(missing)
    def value_of(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in cascaded or (key in logical and not logical[key].isdisjoint(cascaded)):
            return missing(style, key)
        if key in initial:
            value = style[key] = initial[key]
        elif key in inherited and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
        else:
            value = missing(style, key)
        return value

    return value_of


def _usual(css: Any) -> tuple[dict[str, Any], frozenset[str], dict[str, frozenset[str]]]:
    """Initial values that are taken as they are, names of properties that are inherited, and the
    names by which a rule may also set a property (``margin_inline_start``).
    """
    ordinary = [
        name
        for name in css.INITIAL_VALUES
        if name not in _OWN_RULES and not name.startswith(("text_decoration_", "__"))
    ]
    initial = {
        name: css.INITIAL_VALUES[name]
        for name in ordinary
        if name not in css.INHERITED and name not in css.INITIAL_NOT_COMPUTED
    }
    logical = {
        name: frozenset(other(block="ttb", inline=way) for way in _DIRECTIONS)
        for name, other in css.PHYSICAL_FUNCTIONS.items()
    }
    return initial, frozenset(css.INHERITED.intersection(ordinary)), logical
