"""Themes: folders of data (settings, stylesheets, templates) that say how a Document looks.

What turns a Document into their HTML and CSS (``render``, ``styles``) is imported where it is used:
only writers need it.
"""

from cvgen.themes.density import MIN_SIZE, layout_of
from cvgen.themes.layout import Layout
from cvgen.themes.loading import load_theme, theme_names
from cvgen.themes.options import Option, OptionError, Value
from cvgen.themes.theme import Face, Settings, Theme
from cvgen.themes.theme_file import stylesheet

__all__ = [
    "MIN_SIZE",
    "Face",
    "Layout",
    "Option",
    "OptionError",
    "Settings",
    "Theme",
    "Value",
    "layout_of",
    "load_theme",
    "stylesheet",
    "theme_names",
]
