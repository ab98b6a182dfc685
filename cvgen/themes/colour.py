"""Colours: contrast by WCAG 2, and shades that are readable on a ground."""

from __future__ import annotations

from cvgen.patterns import pattern

MIN_CONTRAST = 4.5
DARK_GROUND = "#161514"
_HEX = pattern(r"#[0-9a-f]{6}")


def is_hex(text: str) -> bool:
    """True if ``text`` is ``#rrggbb`` in lower case."""
    return _HEX.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def lighten(colour: str, ground: str = DARK_GROUND, least: float = 7.5) -> str:
    """The darkest shade of ``colour`` with at least ``least`` contrast on a dark ``ground``."""
    return _shifted(colour, 1.0, ground, least)


def darken(colour: str, ground: str = "#ffffff", least: float = MIN_CONTRAST) -> str:
    """The lightest shade of ``colour`` with at least ``least`` contrast on a light ``ground``."""
    return _shifted(colour, 0.0, ground, least)


def tint(colour: str, share: float = 0.08) -> str:
    """``colour`` mixed with white; ``share`` of it is left."""
    return "#" + bytes(round(255 - (255 - part) * share) for part in _rgb(colour)).hex()


def _shifted(colour: str, towards: float, ground: str, least: float) -> str:
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, strength = rgb_to_hls(*(part / 255 for part in _rgb(colour)))
    shifted = colour
    for step in range(101):
        if contrast(shifted, ground) >= least:
            break
        parts = hls_to_rgb(hue, light + (towards - light) * step / 100, strength)
        shifted = "#" + bytes(round(part * 255) for part in parts).hex()
    return shifted


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _rgb(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
