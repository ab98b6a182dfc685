"""Colours: contrast by WCAG 2, and shades that are readable on a ground."""

from __future__ import annotations

from cvgen.patterns import pattern

MIN_CONTRAST = 4.5
DARK_GROUND = "#161514"
_HEX = pattern(r"#[0-9a-f]{6}")

Rgb = tuple[int, int, int]


def is_hex(text: str) -> bool:
    """True if ``text`` is ``#rrggbb`` in lower case."""
    return _HEX.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(_rgb(first)), _luminance(_rgb(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str, ground: str = DARK_GROUND, least: float = 7.5) -> str:
    """The darkest shade of ``colour`` with at least ``least`` contrast on a dark ``ground``."""
    return _shifted(colour, 1.0, ground, least)


def darkened(colour: str, ground: str = "#ffffff", least: float = MIN_CONTRAST) -> str:
    """The lightest shade of ``colour`` with at least ``least`` contrast on a light ``ground``."""
    return _shifted(colour, 0.0, ground, least)


def tint(colour: str, share: float = 0.08) -> str:
    """``colour`` mixed with white; ``share`` of it is left."""
    mixed = (round(255 - (255 - part) * share) for part in _rgb(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _shifted(colour: str, towards: float, ground: str, least: float) -> str:
    from colorsys import hls_to_rgb, rgb_to_hls

    red, green, blue = _rgb(colour)
    hue, light, strength = rgb_to_hls(red / 255, green / 255, blue / 255)
    shifted = colour
    for step in range(101):
        if contrast(shifted, ground) >= least:
            break
        parts = hls_to_rgb(hue, light + (towards - light) * step / 100, strength)
        shifted = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
    return shifted


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(value / 255) for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
