"""What the engine asks of each box again and again, found once for each style.

Lengths in a style that are no percentages come to the same in any place, so a box can have all of
them at once; so can a line its height and baseline, which hang on the style alone. Styles are not
changed once a box is laid out in them, but for widths and heights, which are looked at.
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
            width, height, lengths = style.usual_lengths
        except AttributeError:
            if style is None:  # what stands in the place of a box that is put elsewhere
                resolve(box, containing_block)
                return
            width, height, lengths = style.usual_lengths = _lengths(style)
        if lengths is None or style["width"] is not width or style["height"] is not height:
            resolve(box, containing_block)
        else:
            own.update(lengths)

    return resolved


def _lengths(style: Any) -> tuple[Any, Any, dict[str, Any] | None]:
    """Width and height as ``style`` has them, and all lengths of a box; None where they hang on
    the box around it.
    """
    found: dict[str, Any] | None = {name: style[name] for name in _BORDERS}
    assert found is not None
    usual = style["box_sizing"] == "content-box" and style["border_collapse"] != "collapse"
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else value
        elif getattr(value, "unit", "") == "px":
            found[name] = value.value
        else:
            usual = False
    return style["width"], style["height"], found if usual else None


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
