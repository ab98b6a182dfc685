"""Checks for pages of single themes: colours, text by place, the order of words."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

import pypdfium2
import pypdfium2.raw

from cvgen.document import Document
from cvgen.themes import Theme
from cvgen.themes.render import render_body
from tests.helpers_documents import written

_BLOCK_END = re.compile(r"</(?:p|li|h\d|div|dt|dd|td|th|header|section|article)>(?!\s*,)")


@dataclass(frozen=True)
class Text:
    """A run of text on a page, in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def pages_of(doc: Document, theme: Theme) -> Any:
    """The PDF of ``doc``, opened."""
    return pypdfium2.PdfDocument(written(doc, theme).data)


def colour_at(page: Any, x: float, y: float) -> str:
    """The colour at shares ``x`` of the width and ``y`` of the height from the top left."""
    picture = page.render(scale=1).to_pil().convert("RGB")
    point = int(x * (picture.width - 1)), int(y * (picture.height - 1))
    return "#" + "".join(f"{part:02x}" for part in picture.getpixel(point))


def texts(page: Any) -> list[Text]:
    """The runs of text of a page, in the order in which they are drawn."""
    found = page.get_textpage()
    boxes = (found.get_rect(number) for number in range(found.count_rects()))
    return [Text(found.get_text_bounded(*box).strip(), *box) for box in boxes]


def sizes(pdf: Any) -> set[float]:
    """The font sizes of all visible characters, in points."""
    sizes = set()
    for page in pdf:
        found = page.get_textpage()
        text = found.get_text_range()
        for number in range(found.count_chars()):
            if not chr(pypdfium2.raw.FPDFText_GetUnicode(found.raw, number)).isspace():
                size = pypdfium2.raw.FPDFText_GetFontSize(found.raw, number)
                sizes.add(round(size * 0.75, 2))
        assert text
    return sizes


def order(doc: Document, theme: Theme) -> dict[str, float]:
    """How alike the words of the PDF are to those of the page's HTML, by reader; 1 is the same."""
    from pdfminer.high_level import extract_text
    from pypdf import PdfReader

    data = written(doc, theme).data
    read = {
        "pypdf": "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages),
        "pdfminer": extract_text(io.BytesIO(data)),
    }
    html = _BLOCK_END.sub(" ", render_body(doc, theme))
    wanted = _words(unescape(re.sub(r"<[^>]*>", "", html)))
    assert set(wanted) <= set(_words(read["pypdf"]))
    return {
        name: SequenceMatcher(None, wanted, _words(text), autojunk=False).ratio()
        for name, text in read.items()
    }


def _words(text: str) -> list[str]:
    """Words without bullets, page numbers and the marks that stylesheets add between texts."""
    text = re.sub(r"\d+ ?/ ?\d+", " ", text)
    return [word for part in text.split() if (word := part.strip(",:|•"))]
