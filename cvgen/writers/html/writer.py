"""Document → one HTML file that needs nothing else: styles, fonts and the photo are inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cvgen.assets.fetcher import media_type, theme_file
from cvgen.assets.files import Assets
from cvgen.assets.fonts import check_fonts
from cvgen.assets.pictures import photo_scale, read_photo
from cvgen.document import Document
from cvgen.patterns import pattern
from cvgen.silent import silent_libraries
from cvgen.themes import Theme, styles
from cvgen.themes.css_problems import fault_problems, import_message, page_problems, sheet_sources
from cvgen.themes.css_text import balance_css, css_string, escape_for_style
from cvgen.themes.render import html_page, render_body
from cvgen.verify.text import verify_html
from cvgen.writers.base import Written
from cvgen.writers.html.faces import data_url, font_faces, text_size_css
from cvgen.writers.html.page import PRINT_CSS, machine_head, with_links
from cvgen.writers.html.widths import column_css

# A stranger may have written the theme, so the browser must not load or run anything of it.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_TAG = pattern(r"<[^>]*>")
_COMMENT = pattern(r"/\*.*?\*/", re.DOTALL)
_BLANKS = pattern(r"\s*\n\s*")
_URL = pattern(r"""url\(\s*(["']?)(.*?)\1\s*\)""")
_CONTENT = pattern(r"\bcontent\s*:[^;}]*")
_ESCAPE = pattern(r"\\([0-9a-fA-F]{1,6})\s?")
_COUNTED = "0123456789"  # for page numbers when a browser prints
# What only the PDF engine supports: the outline, and texts that pages take from elements.
_PAPER_ONLY = pattern(
    r"(?:\b(?:bookmark-(?:level|label|state)|string-set)\s*:|\bcontent\s*:\s*string\()[^;}]*;?\s*"
)
_RUNNING = pattern(r"\bcontent\s*:\s*string\((name|label)\)")
_IMPORT = pattern(r"@import\b[^;]*;", re.IGNORECASE)


@silent_libraries()
def write_html(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as UTF-8 HTML5. RenderError if the theme fails."""
    photo = read_photo(document, assets)
    scale = f":root {{ --photo-scale: {photo_scale(photo)} }}" if photo else ""
    sheets = "\n".join((*_sheets(theme, document), scale))
    check_fonts(theme, sheets)
    settings = theme.settings
    pdf = assets.pdf if settings.get("web_pdf", True) else ""
    body = render_body(document, theme, data_url(*photo) if photo else None)
    verify_html(document, body, theme.changed)
    body = with_links(document, body, pdf, nav=settings.get("web_nav", True))
    css, remarks = _inline_files(_with_running_texts(sheets, document), theme)
    fonts = ""
    if settings.get("web_fonts") != "system":
        fonts = font_faces(theme, css, body, _characters(body, css), document.header.name)
    head = (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"{machine_head(document)}"
        f"<style>\n{escape_for_style(fonts + css)}\n</style>\n"
    )
    if theme.is_own or theme.extra_css:
        from cvgen.writers.html.visible import verify_on_screen

        verify_on_screen(document, html_page(document, theme, body, ""), css, theme.name)
    page = html_page(document, theme, body, head)
    broken = fault_problems(sheet_sources(theme, on_screen=True))
    warnings = dict.fromkeys((*broken, *page_problems(theme, remarks)))
    return Written(page.encode(), None, tuple(warnings))


def _sheets(theme: Theme, document: Document) -> Iterator[str]:
    """The stylesheets in cascade order."""
    yield styles.print_css(theme)
    yield styles.document_css(theme, document)
    yield styles.layout_css(theme)
    yield styles.font_stacks(theme)
    yield styles.screen_css(theme)
    if theme.settings.get("web_dark", True):
        yield styles.dark_css(theme)
    yield text_size_css(theme)
    yield column_css(document, theme)
    yield PRINT_CSS
    yield balance_css(theme.extra_css)


def _with_running_texts(css: str, document: Document) -> str:
    """``css`` with the texts in the margins of pages, which a browser cannot take from elements."""
    texts = {"name": css_string(document.header.name), "label": css_string(document.label)}
    return _RUNNING.sub(lambda found: f"content: {texts[found[1]]}", css)


def _characters(body: str, css: str) -> set[str]:
    """The characters of the text, and those that stylesheets add to it."""
    added = _ESCAPE.sub(
        lambda found: chr(min(int(found[1], 16), 0x10FFFF)), "".join(_CONTENT.findall(css))
    )
    return {*unescape(_TAG.sub("", body)), *added, *_COUNTED} - {"\n"}


def _inline_files(css: str, theme: Theme) -> tuple[str, list[str]]:
    """``css`` without comments and foreign addresses, with the theme's files embedded."""
    remarks: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        address = match.group(2)
        if address.startswith(("data:", "#")):
            return match.group(0)
        data = theme_file(theme, address)
        if data is None:
            remarks.append(f"'{address}' is not a file of the theme")
            return 'url("data:,")'
        return f'url("{data_url(data, media_type(address))}")'

    text = _COMMENT.sub("", css)
    remarks += map(import_message, _IMPORT.findall(text))
    text = _URL.sub(replaced, _PAPER_ONLY.sub("", _IMPORT.sub("", text)))
    return _BLANKS.sub("\n", text).strip(), remarks
