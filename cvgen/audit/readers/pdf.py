"""Reads PDFs: the pages, the objects behind them, and earlier versions in the file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cvgen.audit.readers import base
from cvgen.audit.readers.base import FoundText, Part, Remark, Unread
from cvgen.audit.readers.pdf_objects import object_parts
from cvgen.errors import Problem, RenderError
from cvgen.patterns import pattern
from cvgen.processes.limits import ReadingBudget

_END = pattern(rb"%%EOF[\r\n]{0,2}")
_SMALL = 5_000_000
_SCALE = 2.0
_MAX_PIXELS = 20_000_000
_MIN_CONTRAST = 12
_PASSWORD, _TEXT = 4, 1  # FPDF_ERR_PASSWORD and FPDF_PAGEOBJ_TEXT


def pdf_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """Pages, metadata, attachments, comments, scripts and all other texts of a PDF.

    The objects come first: if they unpack to too much, no page is drawn. A broken file is searched
    as bytes, and reported as unread.
    """
    unread = False
    bombs: list[Unread] = []
    for part in object_parts(data, budget):
        unread = unread or isinstance(part, Unread)
        if isinstance(part, Unread) and part.limit:
            bombs.append(part)
        else:
            yield part
    if bombs:
        yield bombs[0]
        yield from base.printable_parts("the file's bytes", data)
        return
    for part in _page_parts(data, budget.limits.pages):
        unread = unread or (isinstance(part, Unread) and not part.limit)
        yield part
    if unread and len(data) <= _SMALL:
        yield from base.byte_parts(data)
    else:
        yield from base.printable_parts("the file's bytes", data)
    yield from _earlier_parts(data, budget)


def _earlier_parts(data: bytes, budget: ReadingBudget) -> Iterator[Part]:
    """The texts of earlier versions, which remain in a file after incremental saves."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    if b"/Linearized" in data[:1024]:
        return
    most = budget.limits.versions
    if len(ends) > most:
        yield Unread(f"it has {len(ends):,} earlier versions, and {most} were read", limit=True)
    for number, end in enumerate(ends[-most:], 1):
        earlier = data[:end]
        objects = list(object_parts(earlier, budget))
        is_bomb = any(isinstance(part, Unread) and part.limit for part in objects)
        pages = () if is_bomb else _page_parts(earlier, budget.limits.pages)
        for part in (*pages, *objects):
            if isinstance(part, FoundText):
                place = f"an earlier version in the file ({number}): {part.place}"
                yield replace(part, place=place, seen=False)
            elif isinstance(part, Unread) and part.limit:
                yield part


def _page_parts(data: bytes, most: int) -> Iterator[Part]:
    """The text of the first ``most`` pages, and remarks on hidden text; unread if damaged.

    RenderError (E426) if pypdfium2 is missing.
    """
    try:
        import pypdfium2
    except (ImportError, OSError) as error:
        message = f"PDFs are read with pypdfium2: {error}"
        raise RenderError(Problem("E426", message, hint="pip install pypdfium2")) from error
    try:
        with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
            for number in range(min(len(document), most)):
                with contextlib.closing(document[number]) as page:
                    yield from _page(page, f"page {number + 1}")
            if len(document) > most:
                count = f"it has {len(document)} pages, and {most} of them were read"
                yield Unread(count, limit=True)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        reason = "it needs a password" if locked else "it is damaged"
        yield Unread(f"its pages cannot be read: {reason}")


def _page(page: Any, place: str) -> Iterator[Part]:
    with contextlib.closing(page.get_textpage()) as text:
        yield FoundText(place, text.get_text_range(errors="replace"))
        hidden = list(_hidden(page, text))
    if hidden:
        yield Remark(f"{place} has text that cannot be seen", base.one_line(" ".join(hidden)))


def _hidden(page: Any, text: Any) -> Iterator[str]:
    """The texts of ``page`` that its picture does not show: white on white, covered, outside."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    objects = list(page.get_objects(filter=[_TEXT], max_depth=1))
    if not objects:
        return
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("L")
    for item in objects:
        words = _words(item, text)
        if not any(char.isalnum() for char in words):
            continue
        left, bottom, right, top = item.get_bounds()
        box = (
            max(0, int(left * scale)), max(0, int((height - top) * scale)),
            min(picture.width, int(right * scale) + 1),
            min(picture.height, int((height - bottom) * scale) + 1),
        )  # fmt: skip
        if box[0] >= box[2] or box[1] >= box[3]:
            yield words
            continue
        darkest, lightest = picture.crop(box).getextrema()
        if lightest - darkest < _MIN_CONTRAST:
            yield words


def _words(item: Any, text: Any) -> str:
    """The text of one text object of a page."""
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(item, text, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(item, text, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace")
