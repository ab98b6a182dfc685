"""The stylesheets of a theme, in the order in which they count."""

from __future__ import annotations

from cvgen.themes.colour import lightened
from cvgen.themes.theme import Theme

PRINT_FILE = "theme.css"
SCREEN_FILE = "screen.css"


def print_css(theme: Theme) -> str:
    """The CSS for paper: the chain's ``theme.css`` files from the root on, then the settings."""
    return "\n".join((*theme.stylesheets(PRINT_FILE), _settings_css(theme)))


def screen_css(theme: Theme) -> str:
    """The CSS that counts on screens only, to be set after :func:`print_css`."""
    texts = theme.stylesheets(SCREEN_FILE)
    return "@media screen {{\n{}\n}}".format("\n".join(texts)) if texts else ""


def _settings_css(theme: Theme) -> str:
    accent = theme.settings.accent
    return (
        f":root {{ --accent: {accent}; --accent-on-dark: {lightened(accent)} }}\n"
        f"@page {{ size: {theme.settings.page} }}\n"
    )
