"""Settings of Sphinx for the documentation site, which scripts/site builds."""

from pathlib import Path
from typing import Any

from cvgen import __version__

project = "cvgen"
author = "the cvgen authors"
copyright = "the cvgen authors"
version = release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "colon_fence"]
myst_heading_anchors = 4
nitpicky = True
html_theme = "furo"
html_title = "cvgen"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5d66", "color-brand-content": "#0b5d66"},
    "dark_css_variables": {"color-brand-primary": "#7fd1da", "color-brand-content": "#7fd1da"},
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

FOR_SCREEN_READERS = {
    'class="caption" role="heading">': 'class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="This page">',
    "<pre>": '<pre tabindex="0">',
}
"""What axe misses in the pages of the theme: levels, names, and a way to scroll without a mouse."""


def setup(app: Any) -> None:
    """Correct the pages after Sphinx has written them."""
    app.connect("build-finished", correct_pages)


def correct_pages(app: Any, exception: Exception | None) -> None:
    """Replace FOR_SCREEN_READERS in every page."""
    for page in Path(app.outdir).rglob("*.html") if exception is None else ():
        text = page.read_text("utf-8")
        for theirs, ours in FOR_SCREEN_READERS.items():
            text = text.replace(theirs, ours)
        page.write_text(text, "utf-8")
