"""Document → one HTML file that needs nothing else: styles, fonts and the photo are inside."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from html import unescape

from cvgen.assets.fetcher import media_type, theme_file
from cvgen.assets.files import Assets
from cvgen.assets.fonts import check_fonts, unusable
from cvgen.assets.pictures import read_photo
from cvgen.document import Document
from cvgen.patterns import pattern
from cvgen.silent import silent_libraries
from cvgen.themes import Face, Theme, styles
from cvgen.themes.css_problems import fault_problems, import_message, page_problems, sheet_sources
from cvgen.themes.css_text import balance_css, css_string, escape_for_style
from cvgen.themes.render import html_page, render_body
from cvgen.verify.text import verify_html
from cvgen.writers.base import Written
from cvgen.writers.html.fonts import web_font
from cvgen.writers.html.page import PRINT_CSS, machine_head, with_links

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
# What only the PDF engine supports: the outline, and page texts in the margins.
_PAPER_ONLY = pattern(
    r"(?:\b(?:bookmark-(?:level|label|state)|string-set)\s*:|\bcontent\s*:\s*string\()[^;}]*;?\s*"
)
_NAME_FONT = pattern(r"(?<![^{}])([^{}]*)\{[^{}]*var\(--font-name\)")
_IMPORT = pattern(r"@import\b[^;]*;", re.IGNORECASE)


@silent_libraries()
def write_html(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as UTF-8 HTML5. RenderError if the theme fails."""
    sheets = "\n".join(_sheets(theme, document))
    check_fonts(theme, sheets)
    photo = read_photo(document, assets)
    settings = theme.settings
    pdf = assets.pdf if settings.get("web_pdf", True) else ""
    body = render_body(document, theme, _data_url(*photo) if photo else None)
    verify_html(document, body, theme.name)
    body = with_links(document, body, pdf, nav=settings.get("web_nav", True))
    css, remarks = _inline_files(sheets, theme)
    text, fonts = _characters(body, css), ""
    of_family = {_name_family(theme, css): {*document.header.name, " "}}
    if settings.get("web_fonts") != "system":
        fonts = "".join(
            _font_face(face, of_family.get(face.family, text)) for face in settings.fonts
        )
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
    yield styles.languages_css(theme, document)
    yield styles.layout_css(theme)
    yield styles.font_stacks(theme)
    yield styles.screen_css(theme)
    if theme.settings.get("web_dark", True):
        yield styles.dark_css(theme)
    yield PRINT_CSS
    yield balance_css(theme.extra_css)


def _data_url(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


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
        return f'url("{_data_url(data, media_type(address))}")'

    text = _COMMENT.sub("", css)
    remarks += map(import_message, _IMPORT.findall(text))
    text = _URL.sub(replaced, _PAPER_ONLY.sub("", _IMPORT.sub("", text)))
    return _BLANKS.sub("\n", text).strip(), remarks


def _name_family(theme: Theme, css: str) -> str:
    """The font family used only for the name; empty without one."""
    fonts = theme.settings.font_set
    if fonts is None or fonts.name in (fonts.text, fonts.small):
        return ""
    users = {selector.strip() for selector in _NAME_FONT.findall(css)}
    family = css_string(fonts.name)
    alone = css.count(family) == css.count(f"--font-name: {family}")
    return fonts.name if users <= {"h1"} and alone else ""


def _font_face(face: Face, text: set[str]) -> str:
    """The font ``face`` with the characters of ``text``. RenderError (E424) if it is unusable."""
    try:
        source = _data_url(web_font(face, text), "font/woff2")
    except (OSError, RuntimeError, ValueError, LookupError) as error:
        raise unusable(face) from error
    return (
        f"@font-face {{ font-family: {css_string(face.family)}; font-weight: {face.weight}; "
        f'font-style: {face.style}; src: url("{source}") format("woff2") }}\n'
    )
