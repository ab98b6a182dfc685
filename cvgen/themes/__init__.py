"""Themes: folders of data (settings, stylesheets, templates) that say how a Document looks."""

from cvgen.themes.find import bundled_folder, load_theme, theme_names
from cvgen.themes.render import render_body
from cvgen.themes.styles import print_css, screen_css
from cvgen.themes.theme import Face, Settings, Theme, inside

__all__ = [
    "Face",
    "Settings",
    "Theme",
    "bundled_folder",
    "inside",
    "load_theme",
    "print_css",
    "render_body",
    "screen_css",
    "theme_names",
]
