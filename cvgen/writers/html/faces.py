"""The fonts of a page as ``@font-face`` rules. They are most of its weight, so a page has few."""

from __future__ import annotations

from base64 import b64encode

from cvgen.assets.fonts import unusable
from cvgen.patterns import pattern
from cvgen.themes import Face, Theme
from cvgen.themes.css_text import css_string
from cvgen.writers.html.fonts import features_for, web_font

_NAME_FONT = pattern(r"(?<![^{}])([^{}]*)\{[^{}]*var\(--font-name\)")


def data_url(data: bytes, kind: str) -> str:
    """``data`` as the address of a file of the media type ``kind``."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


def small_family(theme: Theme) -> str:
    """The font family of small text on a page.

    On screens, small text is as large as text on paper. So a cut of the text's family for small
    sizes, whose name begins with the name of the family, is left out.
    """
    fonts = theme.settings.font_set
    if fonts is None:
        return ""
    return fonts.text if fonts.small.startswith(f"{fonts.text} ") else fonts.small


def text_size_css(theme: Theme) -> str:
    """The custom property for :func:`small_family`; empty if it is that of paper."""
    fonts = theme.settings.font_set
    if fonts is None or small_family(theme) == fonts.small:
        return ""
    return ":root { --font-small: var(--font) }"


def font_faces(theme: Theme, css: str, body: str, text: set[str], name: str) -> str:
    """The fonts with the characters of ``text``, and a font only for the ``name`` with its own.

    RenderError (E424) if one is unusable.
    """
    of_family = {_name_family(theme, css): {*name, " "}}
    unused = _unused_family(theme, css)
    return "".join(
        _font_face(face, of_family.get(face.family, text), features_for(face, css, body))
        for face in theme.settings.fonts
        if face.family != unused
    )


def _unused_family(theme: Theme, css: str) -> str:
    """The cut for small sizes, unless a stylesheet names it; empty without one."""
    fonts = theme.settings.font_set
    if fonts is None or not text_size_css(theme):
        return ""
    return fonts.small if _is_only_in(css, "--font-small", fonts.small) else ""


def _name_family(theme: Theme, css: str) -> str:
    """The font family used only for the name; empty without one."""
    fonts = theme.settings.font_set
    if fonts is None or fonts.name in (fonts.text, fonts.small):
        return ""
    users = {selector.strip() for selector in _NAME_FONT.findall(css)}
    alone = _is_only_in(css, "--font-name", fonts.name)
    return fonts.name if users <= {"h1"} and alone else ""


def _is_only_in(css: str, custom: str, family: str) -> bool:
    """True if only the custom property ``custom`` names the ``family``."""
    string = css_string(family)
    return css.count(string) == css.count(f"{custom}: {string}")


def _font_face(face: Face, text: set[str], features: tuple[str, ...]) -> str:
    try:
        source = data_url(web_font(face, text, features), "font/woff2")
    except (OSError, RuntimeError, ValueError, LookupError) as error:
        raise unusable(face) from error
    return (
        f"@font-face {{ font-family: {css_string(face.family)}; font-weight: {face.weight}; "
        f'font-style: {face.style}; src: url("{source}") format("woff2") }}\n'
    )
