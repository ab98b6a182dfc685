"""What the engine asks of each box again and again, found once for each style.

Lengths in a style that are no percentages come to the same in any place, so a box can have all of
them at once; so can a line its height and baseline, which hang on the style alone. The engine only
ever changes copies of styles, and those before a box is laid out in them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_RADII = (
    "border_top_left_radius", "border_top_right_radius",
    "border_bottom_right_radius", "border_bottom_left_radius",
)  # fmt: skip
_NONE = (0, "px")

Resolve = Callable[[Any, Any], None]
Strut = Callable[[Any], tuple[float, float]]


def lengths_at_once(resolve: Resolve) -> Resolve:
    """``resolve_percentages``, which gives a box its lengths, with a look at its style first."""

    @wraps(resolve)
    def resolved(box: Any, containing_block: Any) -> None:
        own = box.__dict__
        style = own.get("style")
        try:
            lengths = style.usual_lengths
        except AttributeError:
            if style is None:  # what stands in the place of a box that is put elsewhere
                resolve(box, containing_block)
                return
            lengths = style.usual_lengths = _lengths(style)
        if lengths is None:
            resolve(box, containing_block)
        else:
            own.update(lengths)

    return resolved


def _lengths(style: Any) -> dict[str, Any] | None:
    """All lengths of a box in this ``style``; None where some hang on the box around it."""
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


def corners_at_once(resolve: Callable[[Any], None]) -> Callable[[Any], None]:
    """``resolve_radii_percentages`` with a look first at whether there are any round corners."""
    square = dict.fromkeys(_RADII, (0, 0))

    @wraps(resolve)
    def resolved(box: Any) -> None:
        own = box.__dict__
        style = own.get("style")
        if style is not None and all(_NONE in style[name] for name in _RADII):
            own.update(square)
        else:
            resolve(box)

    return resolved


def strut_once(strut: Strut) -> Strut:
    """``strut``, the height and baseline of a line without text, kept with its style."""

    @wraps(strut)
    def found(style: Any) -> tuple[float, float]:
        try:
            height: tuple[float, float] = style.usual_strut
        except AttributeError:
            height = style.usual_strut = strut(style)
        return height

    return found


def in_normal_flow(box: Any) -> bool:
    """What ``Box.is_in_normal_flow`` says, for the boxes that mostly are."""
    style = box.style
    return (style["float"] == "none" and style["position"] in ("static", "relative")) or not (
        box.is_floated()
        or box.is_absolutely_positioned()
        or box.is_running()
        or box.is_footnote()
        or box.is_note()
    )
