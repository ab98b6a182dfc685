"""Themes: folders of data (settings, stylesheets, templates) that define the look of a Document.

Only writers import ``render`` and ``styles``, which make HTML and CSS.
"""

from cvgen.themes.loading import each_theme_name, load_theme, theme_names
from cvgen.themes.options import Option, OptionError, Value
from cvgen.themes.theme import Face, Layout, OptionValues, Theme, keeps_own, layout_of, text_sizes
from cvgen.themes.theme_file import stylesheet

__all__ = [
    "Face",
    "Layout",
    "Option",
    "OptionError",
    "OptionValues",
    "Theme",
    "Value",
    "each_theme_name",
    "keeps_own",
    "layout_of",
    "load_theme",
    "stylesheet",
    "text_sizes",
    "theme_names",
]
