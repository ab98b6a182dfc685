"""Document → a PNG of each page of its PDF, drawn by PDFium."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from typing import Any

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.silent import silent_libraries
from cvgen.themes import Theme
from cvgen.writers.base import Writer, Written
from cvgen.writers.pdf.writer import write_pdf

DPI = 150
_MAX_PIXELS = 100_000_000  # of a page; a poster of A0 has 35 million


def write_png(document: Document, theme: Theme, assets: Assets) -> Written:
    """A PNG for each page, 150 pixels per inch. RenderError as for a PDF."""
    made = write_pdf(document, theme, assets)
    first, *more = (png(page, document.title, DPI) for page in page_images(made.data, DPI))
    return replace(made, data=first, more=tuple(more))


@silent_libraries()
def page_images(pdf: bytes, dpi: float, most: int | None = None) -> list[Any]:
    """The pages of a PDF (the first ``most``) as Pillow images.

    RenderError without PDFium, or if a page is too large for a picture.
    """
    try:
        import pypdfium2
    except (ImportError, OSError) as error:
        message = f"pictures of pages need pypdfium2: {error}"
        raise RenderError(Problem("E426", message, hint="pip install pypdfium2")) from error
    try:
        with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
            numbers = range(len(document))[:most]
            for number in numbers:
                _verify_size(document.get_page_size(number), dpi / 72)
            # The copy outlives the document, which owns the pixels.
            return [document[number].render(scale=dpi / 72).to_pil().copy() for number in numbers]
    except pypdfium2.PdfiumError as error:
        raise RenderError(Problem("E426", f"a page cannot be drawn: {error}")) from error


def _verify_size(sides: tuple[float, float], scale: float) -> None:
    pixels = sides[0] * scale * sides[1] * scale
    if not pixels <= _MAX_PIXELS:
        most = _MAX_PIXELS // 1_000_000
        message = f"a page has {pixels / 1e6:,.0f} million pixels, more than {most} million"
        hint = "give `@page` a smaller `size`, or make a PDF"
        raise RenderError(Problem("E433", message, hint=hint))


def to_palette(image: Any, colours: int = 64) -> Any:
    """``image`` in few colours: enough for text and rules, in a quarter of the bytes."""
    from PIL.Image import Dither, Quantize

    return image.quantize(colours, method=Quantize.FASTOCTREE, dither=Dither.NONE)


def png(image: Any, title: str = "", dpi: float | None = None) -> bytes:
    """A Pillow image as PNG with a title; the same image gives the same bytes."""
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    if title:
        notes.add_itxt("Title", title)
    data = io.BytesIO()
    image.save(data, "PNG", pnginfo=notes, **({"dpi": (dpi, dpi)} if dpi else {}))
    return data.getvalue()


PART = Writer(".png", write_png, noun="PNG", paged=True)
"""Each page is a file: ``ada-full-1.png``, ``ada-full-2.png``."""
