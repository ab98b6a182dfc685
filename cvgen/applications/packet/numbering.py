"""Draws one running page count over all pages of a packet, as an artifact in the lower right.

The count is drawn as outlines, not as text: it needs no font in the file, and programs that read
the text find the documents as they are.
"""

from __future__ import annotations

from typing import Any

from cvgen.paths import bundled_folder

_FONT = "SourceSans3-Regular.ttf"
_SIZE = 7.5  # points
_RIGHT, _BOTTOM = 17.0, 14.0  # points between the count and the edges of the page: 6 and 5 mm
_GREY = 0.35
_BEFORE = b"q\n"
_AFTER = "\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq {} cm {} g\n{}f\nQ\nEMC\n"

Point = tuple[float, float]


def draw_count(pdf: Any, text: str) -> None:
    """Draw ``text`` at the foot of each page, with its ``{page}`` and ``{pages}``.

    ValueError if it has other fields, or characters that the bundled font does not have.
    """
    import pikepdf

    letters, total = _Letters(), len(pdf.pages)
    before = pikepdf.Stream(pdf, _BEFORE)
    for number, page in enumerate(pdf.pages, 1):
        line = text.replace("{page}", str(number)).replace("{pages}", str(total))
        if {"{", "}"} & set(line):
            raise ValueError(f"'{text}' may have {{page}} and {{pages}} only")
        paths, width = letters.outlines(line)
        scale = _SIZE / letters.units
        place = _placed(page, width * scale, scale)
        drawn = _AFTER.format(place, _GREY, paths).encode()
        page.contents_add(before, prepend=True)  # what a page leaves behind does not matter
        page.contents_add(pikepdf.Stream(pdf, drawn))


def _placed(page: Any, width: float, scale: float) -> str:
    """The matrix that puts a text of ``width`` points into the lower right corner as it is seen."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox.as_list())
    left, right = min(left, right), max(left, right)
    bottom, top = min(bottom, top), max(bottom, top)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    across, up, origin = {
        90: ((0, 1), (-1, 0), (right, bottom)),
        180: ((-1, 0), (0, -1), (right, top)),
        270: ((0, -1), (1, 0), (left, top)),
    }.get(turned, ((1, 0), (0, 1), (left, bottom)))
    seen_width = right - left if turned in (0, 180) else top - bottom
    unit = float(page.obj.get("/UserUnit", 1))
    x, y = seen_width - (_RIGHT + width) / unit, _BOTTOM / unit
    at = [origin[axis] + x * across[axis] + y * up[axis] for axis in (0, 1)]
    turn = [part * scale / unit for part in (*across, *up)]
    return " ".join(f"{number:.6f}" for number in (*turn, *at))


class _Letters:
    """The bundled font, whose letters become paths."""

    def __init__(self) -> None:
        import uharfbuzz

        file = bundled_folder() / "fonts" / _FONT
        face = uharfbuzz.Face(file.read_bytes())
        self._harfbuzz, self._font, self.units = uharfbuzz, uharfbuzz.Font(face), face.upem

    def outlines(self, text: str) -> tuple[str, float]:
        """The paths of ``text`` as operators of PDF, and its width, both in units of the font."""
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._harfbuzz.shape(self._font, buffer)
        pen, at = _Pen(), 0.0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if not glyph.codepoint:
                raise ValueError(f"the font of page counts lacks a character of '{text}'")
            pen.x, pen.y = at + place.x_offset, float(place.y_offset)
            self._font.draw_glyph_with_pen(glyph.codepoint, pen)
            at += place.x_advance
        return "".join(pen.drawn), at


class _Pen:
    """Takes the outlines of glyphs as operators of PDF, moved to ``x`` and ``y``."""

    def __init__(self) -> None:
        self.x = self.y = 0.0
        self.drawn: list[str] = []
        self._at: Point = (0.0, 0.0)

    def _add(self, operator: str, *points: Point) -> None:
        numbers = " ".join(f"{x + self.x:.0f} {y + self.y:.0f}" for x, y in points)
        self.drawn.append(f"{numbers} {operator}\n")
        self._at = points[-1]

    def moveTo(self, point: Point) -> None:
        """Start a path."""
        self._add("m", point)

    def lineTo(self, point: Point) -> None:
        """Add a line."""
        self._add("l", point)

    def curveTo(self, *points: Point) -> None:
        """Add a cubic curve."""
        self._add("c", *points)

    def qCurveTo(self, *points: Point) -> None:
        """Add a quadratic curve as a cubic one: PDF has no others."""
        (x0, y0), (x1, y1), (x2, y2) = self._at, points[0], points[-1]
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self._add("c", first, second, (x2, y2))

    def closePath(self) -> None:
        """End a path."""
        self.drawn.append("h\n")

    def endPath(self) -> None:
        """End an open path; fonts have none."""
