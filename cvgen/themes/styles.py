"""The stylesheets of a theme, in their order of precedence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cvgen.document import Document
from cvgen.themes.colour import lighten, tint
from cvgen.themes.css_text import css_string
from cvgen.themes.options import Option
from cvgen.themes.theme import FontSet, Theme, layout_of

PRINT_FILE = "theme.css"
SCREEN_FILE = "screen.css"
DARK_FILE = "dark.css"
LANGUAGES_FILE = "languages.css"
LETTER_FILE = "letter.css"
_SYSTEM_FONTS = {
    "serif": "ui-serif, Georgia, Cambria, 'Times New Roman'",
    "sans": "system-ui, 'Segoe UI', Roboto, Helvetica, Arial",
}
_IN_LAYOUT = ("base_size", "leading", "margins")


def print_css(theme: Theme) -> str:
    """The CSS for paper: ``theme.css`` from the root on, then the options."""
    layout = layout_of(theme.settings)
    own = "; ".join(f"{name}: {value}" for name, value in _properties(theme))
    own += f"; --least: {theme.least:g}pt" if theme.least else ""
    own += "" if theme.numbered else "; --page-number: none"
    root = f":root {{ {layout.css()}; {own} }}\n@page {{ size: {theme.settings['page']} }}\n"
    return "\n".join((*theme.stylesheets(PRINT_FILE), root))


def document_css(theme: Theme, document: Document) -> str:
    """The CSS for the document's language and layout, after :func:`print_css`; may be empty."""
    letter = "\n".join(theme.stylesheets(LETTER_FILE)) if document.layout else ""
    css = "\n".join(theme.stylesheets(LANGUAGES_FILE))
    named = f":lang({document.language.split('-')[0]})" in css
    return f"{css if named or document.direction == 'rtl' else ''}{letter}"


def layout_css(theme: Theme) -> str:
    """The CSS of the theme's ``layout``; empty without one."""
    return f":root {{ {theme.layout.css()} }}" if theme.layout else ""


def screen_css(theme: Theme) -> str:
    """The CSS for screens, after :func:`print_css`."""
    return _for_media("screen", theme.stylesheets(SCREEN_FILE))


def dark_css(theme: Theme) -> str:
    """The CSS for dark screens, after :func:`screen_css`."""
    return _for_media("screen and (prefers-color-scheme: dark)", theme.stylesheets(DARK_FILE))


def font_stacks(theme: Theme) -> str:
    """The system's font families, for a page without its own fonts; empty otherwise."""
    fonts = theme.settings.font_set
    if fonts is None or theme.settings.get("web_fonts") != "system":
        return ""
    stacks = (
        f"{name}: {_SYSTEM_FONTS[kind]}, {of_script}"
        for name, _, kind, of_script in _families(fonts)
    )
    return f":root {{ {'; '.join(stacks)} }}"


def _for_media(media: str, texts: tuple[str, ...]) -> str:
    return "\n".join((f"@media {media} {{", *texts, "}")) if texts else ""


def _of_pages(theme: Theme) -> Iterator[Option]:
    """The options that pages have, not those of another format."""
    return (option for option in theme.options if not option.format)


def classes(theme: Theme) -> str:
    """The classes of the document's root: one for each choice and switch, as in ``lead-role``."""
    found = []
    for option in _of_pages(theme):
        value = theme.settings[option.name]
        if option.kind == "switch":
            value = "on" if value else "off"
        if option.kind in ("choice", "switch"):
            name = f"{option.name.replace('_', '-')}-{value.lower()}"
            found.append("".join(char if char.isalnum() else "-" for char in name))
    return " ".join(found)


def _properties(theme: Theme) -> Iterator[tuple[str, str]]:
    """Fonts, colours and numbers as custom properties."""
    fonts = theme.settings.font_set
    if fonts is not None:
        for name, family, _, of_script in _families(fonts):
            yield name, f"{css_string(family)}, {of_script}"
    for option in _of_pages(theme):
        value, name = theme.settings[option.name], f"--{option.name.replace('_', '-')}"
        if option.kind == "colour":
            yield name, value
            yield f"{name}-on-dark", lighten(value)
            yield f"{name}-tint", tint(value)
        elif option.kind == "number" and option.name not in _IN_LAYOUT:
            yield name, f"{value:g}{option.unit}"


def _families(fonts: FontSet) -> Iterator[tuple[str, str, str, str]]:
    """Custom properties, families, ``serif`` or ``sans``, and the fallback of the language."""
    for name, family in (
        ("--font", fonts.text), ("--font-small", fonts.small), ("--font-name", fonts.name)
    ):  # fmt: skip
        kind = kind_of_family(fonts, family)
        yield name, family, kind, f"var(--{kind}-of-script)"


def kind_of_family(fonts: FontSet, family: str) -> Literal["serif", "sans"]:
    """The kind of a ``family`` of ``fonts``, by its name or the set's generic family."""
    lower = family.lower()
    is_serif = "serif" in lower or fonts.generic == "serif"
    return "serif" if is_serif and "sans" not in lower else "sans"
