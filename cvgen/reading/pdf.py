"""Reads a PDF as programs do: by PDFium and in the order of the file, and what it declares."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from cvgen.errors import InputError, Problem, RenderError
from cvgen.reading.contents import Contents, Point, Segment
from cvgen.reading.stream import page_text

MAX_PAGES = 100
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_STANDARD = frozenset({"/Type3"})
_EXTRACT = "copying text is forbidden, which some programs obey"


def read_pdf(data: bytes, name: str) -> Contents:
    """The text and the facts of a PDF. InputError (E786, E787) if it cannot be read."""
    texts, segments = _by_pdfium(data, name)
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = list(pdf.pages)[:MAX_PAGES]
            made = Contents("PDF", {"PDFium": texts, "order of the file": [*map(page_text, pages)]})
            made.segments = segments
            _facts(made, pdf, pages)
            return made
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise InputError(_damaged(name)) from error


def _damaged(name: str) -> Problem:
    hint = "export it again, and send it again: others cannot read it either"
    return Problem("E786", "the PDF is damaged and cannot be read", name, hint=hint)


def _by_pdfium(data: bytes, name: str) -> tuple[list[str], list[list[Segment]]]:
    try:
        import pypdfium2
    except (ImportError, OSError) as error:
        message = f"PDFs are read with pypdfium2: {error}"
        raise RenderError(Problem("E426", message, hint="pip install pypdfium2")) from error
    texts: list[str] = []
    segments: list[list[Segment]] = []
    try:
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            for number in range(min(len(document), MAX_PAGES)):
                page = document[number]
                with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                    texts.append(_plain(text.get_text_range(errors="replace")))
                    segments.append(list(_segments(page, text)))
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            hint = "send it without a password: nobody can type one into a portal"
            raise InputError(Problem("E787", "the PDF needs a password", name, hint=hint)) from None
        raise InputError(_damaged(name)) from error
    return texts, segments


def _plain(text: str) -> str:
    """The text of PDFium, which has U+FFFE for a hyphen at the end of a line."""
    return text.replace("\r\n", "\n").replace("\ufffe", "-")


def _segments(page: Any, text: Any) -> Iterator[Segment]:
    """The pieces of text on a page in the order in which PDFium reads them."""
    width, height = page.get_size()
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if words and width and height:
            yield Segment(words, left / width, right / width, 1 - top / height)


def _facts(made: Contents, pdf: Any, pages: list[Any]) -> None:
    """What the file declares beside its text."""
    root = pdf.Root
    made.language = str(root.get("/Lang", ""))
    made.title = str(pdf.docinfo.get("/Title", "")) if pdf.docinfo is not None else ""
    made.links = tuple(dict.fromkeys(uri for page in pages for uri in _links(page)))
    made.has_pictures = any(_pictures(page) for page in pages)
    is_tagged = "/StructTreeRoot" in root and bool(root.get("/MarkInfo", {}).get("/Marked", False))
    advice = "" if is_tagged else "export a tagged PDF: in Word “Best for electronic distribution”"
    found = "headings, lists and reading order are marked" if is_tagged else "it has no tags"
    made.points.append(Point("tags", is_tagged, found, advice))
    missing = sorted({name for page in pages for name in _not_embedded(page)})
    found = f"not embedded: {', '.join(missing)}" if missing else "all fonts are in the file"
    advice = "embed all fonts when you export it" if missing else ""
    made.points.append(Point("fonts", not missing, found, advice))
    allowed = not pdf.is_encrypted or bool(pdf.allow.extract)
    found = "text may be copied" if allowed else _EXTRACT
    advice = "" if allowed else "save it without restrictions"
    made.points.append(Point("permissions", allowed, found, advice))


def _links(page: Any) -> Iterator[str]:
    for annotation in page.get("/Annots", ()) or ():
        action = annotation.get("/A", {}) if hasattr(annotation, "get") else {}
        if "/URI" in action:
            yield str(action["/URI"])


def _pictures(page: Any) -> bool:
    objects = page.get("/Resources", {}).get("/XObject", {})
    return any(str(one.get("/Subtype", "")) == "/Image" for one in objects.values())


def _not_embedded(page: Any) -> Iterator[str]:
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        inner = font.get("/DescendantFonts", [font])[0]
        descriptor = inner.get("/FontDescriptor", {})
        has_file = any(f"/FontFile{number}" in descriptor for number in ("", "2", "3"))
        if not has_file and str(font.get("/Subtype", "")) not in _STANDARD:
            yield str(font.get("/BaseFont", "a font"))[1:]
