"""Document → PDF (declared as PDF/A-3a and PDF/UA-1) with WeasyPrint."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from cvgen.assets.fetcher import ASSET, THEME_BASE, make_fetcher
from cvgen.assets.files import Assets
from cvgen.assets.fonts import check_fonts
from cvgen.assets.photo import read_photo
from cvgen.cache import cache_folders
from cvgen.document import Document, Measure
from cvgen.errors import OutputError, Problem, RenderError
from cvgen.fitting.fit import pull_in
from cvgen.fitting.layouts import slightly_tighter
from cvgen.fitting.notes import layout_note
from cvgen.fitting.steps import Attempt, run
from cvgen.patterns import pattern
from cvgen.silent import silent_libraries
from cvgen.themes import Face, Theme, layout_of, load_theme
from cvgen.themes.faults import page_problems, remarks, sheet_problems, sheet_sources
from cvgen.themes.folding import folded
from cvgen.themes.page import html_page
from cvgen.themes.render import render_body
from cvgen.themes.styles import languages_css, layout_css, print_css
from cvgen.writers.base import Written
from cvgen.writers.pdf.engine.load import environment, weasyprint
from cvgen.writers.pdf.engine.parse import parsed
from cvgen.writers.pdf.engine.speed import with_few_defaults
from cvgen.writers.pdf.fonts import fontconfig_file, uncovered
from cvgen.writers.pdf.pages import measured, sparse_end
from cvgen.writers.pdf.pdfium import pdfium
from cvgen.writers.pdf.standards import OPTIONS, clear_ends, finish, prepare, teach_tags
from cvgen.writers.pdf.verify import prove

_ANY_THEME = "academic"
# Each element within a line is a text more to shape, a tenth of the time of long lists.
_FOR_MACHINES = pattern(r"</?time\b[^>]*>")
_RANGE = pattern(r'<span class="nb">(\d+–)(\d+)</span>')
_JOINED = "\\1\N{WORD JOINER}\\2"
# What a renderer of 30,000 lines may raise on a theme or picture that it does not expect.
_ENGINE_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class _Kit:
    """What documents of one theme share: loaded fonts and parsed styles, and remarks on these."""

    fonts: Any
    css: str
    styles: Any
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Laid:
    """A document that is laid out in pages, to be measured or written."""

    document: Document
    pages: Any
    theme: Theme
    options: dict[str, Any]
    warnings: tuple[Problem, ...]
    name: str

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages.pages)


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


@_without_gc()
def write_pdf(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as a PDF. RenderError where the engine, a library or the theme fails."""
    if theme.layout is None:
        return _write_whole(document, theme, assets)
    laid = _last_laid(document, theme, assets)
    _last_laid.cache_clear()
    return write_laid(laid)


def _write_whole(document: Document, theme: Theme, assets: Assets) -> Written:
    """A PDF without a page limit: a little tighter where that saves a page that is nearly empty."""
    layout = layout_of(theme.settings)
    laid = {layout: lay_out(document, theme, assets)}

    def measure(attempt: Attempt) -> Measure:
        if attempt.layout not in laid:
            tighter = replace(theme, layout=attempt.layout)
            laid[attempt.layout] = lay_out(document, tighter, assets)
        return measured(laid[attempt.layout].pages)

    found = run(pull_in(slightly_tighter(layout)), measure).attempt.layout
    note = layout_note(layout, found)
    return replace(write_laid(laid[found]), notes=(note,) if note else ())


@_without_gc()
def measure_pdf(document: Document, theme: Theme, assets: Assets) -> Measure:
    """What ``document`` comes to in the theme's layout; written next, it is not laid out again."""
    laid = _last_laid(document, theme, assets)
    with _engine_at_work(theme):
        return measured(laid.pages)


@lru_cache(maxsize=3)  # the one to write may not be the very last that was tried
def _last_laid(document: Document, theme: Theme, assets: Assets) -> Laid:
    return lay_out(document, theme, assets)


def lay_out(document: Document, theme: Theme, assets: Assets) -> Laid:
    """``document`` in pages. RenderError where the engine, a library or the theme fails."""
    photo = read_photo(document, assets)
    named = (document.header.photo, photo) if photo and document.header.photo else None
    name = f"{ASSET}{quote(named[0])}" if named else None
    body = _RANGE.sub(_JOINED, _FOR_MACHINES.sub("", render_body(document, theme, name)))
    dated = f'<meta name="dcterms.modified" content="{document.dated}T00:00:00Z">\n'
    page = html_page(document, theme, body, dated if document.dated else "")
    with _engine_at_work(theme):
        engine, kit = styles_of(document, theme, page)
        with remarks() as found:
            html = with_few_defaults(
                parsed(engine, page, make_fetcher(theme, assets, named)), page, kit.css
            )
            styles = [kit.styles]
            if theme.layout is not None:
                styles.append(engine.CSS(string=layout_css(theme), font_config=kit.fonts))
            options = {**OPTIONS, "stylesheets": styles}
            pages = html.render(font_config=kit.fonts, **options)
    warnings = tuple(dict.fromkeys((*kit.warnings, *page_problems(theme, found))))
    return Laid(document, pages, theme, options, warnings, assets.pdf)


@silent_libraries()
def styles_of(document: Document, theme: Theme, page: str = "") -> tuple[ModuleType, _Kit]:
    """The engine with the fonts and styles that ``document`` and the text of its ``page`` need."""
    faces = theme.settings.fonts
    text = "\n".join((print_css(theme), languages_css(theme, document), theme.extra_css))
    check_fonts(theme, text)
    fontconfig = _fontconfig(faces, bool(uncovered(page, faces)))
    engine = weasyprint(fontconfig)
    if theme.layout is None:  # else the properties of the layout are set after them
        text = folded(text)
    return engine, _kit(text, _shared(theme), fontconfig)


def _shared(theme: Theme) -> Theme:
    """``theme`` as documents share it that only differ in their layout."""
    return theme if theme.layout is None else replace(theme, layout=None)


def write_laid(laid: Laid) -> Written:
    """The PDF of a document that is laid out. RenderError where the engine fails, or where what it
    wrote does not say what the document says.
    """
    pages = laid.pages
    with _engine_at_work(laid.theme), remarks() as found:
        prepare(pages)
        data = clear_ends(pages.write_pdf(finisher=finish, **laid.options))
        codes = {code for font in pages.fonts.values() for code in font.missing}
        sparse = tuple(sparse_end(pages, laid.theme.settings, laid.name))
    missing = tuple(map(chr, sorted(codes)))
    html = pages.pages[0]._page_box.children[0].element
    prove(data, laid.document, html, laid.theme.name, frozenset(missing))
    warnings = (*laid.warnings, *sparse, *page_problems(laid.theme, found))
    return Written(data, laid.count, warnings, missing=missing)


@contextmanager
def _engine_at_work(theme: Theme) -> Iterator[None]:
    """What the engine raises as RenderError; its own words and what its libraries print are not for
    the reader.
    """
    try:
        with silent_libraries():
            yield
    except _ENGINE_ERRORS as error:
        reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        message = f"the PDF engine cannot set the pages in the theme '{theme.name}'{reason}"
        hint = "undo the last change of its stylesheets, or choose another theme"
        raise RenderError(Problem("E422", message, hint=hint)) from error


@silent_libraries()
def load_engine() -> None:
    """Import everything a PDF needs, ahead of the first one. RenderError as for a PDF."""
    import jinja2.sandbox  # noqa: F401  # the template of the page is the next thing after it

    faces = load_theme(_ANY_THEME).settings.fonts  # the engine wants to see some fonts at once
    with _without_gc():
        weasyprint(_fontconfig(faces, with_system=False))
    pdfium()


def _fontconfig(faces: tuple[Face, ...], with_system: bool) -> Path:
    for cache in cache_folders():
        with suppress(OSError):
            return fontconfig_file(faces, with_system, cache)
    message = "the list of fonts for PDFs cannot be written: no folder for it has room"
    hint = (
        "make room in ~/.cache or in the temporary folder, or set TMPDIR to a folder that has some"
    )
    raise OutputError(Problem("E501", message, hint=hint))


@lru_cache(maxsize=8)
def _kit(css: str, theme: Theme, fontconfig: Path) -> _Kit:
    """Fonts and styles; ``css`` is the text of the theme's stylesheets as they are now."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    teach_tags()
    with environment("FONTCONFIG_FILE", str(fontconfig)), remarks() as found:
        fonts = FontConfiguration()
        fetcher = make_fetcher(theme, Assets())
        parse = partial(CSS, url_fetcher=fetcher, base_url=THEME_BASE)
        styles = parse(string=css, font_config=fonts)
        problems = sheet_problems(theme, tuple(found), sheet_sources(theme), parse)
    return _Kit(fonts, css, styles, tuple(problems))
