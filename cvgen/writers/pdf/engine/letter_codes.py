"""Writes lines with right-to-left text so that each code of the file stands for one letter.

Programs that read a PDF turn such a line around, code by code. If one code stands for the two
letters of a ligature, some programs turn these around, too, and others do not: no order of them is
right for both PDFium and pypdf. So a ligature is written as one code for each letter. The first
draws all of it, the others draw nothing, and they share its width.

A raised or shifted glyph also becomes one of cvgen's own. Otherwise it would be a piece of text of
its own, and programs sort these pieces by their left edges.

A letter that is alone in its font, such as a title before a full stop of another font, has a mark
of direction before it, which draws nothing. PDFium cannot tell which way a single code runs. On a
page whose letters cover less of its width than of its height, such as a short one, it takes it for
vertical text and begins a line there. It turns each of these lines around alone, so that the words
beside the letter change places. Inside of words, where a search would stumble over it, is no mark.

PDFium takes a sign such as a full stop, comma or hyphen for a part of the number beside it, and
does not turn it around: "ל-5" was copied as "ל5-". If the sign runs from right to left, a mark of
direction stands between both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import bidirectional, category

from cvgen.writers.pdf.engine.clusters import (
    Cluster,
    Glyph,
    is_mark,
    is_missing,
    join_narrow,
    letters_of,
)
from cvgen.writers.pdf.engine.glyphs import (
    EncodedText,
    glyph_numbers,
    has_second_line,
    items,
    shape_again,
)
from cvgen.writers.pdf.engine.own_glyphs import Drawing, OwnGlyphs, has_pictures

_SIGNS = frozenset({"ES", "CS", "ET"})  # classes of signs that may belong to a number
_NUMERIC = _SIGNS | {"EN", "AN"}
_BEFORE_WORDS = ("", " ", "(", "[", "«")
_RIGHT_TO_LEFT_MARK = "\u200f"
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_SPACES = dict.fromkeys((0x09, 0x0A, 0xA0, 0x202F), " ")
_JOINERS = ("\u200c", "\u200d")  # Persian is misspelt without them
_WRITTEN = (*_JOINERS, _RIGHT_TO_LEFT_MARK)


class _Run(NamedTuple):
    """Clusters of one font and direction, from left to right."""

    font: Any
    size: float
    pango_font: Any
    is_rtl: bool
    clusters: list[Cluster]


class LineCodes:
    """The first line of a text box, to be written into a ``stream``."""

    def __init__(self, stream: Any, box: Any, native: Any) -> None:
        self._stream, self._native = stream, native
        if has_second_line(box.pango_layout, native):
            shape_again(box)
        self._text = box.pango_layout.text.encode()
        layout = box.pango_layout.layout
        line = native.pango.pango_layout_get_line_readonly(layout, 0)
        self._runs = [self._run(item) for item in items(line, native.ffi)]
        empty = Glyph(native.pango.PANGO_GLYPH_EMPTY, 0, 0, 0, 0)
        _add_marks([run for run in self._runs if run.clusters], ((empty,), _RIGHT_TO_LEFT_MARK))

    def _run(self, item: Any) -> _Run:
        pango_font = item.item.analysis.font
        font, size = self._stream.add_font(pango_font)
        is_rtl = bool(item.item.analysis.level % 2)
        clusters = list(self._clusters(item, is_rtl))
        return _Run(font, size, pango_font, is_rtl, join_narrow(clusters) if is_rtl else clusters)

    def _clusters(self, item: Any, is_rtl: bool) -> Iterator[Cluster]:
        """Each cluster of an item of Pango: its glyphs, and its letters."""
        string, offset, length = item.glyphs, item.item.offset, item.item.length
        numbers = glyph_numbers(string, self._native.ffi)
        starts = self._native.ffi.unpack(string.log_clusters, string.num_glyphs)
        glyphs = [Glyph(*found, start) for found, start in zip(numbers, starts, strict=True)]
        clusters = [tuple(group) for _, group in groupby(glyphs, key=lambda glyph: glyph.start)]
        begins = [cluster[0].start for cluster in clusters]
        ends = [length, *begins[:-1]] if is_rtl else [*begins[1:], length]
        for cluster, begin, end in zip(clusters, begins, ends, strict=True):
            text = self._text[offset + begin : offset + end].decode("utf-8", "ignore")
            yield cluster, text.translate(_SPACES)

    def encode(self) -> list[EncodedText] | None:
        """The line as a list of font, size and text of the file; None if WeasyPrint must draw it.

        In that case, the texts of its ligatures are noted in the order that PDFium turns around.
        """
        shown: list[EncodedText] = []
        last = None
        for run in self._runs:
            text = None if has_pictures(run.font) else self._encode_run(run)
            if text is None:
                for each in self._runs:
                    self._note_ligatures(each)
                return None
            if run.pango_font == last:
                text = shown.pop()[2] + text
            last = run.pango_font
            shown.append((run.font, run.size, text))
        return shown

    def _encode_run(self, run: _Run) -> str | None:
        """The text of the file for ``run``; None if it needs glyphs that its font cannot have."""
        parts = []
        for glyphs, text in run.clusters:
            part = self._encode(run, glyphs, text)
            if part is None:
                return None
            parts.append(part)
        codes = "<" + "".join(parts)
        return codes[:-1] if codes.endswith("<") else f"{codes}>"

    @staticmethod
    def _note_ligatures(run: _Run) -> None:
        for glyphs, text in run.clusters:
            if run.is_rtl and len(glyphs) == 1 and len(text) > 1:
                run.font.to_unicode.setdefault(glyphs[0].number, _from_left(text))

    def _encode(self, run: _Run, glyphs: tuple[Glyph, ...], text: str) -> str | None:
        """The text of the file for one cluster; None if it needs glyphs that the font lacks."""
        first, unit = glyphs[0], 1000 * self._native.FROM_UNITS / run.size
        width = sum(glyph.width for glyph in glyphs) * unit
        if is_missing(glyphs):
            return self._encode_missing(run, text, width)
        if first.number == self._native.pango.PANGO_GLYPH_EMPTY:
            own = OwnGlyphs.of(run.font) if text in _WRITTEN else None
            code = f"{own.code((), text, 0):04x}" if own else ""
            return f"{code}>{-round(width)}<" if round(width) else code
        text = _from_left(text) if run.is_rtl else text
        natural = sum(self._natural_width(run, glyph.number) for glyph in glyphs)
        is_plain = len(glyphs) == 1 and not first.right and not first.down
        if is_plain and (len(text) == 1 or not run.is_rtl):
            known = run.font.to_unicode.setdefault(first.number, text)
            if known.translate(_SPACES) == text:
                return _spaced(f"{first.number:04x}", natural - width)
        added = OwnGlyphs.of(run.font)
        if added is None:
            return None
        drawing = self._drawing(run, glyphs, letters := _without_controls(text))
        parts = [(added.code(*part), part[2]) for part in _split(drawing, letters, natural)]
        codes = "".join(f"{code:04x}" for code, _ in parts)
        return _spaced(codes, sum(part for _, part in parts) - width)

    @staticmethod
    def _encode_missing(run: _Run, text: str, width: float) -> str:
        """Codes for ``text`` that the font lacks; each shows its glyph for that."""
        codes, widths = [], run.font.widths
        for letter in text:
            code = run.font.get_unused_glyph_id(ord(letter))
            run.font.to_unicode[code] = letter
            widths[code] = widths.setdefault(0, round(width))
            codes.append(f"{code:04x}")
        return _spaced("".join(codes), widths.get(0, 0) * len(codes) - width)

    def _drawing(self, run: _Run, glyphs: tuple[Glyph, ...], letters: str) -> Drawing:
        """Where the ``glyphs`` stand; the font keeps them."""
        unit, pen, drawing = 1000 * self._native.FROM_UNITS / run.size, 0.0, []
        for glyph in glyphs:
            run.font.to_unicode.setdefault(glyph.number, letters)
            right, up = round(pen + glyph.right * unit), round(-glyph.down * unit)
            drawing.append((glyph.number, right, up))
            pen += glyph.width * unit
        return tuple(drawing)

    def _natural_width(self, run: _Run, number: int) -> int:
        """The width of a glyph in the font, in thousandths of its size."""
        widths, stream, native = run.font.widths, self._stream, self._native
        if number not in widths:
            native.pango.pango_font_get_glyph_extents(
                run.pango_font, number, stream.ink_rect, stream.logical_rect
            )
            pixels = stream.logical_rect.width * native.FROM_UNITS
            widths[number] = round(pixels * 1000 / run.size)
        return int(widths[number])


def _split(drawing: Drawing, letters: str, width: int) -> Iterator[tuple[Drawing, str, int]]:
    """What is drawn for each of the ``letters`` of a cluster, which share its ``width``.

    The first one that is no mark draws the cluster.
    """
    parts = letters_of(letters)
    bases = [place for place, part in enumerate(parts) if not is_mark(part[0])]
    share, rest = divmod(width, len(bases)) if bases else (0, 0)
    for place, part in enumerate(parts):
        is_drawn = place == (bases or [0])[0]
        yield drawing if is_drawn else (), part, share + rest * is_drawn if place in bases else 0


def _add_marks(runs: list[_Run], mark: Cluster) -> None:
    """Add a ``mark`` of direction before lone letters, and between signs and numbers."""
    fonts = [None, *(run.pango_font for run in runs), None]
    for place, (run, after) in enumerate(zip(runs, (*runs[1:], None), strict=True)):
        here, there = _edge(run, at_right=True), _edge(after, at_right=False) if after else ""
        is_alone = run.pango_font not in (fonts[place], fonts[place + 2])
        if after and after.is_rtl and not run.is_rtl and _may_belong(there, here):
            after.clusters.insert(0, mark)
        elif run.is_rtl and not (after and after.is_rtl) and _may_belong(here, there or "0"):
            run.clusters.append(mark)  # at its start, as the text box before may end with a number
        elif is_alone and there in _BEFORE_WORDS and [len(text) for _, text in run.clusters] == [1]:
            run.clusters.append(mark)


def _may_belong(sign: str, number: str) -> bool:
    """True if ``sign`` is one that PDFium takes for a part of the ``number`` beside it."""
    if not (sign and number):
        return False
    return bidirectional(sign) in _SIGNS and bidirectional(number) in _NUMERIC


def _edge(run: _Run, at_right: bool) -> str:
    """The letter at the right or left edge of ``run``; empty if nothing is written there."""
    text = run.clusters[-1 if at_right else 0][1]
    return text[-1:] if run.is_rtl != at_right else text[:1]


def _from_left(text: str) -> str:
    """Letters that run from right to left, as they stand on the page from left to right."""
    return text[::-1].translate(_MIRRORED)


def _without_controls(text: str) -> str:
    """``text`` without characters that nothing is drawn for, except joiners; never empty."""
    return "".join(c for c in text if c in _JOINERS or category(c) != "Cf") or "\u2060"


def _spaced(codes: str, surplus: float) -> str:
    """``codes``, and by how much the next glyph stands further left than their widths say."""
    return f"{codes}>{round(surplus)}<" if round(surplus) else codes
