"""The layout that the options density, size, leading and margins give."""

from __future__ import annotations

from cvgen.themes.theme import Layout, OptionValues

MIN_SIZE = 9.0
_COMPACT_MARGINS = (13.0, 14.0, 12.0)


def layout_of(settings: OptionValues) -> Layout:
    """The layout for ``settings``; a size or margin that the user gives is kept exactly."""
    size, leading = float(settings["base_size"]), float(settings["leading"])
    top, side, bottom = settings["margins"]
    if "base_size" not in settings.given and settings.font_set is not None:
        size *= settings.font_set.scale
    density = settings["density"]
    if density == "compact":
        leading, air, change = leading * 0.945, 0.6, -0.8
        margins = tuple(map(min, (top, side, bottom), _COMPACT_MARGINS))
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
