"""The format DOCX, for people who edit a CV and portals that ask for a Word file.

Its libraries take long to import, so the first document imports them.
"""

from __future__ import annotations

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import Theme
from cvgen.writers.base import Writer, Written


def write_docx(document: Document, theme: Theme, assets: Assets) -> Written:
    """``document`` as a Word document. RenderError (E428) if it lacks some of the text."""
    from cvgen.writers.docx.writer import write_docx as write

    return write(document, theme, assets)


PART = Writer(".docx", write_docx, noun="Word document")
