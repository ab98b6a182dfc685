"""Reads each PDF back with PDFium, and compares its text with the Document before it is saved.

The functions of PDFium are called through ctypes: pypdfium2's own bindings (``pypdfium2.raw``) take
6.5 % of the instructions of a cold PDF to import.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p
from functools import lru_cache
from itertools import groupby, repeat
from typing import Any

from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.native import load_pdfium
from cvgen.verify.faults import PlacedText, faults_in_pages
from cvgen.verify.locate import WALL
from cvgen.verify.normalize import reads_from_right
from cvgen.verify.text import INLINE, raise_faults

_SLACK = 1.0
_NUMBERS = POINTER(c_float)
_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDF_LoadMemDocument64": (c_void_p, (c_char_p, c_size_t, c_char_p)),
    "FPDF_CloseDocument": (None, (c_void_p,)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_GetPageWidthF": (c_float, (c_void_p,)),
    "FPDF_GetPageHeightF": (c_float, (c_void_p,)),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, c_void_p)),
    "FPDFText_GetUnicode": (c_uint, (c_void_p, c_int)),
    "FPDFText_GetTextObject": (c_void_p, (c_void_p, c_int)),
    "FPDFText_GetCharOrigin": (c_int, (c_void_p, c_int, *[POINTER(ctypes.c_double)] * 2)),
    "FPDFPageObj_GetMarkedContentID": (c_int, (c_void_p,)),
    "FPDFPageObj_GetBounds": (c_int, (c_void_p, *[_NUMBERS] * 4)),
    "FPDFPageObj_GetClipPath": (c_void_p, (c_void_p,)),
    "FPDFClipPath_CountPaths": (c_int, (c_void_p,)),
    "FPDFClipPath_CountPathSegments": (c_int, (c_void_p, c_int)),
    "FPDFClipPath_GetPathSegment": (c_void_p, (c_void_p, c_int, c_int)),
    "FPDFPathSegment_GetPoint": (c_int, (c_void_p, *[_NUMBERS] * 2)),
}

Area = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left corner."""


class Pdfium:
    """The functions of the PDFium ``library`` in ``_SIGNATURES``, under their own names."""

    def __init__(self, library: Any) -> None:
        for name, (result, arguments) in _SIGNATURES.items():
            function = ctypes.CFUNCTYPE(result, *arguments)((name, library))
            setattr(self, name, function)


@lru_cache(maxsize=1)
def pdfium() -> Any:
    """PDFium, ready to read. RenderError (E426) if it cannot be loaded."""
    try:
        library = load_pdfium()
        functions = Pdfium(library)
        library.FPDF_InitLibrary()
    except (ImportError, OSError, AttributeError) as error:
        message = f"every PDF is read back with pypdfium2, which cannot be loaded: {error}"
        hint = "pip install --force-reinstall pypdfium2; `cvgen doctor` says more"
        raise RenderError(Problem("E426", message, hint=hint)) from error
    return functions


@contextmanager
def open_pages(data: bytes) -> Iterator[list[int]]:
    """The pages of a PDF while it is open. RenderError (E428) if it cannot be read at all."""
    lib = pdfium()
    document = lib.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise RenderError(Problem("E428", "the PDF that was made cannot be read back"))
    pages = [lib.FPDF_LoadPage(document, n) for n in range(lib.FPDF_GetPageCount(document))]
    try:
        yield pages
    finally:
        for page in pages:
            lib.FPDF_ClosePage(page)
        lib.FPDF_CloseDocument(document)


def bounds(item: int) -> Area:
    """The rectangle around an object of a page."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium().FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def char_position(text: int, number: int) -> tuple[float, float]:
    """The position of character ``number`` of a page's ``text``, in points."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium().FPDFText_GetCharOrigin(text, number, byref(x), byref(y))
    return x.value, y.value


def characters(text: int) -> Sequence[str]:
    """The characters of a page's ``text``; on Windows, those above U+FFFF as surrogate halves."""
    lib = pdfium()
    count = lib.FPDFText_CountChars(text)
    units = ctypes.create_string_buffer(4 * count + 4)
    length = lib.FPDFText_GetText(text, 0, count, units) - 1
    whole = units.raw[: 2 * max(length, 0)].decode("utf-16-le", "surrogatepass")
    if len(whole) == count:  # GetText leaves out some, such as a hyphen at the end of a line
        return whole
    return [chr(lib.FPDFText_GetUnicode(text, place)) for place in range(count)]


def visible_area(item: int, page: Area) -> Area:
    """The part of the ``page`` that the clip path of an object leaves visible."""
    lib = pdfium()
    clip = lib.FPDFPageObj_GetClipPath(item)
    count = lib.FPDFClipPath_CountPaths(clip) if clip else 0
    left, bottom, right, top = page
    x, y = c_float(), c_float()
    for path in range(count):
        points = []
        for number in range(lib.FPDFClipPath_CountPathSegments(clip, path)):
            segment = lib.FPDFClipPath_GetPathSegment(clip, path, number)
            lib.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            points.append((x.value, y.value))
        if points:
            left, right = max(left, min(points)[0]), min(right, max(points)[0])
            heights = [point[1] for point in points]
            bottom, top = max(bottom, min(heights)), min(top, max(heights))
    return left, bottom, right, top


def verify_text(
    data: bytes,
    document: Document,
    html: Any,
    theme: str,
    missing: frozenset[str],
    in_order: bool = True,
) -> None:
    """RenderError (E428) unless the PDF ``data`` has the text of ``document``.

    ``html`` is the root of its page; ``missing`` are the characters that no font has, which another
    warning reports. ``theme`` as in ``raise_faults``, and ``in_order`` as in ``faults_in_pages``.
    """
    body = html.find("body")
    texts = _texts(body if body is not None else html)
    with open_pages(data) as pages:
        found = [list(_pieces(page)) for page in pages]
    faults = faults_in_pages(document, texts, found, missing, in_order)
    raise_faults(faults, "PDF", theme)


def _texts(element: Any) -> list[str]:
    """The texts of ``element`` in order, without decoration and pictures."""
    found: list[str] = []
    _add_texts(element, found)
    return found


def _add_texts(element: Any, found: list[str]) -> None:
    is_picture = not isinstance(element.tag, str) or element.tag.endswith("}svg")
    if is_picture or element.get("aria-hidden") == "true":
        return
    is_block = element.tag not in INLINE
    if is_block:
        found.append(WALL)
    found.append(element.text or "")
    for child in element:
        _add_texts(child, found)
        found.append(child.tail or "")
    if is_block:
        found.append(WALL)


def _pieces(page: int) -> Iterator[PlacedText]:
    """The visible text of a page in file order, without running heads and page numbers.

    A piece is one piece of marked content, mostly a line. Within it, PDFium reorders text that runs
    from right to left. Where it sees several lines in a piece, it reorders each of them alone, so
    that letters on both sides of a break are no neighbours.
    """
    lib = pdfium()
    paper = (0.0, 0.0, lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page))
    text = lib.FPDFText_LoadPage(page)
    letters = characters(text)
    items = map(lib.FPDFText_GetTextObject, repeat(text), range(len(letters)))
    found: dict[int, list[str]] = defaultdict(list)
    known: dict[int, _Drawn] = {}
    lines: dict[int, int] = {}  # the last line of each piece, as PDFium counts lines
    end = line = 0
    for item, stretch in groupby(items):
        start, end = end, end + len(list(stretch))
        if not item:  # a space or line break that PDFium infers
            line += "\n" in letters[start:end]
            continue
        drawn = known.get(item)
        if drawn is None:
            drawn = known[item] = _Drawn(item, paper)
        if drawn.number >= 0:
            found[drawn.number] += "\n" * (lines.get(drawn.number, line) < line)
            found[drawn.number] += drawn.seen(text, letters, range(start, end))
            lines[drawn.number] = line
    lefts = {drawn.number: drawn.left for drawn in reversed(known.values())}
    lib.FPDFText_ClosePage(text)
    for number in sorted(found):
        if found[number]:
            yield PlacedText(_decode_letters(found[number]), lefts[number])


class _Drawn:
    """A text object of a page: its content ``number`` (-1 for decoration) and its left edge."""

    def __init__(self, item: int, paper: Area) -> None:
        self.number: int = pdfium().FPDFPageObj_GetMarkedContentID(item)
        edges, self._window = bounds(item), visible_area(item, paper)
        self.left = edges[0]
        self._is_whole = _contains(self._window, *edges[:2]) and _contains(self._window, *edges[2:])

    def seen(self, text: int, letters: Sequence[str], places: range) -> Sequence[str]:
        """The ``letters`` at ``places`` that lie on the page and inside the clip path."""
        if self._is_whole:
            return letters[places.start : places.stop]
        return [letters[at] for at in places if _contains(self._window, *char_position(text, at))]


def _contains(area: Area, x: float, y: float) -> bool:
    left, bottom, right, top = area
    return left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK


def _decode_letters(letters: list[str]) -> str:
    """The text of ``letters``, or of surrogate halves, which PDFium returns on Windows.

    Only in text from right to left does the break of a line, which PDFium inferred, stay.
    """
    text = "".join(letters)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text if reads_from_right(text) else text.replace("\n", "")
