"""Document → PDF (declared as PDF/A-3a and PDF/UA-1) with WeasyPrint."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from cvgen.assets.fetcher import ASSET, make_fetcher
from cvgen.assets.files import Assets
from cvgen.assets.pictures import photo_scale, read_photo
from cvgen.counting import counted
from cvgen.document import Bullets, Document, DocumentSection, EntryBlock, Header, Measure, When
from cvgen.errors import CvgenError, Problem, RenderError
from cvgen.fitting.fit import use_room
from cvgen.fitting.layouts import layout_note, roomier_layouts, slightly_tighter
from cvgen.fitting.steps import Attempt, run
from cvgen.markup.inline import parse_inline
from cvgen.patterns import pattern
from cvgen.silent import silent_libraries
from cvgen.themes import OptionValues, Theme, keeps_own, layout_of, load_theme, text_sizes
from cvgen.themes.css_problems import collect_remarks, page_problems
from cvgen.themes.render import html_page, render_body
from cvgen.writers.base import Written
from cvgen.writers.pdf.engine.compat import untested_engine
from cvgen.writers.pdf.engine.letters import writes_letters
from cvgen.writers.pdf.engine.load import weasyprint
from cvgen.writers.pdf.engine.pages import (
    lines_and_fill,
    measure_pages,
    missing_characters,
    probe_widths,
)
from cvgen.writers.pdf.engine.parse import parse_page
from cvgen.writers.pdf.engine.speed import skip_unused_pseudo_elements
from cvgen.writers.pdf.engine.standards import pdf_bytes, pdf_options
from cvgen.writers.pdf.kit import font_list, styles_of
from cvgen.writers.pdf.measured import fit_to_text
from cvgen.writers.pdf.probes import Widths, css_of_widths
from cvgen.writers.pdf.readback import pdfium, verify_text

MIN_FILL = 0.2
"""The share of the last page below which a warning (W405) calls it nearly empty."""
_NARROW = 16.0  # mm; the margins that the warning suggests
_ANY_THEME = "academic"
# Each inline element is one more text to shape, a tenth of the time of long lists.
_FOR_MACHINES = pattern(r"</?time\b[^>]*>")
_RANGE = pattern(r'<span class="nb word">(\d+–)(\d+)</span>')
_JOINED = "\\1\N{WORD JOINER}\\2"
# What WeasyPrint (30,000 lines) may raise for a theme or picture that it does not expect.
_ENGINE_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class LaidOutDocument:
    """A document that is laid out in pages; ``root`` is the root element of its HTML page."""

    document: Document
    root: Any
    pages: Any
    theme: Theme
    options: dict[str, Any]
    warnings: tuple[Problem, ...]
    name: str

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.pages.pages)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Pause garbage collection: a render makes millions of objects that live to its end."""
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
    laid = last_laid(document, theme, assets)
    last_laid.cache_clear()
    return write_laid_out(laid)


def _write_whole(document: Document, theme: Theme, assets: Assets) -> Written:
    """A PDF without a page limit, a little tighter or roomier if its pages are better filled so."""
    layout = layout_of(theme.settings)
    laid = {layout: lay_out(document, theme, assets)}

    def measure(attempt: Attempt) -> Measure:
        if attempt.layout not in laid:
            tighter = replace(theme, layout=attempt.layout)
            laid[attempt.layout] = lay_out(document, tighter, assets)
        return measure_pages(laid[attempt.layout].pages)

    least, most = text_sizes(theme.settings)
    tighter, roomier = (
        [one for one in layouts if keeps_own(theme.settings, layout, one)]
        for layouts in (slightly_tighter(layout, least), roomier_layouts(layout, most))
    )
    found = run(use_room(tighter, roomier), measure).attempt.layout
    note = layout_note(layout, found)
    return replace(write_laid_out(laid[found]), notes=(note,) if note else ())


@_without_gc()
def measure_pdf(document: Document, theme: Theme, assets: Assets) -> Measure:
    """The measure of ``document`` in the theme's layout; ``write_pdf`` then reuses the layout."""
    laid = last_laid(document, theme, assets)
    with _engine_at_work(theme):
        return measure_pages(laid.pages)


@lru_cache(maxsize=3)  # the layout to write need not be the last one that was tried
def last_laid(document: Document, theme: Theme, assets: Assets) -> LaidOutDocument:
    """``document`` in pages, as laid out before."""
    return lay_out(document, theme, assets)


def lay_out(document: Document, theme: Theme, assets: Assets) -> LaidOutDocument:
    """``document`` in pages. RenderError where the engine, a library or the theme fails."""
    photo = read_photo(document, assets)
    named = (document.header.photo, photo) if photo and document.header.photo else None
    name = f"{ASSET}{quote(named[0])}" if named else None
    page = _page_of(document, replace(theme, layout=None), name)
    with _engine_at_work(theme):
        engine, kit = styles_of(document, theme, page)
        with collect_remarks() as found:
            parsed = parse_page(engine, page, make_fetcher(theme, assets, named))
            html = skip_unused_pseudo_elements(parsed, page, kit.css)
            options = {**pdf_options(), "stylesheets": [kit.styles]}

            def widths(probes: str) -> Widths:
                known = _known_widths(probes, css_of_widths(kit.css), kit.fonts)
                if not known:
                    other = parse_page(engine, probes, html.url_fetcher)
                    other = skip_unused_pseudo_elements(other, probes, kit.css)
                    known.update(probe_widths(other.render(font_config=kit.fonts, **options)))
                return known

            scale = photo_scale(photo) if photo else 1
            addresses = [contact.full for contact in document.header.contacts]
            whole = fit_to_text(html.etree_element, widths, scale, addresses)
            pages = html.render(font_config=kit.fonts, **options)
    problems = (*untested_engine(), *kit.warnings, *page_problems(theme, found))
    warnings = tuple(dict.fromkeys(problems))
    document = replace(document, header=document.header.with_whole_addresses(whole))
    return LaidOutDocument(
        document, html.etree_element, pages, theme, options, warnings, assets.pdf
    )


@lru_cache(maxsize=2)  # for the other layouts of a document
def _known_widths(_probes: str, _css: str, _fonts: Any) -> Widths:
    """The widths on a page of probes, to be filled in, for all layouts with the same widths."""
    return {}


@lru_cache(maxsize=2)
def _page_of(document: Document, theme: Theme, photo: str | None) -> str:
    """The HTML page of ``document``; ``photo`` is an address."""
    body = _RANGE.sub(_JOINED, _FOR_MACHINES.sub("", render_body(document, theme, photo)))
    dated = f'<meta name="dcterms.modified" content="{document.dated}T00:00:00Z">\n'
    return html_page(document, theme, body, dated if document.dated else "")


def write_laid_out(laid: LaidOutDocument) -> Written:
    """The PDF of a document; RenderError if the engine fails, or the PDF lacks some of its text."""
    with _engine_at_work(laid.theme), collect_remarks() as found:
        data = pdf_bytes(laid.pages, laid.options)
        missing = missing_characters(laid.pages)
        sparse = tuple(_sparse_end(laid))
    name, gaps = laid.theme.changed, frozenset(missing)
    verify_text(data, laid.document, laid.root, name, gaps, in_order=writes_letters())
    warnings = (*laid.warnings, *sparse, *page_problems(laid.theme, found))
    return Written(data, laid.count, warnings, missing=missing)


def _sparse_end(laid: LaidOutDocument) -> Iterator[Problem]:
    """A warning (W405) if a document of several pages ends with a nearly empty one."""
    if laid.count < 2:
        return
    count, share = lines_and_fill(laid.pages.pages[-1])
    if share >= MIN_FILL:
        return
    message = f"page {laid.count} is {100 * share:.0f} % full: {counted(count, 'line')}"
    hint = _advice(laid.theme.settings)
    yield Problem("W405", message, laid.name or None, hint=hint, severity="warning")


def _advice(settings: OptionValues) -> str:
    """What may save the last page, or fill it."""
    ways = []
    if settings.get("density") != "compact":
        ways.append("`--set density=compact`")
        if max(settings["margins"]) > _NARROW:
            ways.append(f"`--set margins={_NARROW:g}`")
    return ", or ".join([*ways, "let the variant leave something out"])


@contextmanager
def _engine_at_work(theme: Theme) -> Iterator[None]:
    """Raise RenderError for what the engine raises, and hide what its libraries print."""
    try:
        with silent_libraries():
            yield
    except _ENGINE_ERRORS as error:
        reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        message = f"the PDF engine cannot lay out the pages in the theme '{theme.name}'{reason}"
        hint = "undo the last change of its stylesheets, or choose another theme"
        raise RenderError(Problem("E422", message, hint=hint)) from error


@silent_libraries()
def load_engine() -> None:
    """Import everything a PDF needs, before the first one. RenderError as for a PDF."""
    import jinja2.sandbox  # noqa: F401  # the page template needs it next

    faces = load_theme(_ANY_THEME).settings.fonts  # the engine needs some fonts at its import
    with _without_gc():
        weasyprint(font_list(faces, set()))
    pdfium()


def warm_up(theme: str) -> Iterator[None]:
    """Write a document of a few words with the bundled ``theme``, pausing before each step.

    The first document of a process takes a quarter longer than the next ones, because fonts are
    opened, modules are loaded and stylesheets are read. A process that waits for its first task
    does that meanwhile, and can stop after any step. Errors show with the first real document.
    """
    text = parse_inline("Words")
    entry = EntryBlock(text, text, when=When("2020"), body=(Bullets((text,)),))
    section = DocumentSection("experience", "experience", "Words", (entry,))
    document = Document(Header("Words"), (section,), title="Words")
    with suppress(CvgenError):
        yield
        look = load_theme(theme)
        styles_of(document, look)
        yield
        laid = lay_out(document, look, Assets())
        yield
        write_laid_out(laid)
