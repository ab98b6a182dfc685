"""Themes: folders of data (settings, stylesheets, templates) that say how a Document looks."""

from cvgen.themes.density import MIN_SIZE, layout_of
from cvgen.themes.find import bundled_folder, load_theme, theme_names
from cvgen.themes.layout import Layout
from cvgen.themes.options import Option, OptionError, Value
from cvgen.themes.render import render_body
from cvgen.themes.styles import (
    classes,
    dark_css,
    font_stacks,
    languages_css,
    layout_css,
    print_css,
    screen_css,
)
from cvgen.themes.theme import Face, Settings, Theme, inside

__all__ = [
    "MIN_SIZE",
    "Face",
    "Layout",
    "Option",
    "OptionError",
    "Settings",
    "Theme",
    "Value",
    "bundled_folder",
    "classes",
    "dark_css",
    "font_stacks",
    "inside",
    "languages_css",
    "layout_css",
    "layout_of",
    "load_theme",
    "print_css",
    "render_body",
    "screen_css",
    "theme_names",
]
