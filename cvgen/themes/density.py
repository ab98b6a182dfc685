"""What density, size and margins come to."""

from __future__ import annotations

from cvgen.themes.layout import Layout
from cvgen.themes.theme import Settings

MIN_SIZE = 9.0
_COMPACT_MARGINS = (13.0, 14.0, 12.0)


def layout_of(settings: Settings) -> Layout:
    """The layout that the options ask for; a size or margin of the user's own is kept exactly."""
    size, leading = float(settings["base_size"]), float(settings["leading"])
    top, side, bottom = settings["margins"]
    if "base_size" not in settings.given and settings.font_set is not None:
        size *= settings.font_set.scale
    density = settings["density"]
    if density == "compact":
        leading, air, change = leading * 0.945, 0.6, -0.8
        limits = _COMPACT_MARGINS
        margins = tuple(map(min, (top, side, bottom), limits))
    elif density == "airy":
        leading, air, change = leading * 1.03, 1.3, 0.3
        margins = (top + 3, side + 3, bottom + 3)
    else:
        air, change, margins = 1.0, 0.0, (top, side, bottom)
    if "base_size" not in settings.given:
        size = max(MIN_SIZE, size + change)
    if "leading" in settings.given:
        leading = float(settings["leading"])
    if "margins" in settings.given:
        margins = (top, side, bottom)
    return Layout(round(size, 2), round(leading, 4), air, *margins)
