"""The functions of PDFium that read text, called through ctypes.

pypdfium2's own bindings (``pypdfium2.raw``) take 6.5 % of the instructions of a cold PDF to import.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_float, c_int, c_size_t, c_uint, c_void_p
from functools import lru_cache
from typing import Any

from cvgen.errors import Problem, RenderError
from cvgen.native import load_pdfium

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
def opened(data: bytes) -> Iterator[list[int]]:
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


def origin(text: int, number: int) -> tuple[float, float]:
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


def window(item: int, page: Area) -> Area:
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
