"""A speed patch: usual values of CSS properties are filled in together.

A box asks its style for about seventy properties, of which rules set about ten. WeasyPrint computes
each of them when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_INITIAL = (
    "counter_reset", "counter_set", "counter_increment", "box_sizing", "anchor", "bookmark_level",
    "bookmark_state", "string_set", "box_decoration_break", "border_image_source",
    "mask_border_source", "image_orientation", "background_image", "background_color",
    "box_shadow", "transform", "appearance", "overflow", "continue", "max_lines",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_style" for side in _SIDES),
    *(f"border_{corner}_radius" for corner in _CORNERS),
)  # fmt: skip
"""Properties that most boxes are asked for and whose initial value is computed already."""
_OF_TEXT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "overflow_wrap",
)  # fmt: skip
"""Inherited properties that a text is asked for together; no length, as a page may change it."""
_WIDTHS = tuple(f"border_{side}_width" for side in _SIDES)
_OWN_RULES = frozenset({"display", "float", "page", "position"})
_ITERATED = ("first-line", "first-letter")
"""Pseudo-elements whose styles WeasyPrint copies value by value: they only have what rules set."""
_DIRECTIONS = ("ltr", "rtl")

Missing = Callable[[Any, str], Any]
Names = dict[str, frozenset[str]]


def fill_in_usual_values(css: Any) -> None:
    """Let styles of ``weasyprint.css`` begin with usual values, and inherit those of text together.

    Replaces: ``__init__`` and ``__missing__`` of ``ComputedStyle`` and ``AnonymousStyle`` in
    ``weasyprint.css``, compared with 70.0.
    Why: an element has hundreds of properties, and nearly all have the usual or inherited value.
    Without it: the original methods, which are also called for all other properties.
    """
    computed, anonymous = css.ComputedStyle, css.AnonymousStyle
    computed.__init__ = _with_usual_values(computed.__init__, css)
    computed.__missing__ = _common_values_first(computed.__missing__, css)
    anonymous.__init__ = _anonymous_with_usual_values(anonymous.__init__, css)
    anonymous.__missing__ = _texts_together(anonymous.__missing__)


def _with_usual_values(init: Callable[..., None], css: Any) -> Callable[..., None]:
    """Fill in what no rule of the style sets, and nothing that depends on what a rule sets."""
    usual = {name: css.INITIAL_VALUES[name] for name in _INITIAL} | dict.fromkeys(_WIDTHS, 0)
    changed: dict[str, set[str]] = {}  # the usual values that a rule may change, by what it sets
    for name, setters in _setters(css).items():
        for setter in setters:
            changed.setdefault(setter, set()).add(name)

    @wraps(init)
    def begin(
        style: Any, parent: Any, cascaded: Any, pseudo_type: Any, *args: Any, **kwargs: Any
    ) -> None:
        init(style, parent, cascaded, pseudo_type, *args, **kwargs)
        if pseudo_type in _ITERATED:
            return
        style.update(usual)
        for setter in cascaded:
            for name in changed.get(setter, ()):
                style.pop(name, None)
        if "position" not in cascaded and "float" not in cascaded:
            style.specified.update(position="static", float="none")
            style.update(position="static", float="none")

    return begin


def _setters(css: Any) -> dict[str, set[str]]:
    """By each usual value, the names under which a rule may set or change it."""
    logical = _logical_names(css)
    found = {name: {name, *logical.get(name, ())} for name in _INITIAL}
    for width in _WIDTHS:  # which is 0 where the border has no style
        style = width.replace("width", "style")
        found[width] = {width, *logical.get(width, ()), *found[style]}
    return found


def _logical_names(css: Any) -> Names:
    """The other names by which a rule may set a property (``margin_inline_start``)."""
    return {
        name: frozenset(other(block="ttb", inline=way) for way in _DIRECTIONS)
        for name, other in css.PHYSICAL_FUNCTIONS.items()
    }


def _common_values_first(missing: Missing, css: Any) -> Missing:
    """Look for inherited and initial values before any other way to compute a property."""
    names = [
        name
        for name in css.INITIAL_VALUES
        if name not in _OWN_RULES and not name.startswith(("text_decoration_", "__"))
    ]
    not_computed, logical = css.INITIAL_NOT_COMPUTED, _logical_names(css)
    inherited = frozenset(css.INHERITED.intersection(names))
    initial = {
        name: css.INITIAL_VALUES[name]
        for name in names
        if name not in inherited and name not in not_computed
    }
    texts = frozenset(_OF_TEXT)

    @wraps(missing)
    def value_of(style: Any, key: str) -> Any:
        cascaded, parent = style.cascaded, style.parent_style
        if key in cascaded or (key in logical and not logical[key].isdisjoint(cascaded)):
            return missing(style, key)
        if key in initial:
            value = style[key] = initial[key]
        elif key not in inherited or parent is None:
            value = missing(style, key)
        elif key in texts:
            for name in _OF_TEXT:
                if name not in cascaded and name not in style:
                    style[name] = parent[name]
            value = style[key]
        else:
            value = style[key] = parent[key]
        return value

    return value_of


def _anonymous_with_usual_values(init: Callable[..., None], css: Any) -> Callable[..., None]:
    usual = {name: css.INITIAL_VALUES[name] for name in (*_INITIAL, "position", "float")}

    @wraps(init)
    def begin(style: Any, parent: Any) -> None:
        style.update(usual)
        init(style, parent)

    return begin


def _texts_together(missing: Missing) -> Missing:
    texts = frozenset(_OF_TEXT)

    @wraps(missing)
    def value_of(style: Any, key: str) -> Any:
        if key not in texts:
            return missing(style, key)
        parent = style.parent_style
        for name in _OF_TEXT:
            if name not in style:
                style[name] = parent[name]
        return style[key]

    return value_of
