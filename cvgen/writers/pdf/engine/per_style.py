"""Speed patches that keep with a style what depends on nothing else.

WeasyPrint computes it anew for each line or box, and hundreds of them share a style. A style does
not change once one of its texts is shaped: WeasyPrint then changes only copies, which keep nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
_IN_FLOW = ("static", "relative")
_METRICS = ("underline_position", "strikethrough_position", "underline_thickness",
            "strikethrough_thickness")  # fmt: skip

Strut = Callable[[Any], tuple[float, float]]


def strut_once_per_style(strut: Strut) -> Strut:
    """Compute the height of a line and its baseline once for each style.

    Replaces: ``weasyprint.text.line_break.strut``, compared with 70.0.
    Why: the key with which the engine looks up what it knows is computed for each line.
    Without it: the original function.
    """

    @wraps(strut)
    def known(style: Any) -> tuple[float, float]:
        try:
            found: tuple[float, float] = style.cvgen_strut
        except AttributeError:
            found = style.cvgen_strut = strut(style)
        return found

    return known


def in_normal_flow(box: Any) -> bool:
    """True if a box is in normal flow.

    Replaces: ``weasyprint.formatting_structure.boxes.Box.is_in_normal_flow``, compared with 70.0.
    Why: the engine asks this several times for each box, and calls five methods each time.
    Without it: the original method.
    """
    style = box.style
    return bool(style["float"] == "none" and style["position"] in _IN_FLOW)


def set_up_once_per_style(line_break: Any) -> Callable[[Any, Any], None]:
    """Prepare Pango for a text once for each style, not once for each text.

    ``line_break`` is ``weasyprint.text.line_break``.

    Replaces: ``weasyprint.text.line_break.Layout.setup``, compared with 70.0.
    Why: a page has many texts of few styles.
    Without it: the original method.
    """
    ffi, pango = line_break.ffi, line_break.pango

    def setup(layout: Any, style: Any) -> None:
        try:
            ready = style.cvgen_pango
        except AttributeError:
            ready = style.cvgen_pango = _Ready(style, line_break)
        layout.style, layout.first_line_direction = style, 0
        layout.__dict__.update(ready.values)
        layout.layout = ffi.gc(
            pango.pango_layout_new(ready.context), line_break.gobject.g_object_unref
        )
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, ready.font)
        if ready.features is not None:
            attributes = pango.pango_attr_list_new()  # each layout may add its own
            pango.pango_attr_list_insert(attributes, ready.features)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return setup


class _Ready:
    """What the layouts of one style share: Pango's context, the font, and its features or None."""

    def __init__(self, style: Any, line_break: Any) -> None:
        pango, ffi = line_break.pango, line_break.ffi
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map),
            line_break.gobject.g_object_unref,
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        direction = line_break.PANGO_DIRECTION[style["direction"]]
        pango.pango_context_set_base_dir(self.context, direction)
        language = self._set_language(style, line_break)
        self.font = line_break.get_font_description(style)
        self.values = {"language": language, "ascent": None, **dict.fromkeys(_METRICS[:2])}
        if style["text_decoration_line"] != "none":
            self.values |= self._decoration(line_break, language)
        self.features = self._features(style, line_break)

    def _set_language(self, style: Any, line_break: Any) -> Any:
        pango, own = line_break.pango, style["font_language_override"]
        name = style["lang"] if own == "normal" else line_break.LST_TO_ISO.get(own.lower(), own)
        if not name:
            return pango.pango_language_get_default()
        pointer, _text = line_break.unicode_to_char_p(name)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(self.context, language)
        return language

    def _decoration(self, line_break: Any, language: Any) -> dict[str, float]:
        pango, unit = line_break.pango, line_break.FROM_UNITS
        metrics = line_break.ffi.gc(
            pango.pango_context_get_metrics(self.context, self.font, language),
            pango.pango_font_metrics_unref,
        )
        return {
            name: unit * getattr(pango, f"pango_font_metrics_get_{name}")(metrics)
            for name in ("ascent", *_METRICS)
        }

    def _features(self, style: Any, line_break: Any) -> Any:
        found = line_break.font_features(*(style[name] for name in _FEATURES))
        if not found:
            return None
        text = ",".join(f"{key} {value}" for key, value in found.items()).encode()
        known = style.font_config.font_features
        if text not in known:
            known[text] = line_break.pango.pango_attr_font_features_new(text)
        return known[text]
