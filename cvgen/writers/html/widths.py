"""The widths of columns of a page, from its dates, labels and section names in its own fonts.

In a PDF, the engine measures them. A browser can only fit a column to the text of one table, but
all dates of a page share a column. So they are shaped here, and stylesheets get the widths as
multiples of the text's size, which is another one on screens than on paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cvgen.document import (
    Block,
    Document,
    DocumentSection,
    EntryBlock,
    Group,
    Pairs,
    Reference,
)
from cvgen.markup.inline import plain_text
from cvgen.themes import Theme
from cvgen.themes.line_counts import in_one_line
from cvgen.themes.wrapping import date_parts, longest, words_of
from cvgen.writers.html.faces import small_family

Width = Callable[[str], float]
"""From a text to its width in multiples of its size."""

_MOST = 10  # texts of one kind that are measured; the others have fewer letters
_SLACK = 0.12  # for rounding, in sizes of the text
_SYSTEM_SLACK = 1.12  # for fonts of the reader, which may be wider
_LETTER = 0.6  # the usual width of a letter that the font lacks


def column_css(document: Document, theme: Theme) -> str:
    """The custom properties for ``document``; empty if the theme names no font.

    A column is as wide as its widest text, but at most as the theme allows and never narrower than
    a part that lines do not break, unless that is wider than ``--widest``.
    """
    fonts = theme.settings.font_set
    if fonts is None:
        return ""
    slack = _SYSTEM_SLACK if theme.settings.get("web_fonts") == "system" else 1.0
    small = _ruler(theme, small_family(theme), 400, slack)
    bold, normal = (_ruler(theme, fonts.text, weight, slack) for weight in (600, 400))
    entries, references, brief = _dates(document)
    labels = [text for label in _labels(document, theme) if (text := plain_text(label).strip())]
    asides = [plain_text(block.aside) for block in _blocks(document.sections)
              if isinstance(block, EntryBlock) and block.aside]  # fmt: skip
    names = [part.title for part in document.sections if part.shown and part.title]
    rules = [
        _dates_column("--when", "var(--when-min), ", entries, small),
        _dates_column("--when-ref", "", references, small),
        _dates_column("--when-brief", "", brief, small),
        _column("--label", "label", labels, bold),
        _words("--label-word", labels, bold),
        _column("--section-name", "name", names, bold),
        _whole("--aside", asides, normal),
    ]
    return f":root {{ {'; '.join(filter(None, rules))} }}"


def _dates_column(name: str, least: str, dates: Sequence[str], width: Width) -> str:
    """The declaration of the property ``name``: the widest date that fits, or the widest part.

    The difference to the most is large or negative, so it chooses between a date and nothing.
    """
    if not dates:
        return ""
    part = _widest((part for date in dates for part in date_parts(date)), width)
    sizes = sorted({round(width(date) + _SLACK, 2) for date in longest(dates, _MOST)}, reverse=True)
    terms = [f"{part:.2f} * var(--fs-when)"]
    terms += [
        f"min({size:g} * var(--fs-when), 999 * (var(--when-max) - {size:g} * var(--fs-when)))"
        for size in sizes
        if size > part
    ]
    return f"{name}: min(var(--widest), max({least}{', '.join(terms)}))"


_SIZES = {"label": "var(--size)", "name": "var(--fs-h2)"}


def _column(name: str, kind: str, texts: Sequence[str], width: Width) -> str:
    """The declaration of the property ``name``: the widest text, or the most if that is less."""
    if not texts:
        return ""
    size = _SIZES[kind]
    word = _widest(_words_of(texts), width)
    whole = _widest(texts, width)
    return (
        f"{name}: min(var(--widest), max(var(--{kind}-min), {word:.2f} * {size}, "
        f"min({whole:.2f} * {size}, var(--{kind}-max))))"
    )


def _words(name: str, texts: Sequence[str], width: Width) -> str:
    return _whole(name, _words_of(texts), width)


def _whole(name: str, texts: Sequence[str], width: Width) -> str:
    """The declaration of the property ``name``: the widest text."""
    if not texts:
        return ""
    return f"{name}: min(var(--widest), {_widest(texts, width):.2f} * var(--size))"


def _words_of(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in words_of(text)]


def _widest(texts: Iterable[str], width: Width) -> float:
    return max(map(width, longest(texts, _MOST)), default=0.0) + _SLACK


def _ruler(theme: Theme, family: str, weight: int, slack: float) -> Width:
    """Measures text in the upright face of ``family`` with that weight, or estimates it."""
    faces = [face for face in theme.settings.fonts if face.family == family]
    upright = [face for face in faces if face.style == "normal"] or faces
    best = min(upright, key=lambda face: abs(face.weight - weight), default=None)
    advance = _advance(best.path) if best else lambda text: sum(map(_usual, text))
    return lambda text: advance(text) * slack


def _advance(path: Path) -> Width:
    import uharfbuzz as hb

    face = hb.Face(path.read_bytes())
    font = hb.Font(face)

    def measured(text: str) -> float:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return sum(_glyph(text, *one, face.upem) for one in glyphs)

    return measured


def _glyph(text: str, info: Any, position: Any, upem: int) -> float:
    """The width of a glyph; the usual one for glyph 0, which stands for another font's letter."""
    return position.x_advance / upem if info.codepoint else _usual(text[info.cluster])


def _usual(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else _LETTER


def _dates(document: Document) -> tuple[list[str], list[str], list[str]]:
    """The dates of entries, of references and of entries that take one line."""
    blocks = list(_blocks(document.sections))
    entries = [block for block in blocks if isinstance(block, EntryBlock)]
    references = [block for block in blocks if isinstance(block, Reference)]
    return (
        [block.when.text for block in entries if block.when],
        [block.when.text for block in references if block.when],
        [block.when.text for block in entries if block.when and block.brief],
    )


def _labels(document: Document, theme: Theme) -> Iterator[Any]:
    languages = str(theme.settings.get("languages"))
    sections = [part for part in document.sections if not in_one_line(part, languages)]
    blocks = (block for block in _blocks(sections) if isinstance(block, Pairs))
    return (label for block in blocks for label, _ in block.rows)


def _blocks(sections: Iterable[DocumentSection]) -> Iterator[Block]:
    """All blocks of the sections, also those inside of others."""
    waiting: list[Block] = [block for section in sections for block in section.blocks]
    while waiting:
        block = waiting.pop()
        yield block
        if isinstance(block, Group):
            waiting += block.blocks
        elif isinstance(block, EntryBlock):
            waiting += block.body
