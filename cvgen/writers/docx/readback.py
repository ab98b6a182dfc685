"""Reads a Word document back, and compares it with its Document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx.oxml.parser import parse_xml

from cvgen.document import Document
from cvgen.verify.faults import faults_in_text
from cvgen.verify.locate import WALL
from cvgen.verify.text import raise_faults
from cvgen.writers.docx.elements import name_of

_SPACES = {"tab": WALL, "br": "\n", "noBreakHyphen": "-"}


def verify_text(data: bytes, document: Document, theme: str) -> None:
    """RenderError (E428) unless the file ``data`` has the text of ``document``.

    ``theme`` is the name of a theme that the user made or changed.
    """
    raise_faults(faults_in_text(document, list(texts_of(data))), "Word document", theme)


def texts_of(data: bytes) -> Iterator[str]:
    """The texts of a Word document in their order, with ``WALL`` around paragraphs and dates."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = parse_xml(archive.read("word/document.xml"))
    for element in root.iter():
        name = name_of(element)
        if name == "p":
            yield WALL
        elif name == "t":
            yield element.text or ""
        elif name in _SPACES and name_of(element.getparent()) == "r":
            yield _SPACES[name]
