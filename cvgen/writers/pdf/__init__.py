"""The format PDF. Its writer takes long to import, so the first document imports it."""

from __future__ import annotations

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import Theme
from cvgen.writers.base import Writer, Written


def write_pdf(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as a PDF. RenderError where the engine, a library or the theme fails."""
    from cvgen.writers.pdf.writer import write_pdf as write

    return write(document, theme, assets)


PART = Writer(".pdf", write_pdf, noun="PDF")
