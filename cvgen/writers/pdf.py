"""Document → tagged PDF (PDF/UA-1) with WeasyPrint."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cvgen.cache import cache_folder
from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.themes import Face, Theme, load_theme, print_css, render_body
from cvgen.writers._engine import environment, weasyprint
from cvgen.writers._fetcher import ASSET, THEME_BASE, make_fetcher
from cvgen.writers._fonts import fontconfig_file, uncovered
from cvgen.writers._page import html_page
from cvgen.writers._photo import read_photo
from cvgen.writers._standards import finish_pages, teach_artifacts
from cvgen.writers.base import Assets, Writer, Written

VARIANT = "pdf/ua-1"
_ANY_THEME = "academic"
# What a renderer of 30,000 lines may raise on a theme or picture that it does not expect.
_ENGINE_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class _Kit:
    """What documents of one theme share: loaded fonts and parsed styles, and remarks on these."""

    fonts: Any
    styles: Any
    remarks: tuple[str, ...]


def write_pdf(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as a PDF. RenderError where the engine, a library or the theme fails."""
    photo, warnings = read_photo(document, assets)
    name = f"{ASSET}{quote(document.header.photo)}" if photo and document.header.photo else None
    page = html_page(document, theme, render_body(document, theme, name))
    faces = theme.settings.fonts
    with _without_gc():
        fontconfig = _fontconfig(faces, bool(uncovered(page, faces)))
        engine = weasyprint(fontconfig)
        try:
            return _rendered(engine, page, theme, assets, fontconfig, warnings)
        except _ENGINE_ERRORS as error:
            message = f"the PDF engine failed: {type(error).__name__}: {error}"
            hint = "the stylesheets of the theme are the likely cause"
            raise RenderError(Problem("E422", message, hint=hint)) from error


def load_engine() -> None:
    """Import everything a PDF needs, ahead of the first one. RenderError as for a PDF."""
    import jinja2.sandbox  # noqa: F401  # the template of the page is the next thing after it

    faces = load_theme(_ANY_THEME).settings.fonts  # the engine wants to see some fonts at once
    with _without_gc():
        weasyprint(_fontconfig(faces, with_system=False))


def _rendered(
    engine: Any, page: str, theme: Theme, assets: Assets, fontconfig: Path,
    warnings: tuple[Problem, ...],
) -> Written:  # fmt: skip
    fetcher = make_fetcher(theme, assets)
    with _remarks() as remarks:
        kit = _kit(print_css(theme), theme, fontconfig)
        html = engine.HTML(string=page, url_fetcher=fetcher)
        options = {"pdf_variant": VARIANT, "stylesheets": [kit.styles]}
        pages = html.render(font_config=kit.fonts, **options)
        finish_pages(pages.pages)
        data = pages.write_pdf(**options)
    missing = {code for font in pages.fonts.values() for code in font.missing}
    found = dict.fromkeys((*kit.remarks, *remarks))
    return Written(
        data,
        len(pages.pages),
        (*warnings, *map(_no_glyph, sorted(missing)), *(_theme_remark(theme, x) for x in found)),
    )


def _fontconfig(faces: tuple[Face, ...], with_system: bool) -> Path:
    cache = cache_folder()
    try:
        if cache is not None:
            return fontconfig_file(faces, with_system, cache)
        reason = "neither the user's cache folder nor the temporary folder can be written to"
    except OSError as error:
        reason = str(error)
    raise RenderError(Problem("E421", f"PDF output needs a place for its font list: {reason}"))


@lru_cache(maxsize=8)
def _kit(css: str, theme: Theme, fontconfig: Path) -> _Kit:
    """Fonts and styles; ``css`` is the text of the theme's stylesheets as they are now."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    teach_artifacts()
    with environment("FONTCONFIG_FILE", str(fontconfig)), _remarks() as remarks:
        fonts = FontConfiguration()
        fetcher = make_fetcher(theme, Assets())
        styles = CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=THEME_BASE)
    return _Kit(fonts, styles, tuple(remarks))


@contextmanager
def _without_gc() -> Iterator[None]:
    """No garbage collection: a render makes millions of objects that live to its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """Collects what WeasyPrint remarks on in this thread; missing glyphs are reported apart."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if record.thread == threading.get_ident() and ".notdef" not in message:
                found.append(message)

    logger, handler = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def _no_glyph(code: int) -> Problem:
    message = f"no font has the character '{chr(code)}' (U+{code:04X})"
    hint = "install a font that has it, or write it in another way"
    return Problem("W401", message, hint=hint, severity="warning")


def _theme_remark(theme: Theme, text: str) -> Problem:
    return Problem("W403", f"in the theme '{theme.name}': {text}", severity="warning")


PART = Writer(".pdf", write_pdf)
