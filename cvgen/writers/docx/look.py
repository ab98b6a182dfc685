"""The look of a Word document, taken from the theme's options and stylesheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cvgen.document import Document
from cvgen.locales.cldr import with_country
from cvgen.themes import Layout, Theme, layout_of
from cvgen.writers.docx.fonts import Font, fonts_of, script_of
from cvgen.writers.docx.stylesheet import Border, StyleRules, style_rules

READABLE = 10.0
"""The least size in pt of text whose size nobody chose, because nothing is measured in Word."""
_SMALLEST = 8.5
_NO_SMALL_CAPS = ("el",)  # where letters with accents would lose them
_PAPERS = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_TWIPS = 1440 / 25.4  # in a millimetre
_COLOURS = ("ink", "muted", "rule", "bullet", "link", "accent")
_GAPS = {"above": 12.0, "below": 4.0, "entry": 6.0, "item": 1.5, "hang": 10.0}
_SIZES = {"name": 2.6, "headline": 1.2, "section": 1.2, "small": 0.92}


@dataclass(frozen=True)
class Shape:
    """What a theme decides beside colours, sizes and gaps.

    ``heavy`` headings of sections are bold. ``slanted`` is False for scripts without italics.
    """

    centred: bool
    small_caps: bool
    heavy: bool
    italic_groups: bool
    slanted: bool
    separator: str


@dataclass(frozen=True)
class Look:
    """Sizes and gaps in pt, colours as ``RRGGBB``, lengths of the page in twips.

    ``line`` is the line spacing as a multiple of the font's own. ``margins`` are at the top, the
    sides and the bottom. ``borders`` are below the ``head``, and ``top`` and ``bottom`` of the
    headings of sections. ``slot`` is the attribute for the language's script, if not Latin.
    """

    text: Font
    name: Font
    language: str
    slot: str
    sizes: Mapping[str, float]
    gaps: Mapping[str, float]
    colours: Mapping[str, str]
    borders: Mapping[str, Border]
    shape: Shape
    line: float
    page: tuple[int, int]
    margins: tuple[int, int, int]
    rtl: bool = False

    @property
    def width(self) -> int:
        """The width of the text."""
        return self.page[0] - 2 * self.margins[1]

    @property
    def line_height(self) -> float:
        """The height of a line of text in pt."""
        return self.line * self.text.line * self.sizes["text"]


def look_of(theme: Theme, document: Document) -> Look:
    """The look of ``document`` in ``theme``."""
    language = with_country(document.language).replace("_", "-")
    script = script_of(language)
    text, name = fonts_of(theme, script)
    layout = _layout(theme)
    rules = style_rules(theme, layout)
    leading = max(layout.leading, float(script.get("leading", 0)))
    top, side, bottom = (round(part * _TWIPS) for part in (layout.top, layout.side, layout.bottom))
    return Look(
        text,
        name,
        language,
        script.get("slot", ""),
        _sizes(rules, layout.size),
        {key: rules.length(key, usual) for key, usual in _GAPS.items()},
        _colours(rules),
        _borders(rules),
        _shape(rules, document.language, not script),
        round(min(max(leading / text.line, 0.95), 1.7), 3),
        _PAPERS.get(theme.settings["page"], _PAPERS["A4"]),
        (top, side, bottom),
        document.direction == "rtl",
    )


def _layout(theme: Theme) -> Layout:
    """The layout with the size of the text in steps of half a point.

    A size that the user gives is kept. Others do not depend on the theme's font, and are readable
    unless a page limit or the density asks for less.
    """
    settings = theme.settings
    layout = theme.layout or layout_of(settings)
    size = layout.size
    if "base_size" not in settings.given:
        size /= settings.font_set.scale if settings.font_set else 1
        if theme.layout is None and "density" not in settings.given:
            size = max(size, READABLE)
    return replace(layout, size=round(2 * size) / 2)


def _sizes(rules: StyleRules, text: float) -> dict[str, float]:
    found = {key: rules.length(key, factor * text) for key, factor in _SIZES.items()}
    found["small"] = max(found["small"], _SMALLEST)
    return {"text": text} | {key: round(2 * size) / 2 for key, size in found.items()}


def _colours(rules: StyleRules) -> dict[str, str]:
    found = {name: rules.colour(name) for name in _COLOURS}
    return found | {
        "name": found["accent"] if _has_band(rules) else found["ink"],
        "headline": rules.colour_of(".headline", found["ink"]),
        "section": rules.colour_of("h2", found["accent"]),
    }


def _has_band(rules: StyleRules) -> bool:
    """True if the head has a background. Here it gets a line: white text may become invisible."""
    return rules.value(".head", "background", "none") != "none"


def _borders(rules: StyleRules) -> dict[str, Border]:
    found = {
        "head": rules.border(".head", "bottom"),
        "top": rules.border(".section", "top"),
        "bottom": rules.border(".section-head", "bottom"),
    }
    if _has_band(rules):
        found["head"] = Border(1.5, rules.colour("accent"))
    if found["head"] and found["top"]:  # else the first section has two lines above it
        found |= {"top": None, "bottom": found["bottom"] or found["top"]}
    return {side: border for side, border in found.items() if border is not None}


def _shape(rules: StyleRules, language: str, slanted: bool) -> Shape:
    caps = "small-caps" in rules.value("h2", "font-variant-caps")
    piped = rules.has("contact:not(:last-child)::after")
    return Shape(
        centred=rules.value(".head", "text-align") == "center",
        small_caps=caps and slanted and language.split("-")[0] not in _NO_SMALL_CAPS,
        heavy=rules.value("h2", "font-weight", "600") not in ("400", "normal"),
        italic_groups=rules.value(".group-title", "font-style", "italic") != "normal" and slanted,
        slanted=slanted,
        separator="  |  " if piped else "  ·  ",
    )
