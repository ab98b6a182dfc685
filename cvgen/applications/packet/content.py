"""What the pages of a PDF draw: text, pictures and their resolution, and colours."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cvgen.applications.packet.trees import items_of

SCOPES = ("page", "form", "pattern", "glyph", "softmask")
"""The kinds of content streams that pages draw, but for those of annotations."""
MARKS = {"BMC", "BDC"}
_SHOWN = {"Tj", "TJ", "'", '"'}
_PAINTED = {"f", "F", "f*", "B", "B*", "b", "b*", "s", "S", "sh", "Do", "INLINE IMAGE"}
PAINTED = _SHOWN | _PAINTED
"""The operators that draw something."""
_OTHER = {
    "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re",
    "n", "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*",
    "d0", "d1", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "MP", "DP",
    "BMC", "BDC", "EMC", "BX", "EX",
}  # fmt: skip
_GRAY, _RGB, CMYK = "/DeviceGray", "/DeviceRGB", "/DeviceCMYK"
_COLOURS = {"g": _GRAY, "G": _GRAY, "rg": _RGB, "RG": _RGB, "k": CMYK, "K": CMYK}
_SHORT = {"/G": _GRAY, "/RGB": _RGB, "/CMYK": CMYK}
_INVISIBLE = 3
_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding")
_DEEPEST = 8
_MAX_DRAWN = 2_000
_INCH = 72.0
Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Drawn:
    """What one page draws.

    ``text`` is true if it shows text, ``recognized`` if it has invisible text, as scanners put
    over the picture of a page. ``marked`` is true if some is marked as content or decoration,
    ``painted`` if it is not blank. ``spaces`` are the colour spaces without a profile, ``faults``
    reasons against PDF/A in words, and ``dpi`` the highest resolution of a picture.
    """

    text: bool = False
    recognized: bool = False
    marked: bool = False
    painted: bool = False
    spaces: set[str] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)
    dpi: float = 0.0


def drawn_on(page: Any) -> Drawn:
    """What ``page`` (a pikepdf.Page) draws."""
    found = Drawn()
    _add_spaces(found, page.obj.get("/Group", {}).get("/CS"))
    for scope in page.content_scopes(kinds=SCOPES):
        _add_operators(found, scope.content)
        _add_resources(found, scope.resources)
        if scope.kind != "page":
            _add_spaces(found, scope.content.get("/Group", {}).get("/CS"))
    if found.recognized and not (found.painted and _have_characters(page)):
        found.text = True
    unit = float(page.obj.get("/UserUnit", 1))
    sizes = list(_pictures(page.obj, page.resources, _UPRIGHT, [_MAX_DRAWN]))
    found.dpi = max(sizes, default=0.0) / unit
    return found


def instructions(content: Any) -> Iterator[tuple[Any, str]]:
    """The operands and the operator of each instruction of a page or stream."""
    import pikepdf

    for instruction in pikepdf.parse_content_stream(content):
        yield instruction.operands, str(instruction.operator)


def _add_operators(found: Drawn, content: Any) -> None:
    mode = _TextMode()
    for operands, name in instructions(content):
        mode.take(operands, name)
        if name in _SHOWN and mode.now == _INVISIBLE:
            found.recognized = True
        elif name in PAINTED:
            found.painted = True
            found.text = found.text or name in _SHOWN
        elif name in MARKS:
            found.marked = found.marked or str(operands[0]) != "/OC"
        elif name in _COLOURS:
            found.spaces.add(_COLOURS[name])
        elif name in ("cs", "CS") and operands:
            _add_spaces(found, operands[0])
        elif name not in _OTHER:
            found.faults.add("it draws in a way that PDF does not know")
        if name == "INLINE IMAGE":
            _add_inline(found, operands[0].obj)


class _TextMode:
    """How text is painted ``now``, as the operators so far say; a form begins anew."""

    def __init__(self) -> None:
        self.now = 0
        self._kept: list[int] = []

    def take(self, operands: Any, name: str) -> None:
        """Follow one instruction."""
        if name == "Tr" and operands:
            self.now = int(operands[0])
        elif name == "q":
            self._kept.append(self.now)
        elif name == "Q" and self._kept:
            self.now = self._kept.pop()


def _have_characters(page: Any) -> bool:
    """True if all fonts of ``page`` say which characters they show, as both standards demand."""
    for scope in page.content_scopes(kinds=SCOPES):
        for font in _values(scope.resources or {}, "/Font"):
            encoding = font.get("/Encoding")
            if "/ToUnicode" not in font and str(encoding) not in _ENCODINGS:
                return False
    return True


def _add_inline(found: Drawn, picture: Any) -> None:
    """Note what a picture within the content uses; its keys may be short."""
    space = picture.get("/ColorSpace", picture.get("/CS"))
    _add_spaces(found, space)
    filters = {str(one) for one in items_of(picture.get("/Filter", picture.get("/F")))}
    if filters & {"/LZW", "/LZWDecode"} or picture.get("/I", picture.get("/Interpolate", False)):
        found.faults.add("a picture in it is packed in a way that PDF/A forbids")


def _add_resources(found: Drawn, resources: Any) -> None:
    """Note the colours that the named resources of a content stream use."""
    if resources is None:
        return
    for space in _values(resources, "/ColorSpace"):
        _add_spaces(found, space)
    for shading in _values(resources, "/Shading"):
        _add_spaces(found, shading.get("/ColorSpace"))
    for shading_pattern in _values(resources, "/Pattern"):
        _add_spaces(found, shading_pattern.get("/Shading", {}).get("/ColorSpace"))
    for drawn in _values(resources, "/XObject"):
        kind = str(drawn.get("/Subtype", ""))
        if kind == "/Image":
            _add_spaces(found, drawn.get("/ColorSpace"))
        elif kind == "/PS" or "/Ref" in drawn:
            found.faults.add("it draws with PostScript or from another file")


def _values(resources: Any, name: str) -> list[Any]:
    table = resources.get(name)
    return [value for _, value in table.items()] if hasattr(table, "items") else []


def _add_spaces(found: Drawn, space: Any, depth: int = 0) -> None:
    """Note the colour spaces without a profile that ``space`` is or rests on."""
    if space is None or depth > _DEEPEST:
        return
    parts = _parts_of(space)
    kind = _SHORT.get(parts[0], parts[0]) if isinstance(parts[0], str) else ""
    if kind in (_GRAY, _RGB, CMYK):
        found.spaces.add(kind)
    elif kind in ("/Indexed", "/I", "/Pattern") and len(parts) > 1:
        _add_spaces(found, parts[1], depth + 1)
    elif kind in ("/Separation", "/DeviceN") and len(parts) > 2:
        _add_spaces(found, parts[2], depth + 1)


def _parts_of(space: Any) -> list[Any]:
    """The kind of a colour space as text, and what follows it."""
    import pikepdf

    if isinstance(space, pikepdf.Array) and len(space):
        first, *rest = space.as_list()
        return [str(first), *rest]
    return [str(space)] if isinstance(space, pikepdf.Name) else [""]


def _pictures(content: Any, resources: Any, start: Matrix, left: list[int]) -> Iterator[float]:
    """The resolutions of the pictures that ``content`` draws; ``left`` is how many to look at."""
    now, kept = start, []
    for operands, name in instructions(content):
        if name == "q":
            kept.append(now)
        elif name == "Q" and kept:
            now = kept.pop()
        elif name == "cm" and len(operands) == 6:
            now = _times(_matrix(operands), now)
        elif name == "Do" and left[0] > 0:
            left[0] -= 1
            table = resources.get("/XObject", {}) if resources is not None else {}
            drawn = table.get(str(operands[0]))
            if drawn is not None:
                yield from _resolution(drawn, resources, now, left)


def _resolution(drawn: Any, resources: Any, now: Matrix, left: list[int]) -> Iterator[float]:
    kind = str(drawn.get("/Subtype", ""))
    if kind == "/Image":
        for pixels, x, y in ((drawn.get("/Width"), now[0], now[1]),
                             (drawn.get("/Height"), now[2], now[3])):  # fmt: skip
            if pixels is not None and math.hypot(x, y) > 0:
                yield int(pixels) / (math.hypot(x, y) / _INCH)
    elif kind == "/Form":
        own = drawn.get("/Resources", resources)
        matrix = _matrix(items_of(drawn.get("/Matrix"))) if "/Matrix" in drawn else _UPRIGHT
        left[0] -= left[0] // 2  # a form in a form in a form ends soon
        yield from _pictures(drawn, own, _times(matrix, now), left)


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """``one``, then ``two``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip
