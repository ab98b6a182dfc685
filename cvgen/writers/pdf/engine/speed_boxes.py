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
_OF_BACKGROUNDS = frozenset(
    {
        *_RADII, "background_color", "background_image", "border_image_source",
        "mask_border_source", "box_shadow", "border_start_start_radius",
        "border_start_end_radius", "border_end_start_radius", "border_end_end_radius",
    }
)  # fmt: skip

Resolve = Callable[[Any, Any], None]
Backgrounds = Callable[..., None]
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


def backgrounds_where_asked_for(lay_out: Backgrounds) -> Backgrounds:
    """``layout_box_backgrounds``, which also looks for round corners, without a long look at boxes
    for which no rule asks for any.
    """
    bare = {**dict.fromkeys(_RADII, (0, 0)), "background": None}

    @wraps(lay_out)
    def laid_out(
        page: Any,
        box: Any,
        get_image_from_uri: Any,
        layout_children: bool = True,
        style: Any = None,
    ) -> None:
        own = box.__dict__
        if style is not None or box is page or "style" not in own or not _is_bare(own["style"]):
            lay_out(page, box, get_image_from_uri, layout_children, style)
            return
        own.update(bare)
        if layout_children:
            for child in box.all_children():
                laid_out(page, child, get_image_from_uri)

    return laid_out


def _is_bare(style: Any) -> bool:
    """Whether no rule of this ``style`` is about backgrounds, none of which is inherited."""
    rules = getattr(style, "cascaded", {})
    return bool(
        rules.keys().isdisjoint(_OF_BACKGROUNDS) and style.keys().isdisjoint(_OF_BACKGROUNDS)
    )


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
