"""The styles of a Word document: built-in ones by their names, and a few of its own."""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.writers.docx.elements import (
    Element,
    paragraph_properties,
    run_properties,
    serialize,
    w,
)
from cvgen.writers.docx.letter_styles import LetterShape, letter_styles
from cvgen.writers.docx.look import Look
from cvgen.writers.docx.style import Style, bold, colour, font, italic, size, spacing
from cvgen.writers.docx.stylesheet import Border

BULLETS = ("ListBullet", "ListBullet2", "ListBullet3")
NUMBERS = ("ListNumber", "ListNumber2", "ListNumber3")
_RULE_GAP = 2  # pt between a line and the text


def styles_part(look: Look, layout: str, letter: LetterShape | None) -> bytes:
    """``styles.xml`` for a document with a ``layout``, which may be a ``letter``."""
    made = [*_basic(look, layout), *_headings(look), *_lines(look)]
    made += [*_lists(), *_characters(look)]
    made += [_updated(look)] if letter is None else letter_styles(look, letter)
    return serialize(w("styles", _defaults(look), *(style.element() for style in made)))


def _defaults(look: Look) -> Element:
    """What all paragraphs and runs have: font, size, colour, language and line spacing."""
    language = {"val": look.language}
    if look.slot:  # Latin text in it is English, to the spelling checker
        language = {"val": "en-US", {"cs": "bidi"}.get(look.slot, look.slot): look.language}
    run = [*font(look.text), *size(look.sizes["text"]), colour(look.colours["ink"])]
    paragraph = [w("widowControl"), spacing(line=look.line)]
    return w(
        "docDefaults",
        w("rPrDefault", run_properties([*run, w("lang", **language)])),
        w("pPrDefault", paragraph_properties(paragraph)),
    )


def _updated(look: Look) -> Style:
    """The date of the last change, at the end of a CV."""
    run = [*size(look.sizes["small"]), colour(look.colours["muted"])]
    return Style("Date", "Date", paragraph=[spacing(before=look.line_height)], run=run)


def _basic(look: Look, layout: str) -> Iterable[Style]:
    """The head of a document and running text."""
    shape, sizes, colours = look.shape, look.sizes, look.colours
    middle = [w("jc", val="center")] if shape.centred else []
    apart = 0.7 * look.line_height if layout else look.gaps["entry"] * 0.6
    rule = [w("pBdr", _line("bottom", look.borders["head"]))] if "head" in look.borders else []
    yield Style("Normal", "Normal", base="", paragraph=[w("bidi")] if look.rtl else [])
    yield Style(
        "Title", "Title", follows="Subtitle",
        paragraph=[w("keepNext"), spacing(line=1), *middle],
        run=[*font(look.name), *bold(), colour(colours["name"]), *size(sizes["name"])],
    )  # fmt: skip
    yield Style(
        "Subtitle", "Subtitle", follows="Contact", paragraph=[w("keepNext"), *middle],
        run=[colour(colours["headline"]), *size(sizes["headline"])],
    )  # fmt: skip
    yield Style(
        "Affiliation", "Affiliation", follows="Contact", paragraph=[w("keepNext"), *middle],
        run=[colour(colours["muted"])],
    )  # fmt: skip
    yield Style("Contact", "Contact", paragraph=[*rule, *middle], run=size(sizes["small"]))
    yield Style("BodyText", "Body Text", paragraph=[spacing(before=apart)])
    yield Style("Quiet", "Quiet", run=[*size(sizes["small"]), colour(colours["muted"])])


def _headings(look: Look) -> Iterable[Style]:
    """Sections, entries and roles, with a right tab for the dates."""
    shape, gaps, colours = look.shape, look.gaps, look.colours
    sides = [_line(side, look.borders[side]) for side in ("top", "bottom") if side in look.borders]
    section = [*bold(shape.heavy), colour(colours["section"]), *size(look.sizes["section"])]
    if shape.small_caps:
        section.append(w("smallCaps"))
    yield _heading(
        1, "BodyText", section,
        [spacing(gaps["above"], gaps["below"]), *([w("pBdr", *sides)] if sides else [])],
    )  # fmt: skip
    for level in (2, 3):
        between = [spacing(before=gaps["entry"] * (1 if level == 2 else 0.8))]
        yield _heading(level, "Organization", bold(), [*between, _tab(look)])


def _heading(level: int, follows: str, run: list[Element], paragraph: list[Element]) -> Style:
    keep = [w("keepNext"), w("keepLines"), w("outlineLvl", val=level - 1)]
    return Style(
        f"Heading{level}",
        f"heading {level}",
        follows=follows,
        paragraph=[*keep, *paragraph],
        run=run,
    )


def _lines(look: Look) -> Iterable[Style]:
    """The lines of entries and publications."""
    gaps, tab = look.gaps, _tab(look)
    yield Style(
        "Organization",
        "Organization",
        follows=BULLETS[0],
        paragraph=[w("keepNext"), w("keepLines"), tab],
    )
    yield Style(
        "OrganizationOnly",
        "Organization Only",
        base="Organization",
        paragraph=[w("keepNext", val=0)],
    )
    yield Style(
        "Line", "Line", paragraph=[w("keepLines"), spacing(before=gaps["entry"] * 0.4), tab]
    )
    yield Style("Pair", "Pair", paragraph=[spacing(before=gaps["entry"] * 0.4)])
    yield Style("Row", "Row", paragraph=[w("keepLines"), spacing(before=gaps["entry"] * 0.3)])
    yield Style(
        "Publication", "Publication", follows="PublicationDetails",
        paragraph=[w("keepNext"), w("keepLines"), spacing(before=gaps["entry"]), tab],
    )  # fmt: skip
    yield Style(
        "PublicationDetails", "Publication Details", follows="Publication",
        paragraph=[w("keepLines")],
    )  # fmt: skip
    yield Style(
        "Bibliography", "Bibliography", paragraph=[w("keepLines"), spacing(before=gaps["entry"])]
    )
    yield Style(
        "Footer", "footer", paragraph=[w("jc", val="right")],
        run=[*size(look.sizes["small"]), colour(look.colours["muted"])],
    )  # fmt: skip


def _lists() -> Iterable[Style]:
    """Lists; their indents are those of the numbering."""
    for kind, number, ids in (("Bullet", 1, BULLETS), ("Number", 2, NUMBERS)):
        for level, identifier in enumerate(ids):
            name = f"List {kind}{f' {level + 1}' if level else ''}"
            at = [w("ilvl", val=level)] if level else []
            numbering = w("numPr", *at, w("numId", val=number))
            yield Style(identifier, name, paragraph=[numbering])


def _characters(look: Look) -> Iterable[Style]:
    """Styles of parts of a line."""
    colours, small = look.colours, size(look.sizes["small"])
    light, slant = bold(False), italic() if look.shape.slanted else []
    grouped = italic(look.shape.italic_groups) + bold(not look.shape.italic_groups)
    yield Style("When", "When", "character", run=[*light, colour(colours["muted"]), *small])
    yield Style("Mute", "Mute", "character", run=[*light, colour(colours["muted"])])
    yield Style("Group", "Group", "character", run=[*grouped, colour(colours["muted"])])
    yield Style("Role", "Role", "character", run=[*light, *slant])
    yield Style("Hyperlink", "Hyperlink", "character", run=[colour(colours["link"])])
    mono = w("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    yield Style("HTMLCode", "HTML Code", "character", run=[mono, *small])


def _tab(look: Look) -> Element:
    return w("tabs", w("tab", val="right", pos=look.width))


def _line(side: str, border: Border) -> Element:
    """A border; its width is in eighths of a point."""
    width = max(2, round(border.width * 8))
    return w(side, val="single", sz=width, space=_RULE_GAP, color=border.colour)
