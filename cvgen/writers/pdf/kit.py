"""The engine with the fonts and stylesheets of a document, which others of its theme share."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from cvgen.assets.fetcher import THEME_BASE, make_fetcher
from cvgen.assets.files import Assets
from cvgen.assets.fonts import check_fonts
from cvgen.cache import cache_folders
from cvgen.document import Document
from cvgen.errors import OutputError, Problem
from cvgen.silent import silent_libraries
from cvgen.themes import Face, Theme
from cvgen.themes.css_problems import collect_remarks, sheet_problems, sheet_sources
from cvgen.themes.css_variables import resolve_variables
from cvgen.themes.styles import document_css, layout_css, print_css
from cvgen.writers.pdf.engine.load import fonts_from, weasyprint
from cvgen.writers.pdf.engine.sheets import parse_by_rules
from cvgen.writers.pdf.fonts import fontconfig_file, uncovered


@dataclass(frozen=True)
class Kit:
    """What documents of one theme share: fonts, the text of its CSS, that CSS parsed, warnings."""

    fonts: Any
    css: str
    styles: Any
    warnings: tuple[Problem, ...]


@silent_libraries()
def styles_of(document: Document, theme: Theme, page: str = "") -> tuple[ModuleType, Kit]:
    """WeasyPrint, with the fonts and styles that ``document`` and its HTML ``page`` need."""
    faces = theme.settings.fonts
    own = replace(theme, layout=None)
    text = "\n".join((print_css(own), document_css(own, document), own.extra_css))
    check_fonts(theme, text)
    fontconfig = font_list(faces, uncovered(page, faces))
    engine = weasyprint(fontconfig)
    return engine, _kit(resolve_variables(f"{text}\n{layout_css(theme)}"), own, fontconfig)


def font_list(faces: tuple[Face, ...], lacking: set[str]) -> Path:
    """The list of fonts for a text that ``faces`` lack some characters of; OutputError (E501)."""
    for cache in cache_folders():
        with suppress(OSError):
            return fontconfig_file(faces, lacking, cache)
    message = "the list of fonts for PDFs cannot be written: no folder for it has space"
    hint = (
        "make room in ~/.cache or in the temporary folder, or set TMPDIR to a folder that has some"
    )
    raise OutputError(Problem("E501", message, hint=hint))


@lru_cache(maxsize=8)
def _fonts(_fontconfig: Path) -> Any:
    """The fonts of a list, opened once for all stylesheets that add none of their own."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=8)
def _kit(css: str, theme: Theme, fontconfig: Path) -> Kit:
    """Fonts and styles; ``css`` is the current text of the theme's stylesheets."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    with fonts_from(fontconfig):
        fetcher = make_fetcher(theme, Assets())
        parse = partial(CSS, url_fetcher=fetcher, base_url=THEME_BASE)
        styles = parse_by_rules(css, fetcher, THEME_BASE)
        fonts = FontConfiguration() if styles is None else _fonts(fontconfig)
        with collect_remarks() as found:
            if styles is None:
                styles = parse(string=css, font_config=fonts)
        problems = sheet_problems(theme, tuple(found), sheet_sources(theme), parse)
    return Kit(fonts, css, styles, tuple(problems))
