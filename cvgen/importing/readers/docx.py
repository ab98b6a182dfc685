"""A Word document (DOCX) as text to be sorted: its paragraphs in order, with headings by style."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from cvgen.importing import Importer
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.lines import Line, import_lines
from cvgen.patterns import pattern
from cvgen.reading.archive import names_in
from cvgen.reading.word import BODY, W, WordFile, paragraphs_in, style_of, text_of

_PARTS = pattern(r"word/(header|document|footnotes|endnotes|footer)\d*\.xml")
_ORDER = ("header", "document", "footnotes", "endnotes", "footer")


def read(file: InputFile) -> Imported:
    """The text of ``file``: headers, paragraphs, also of tables and boxes, notes, footers."""
    word = WordFile(file.name, file.data, ("E766", "E767"))
    headings = word.heading_styles(title=True)
    found = [(match[1], path) for path in word.paths if (match := _PARTS.fullmatch(path))]
    lines: list[Line] = []
    for kind, path in sorted(found, key=lambda one: (_ORDER.index(one[0]), one[1])):
        root = word.part(path)
        if root is not None:
            part = "" if kind == "document" else path.removeprefix("word/")
            lines += _lines(root, headings, part)
    return import_lines(lines)


def _lines(root: ElementTree.Element, headings: frozenset[str], part: str) -> Iterator[Line]:
    """The lines of the paragraphs below ``root``, in order."""
    for number, paragraph in enumerate(paragraphs_in(root), 1):
        is_heading = style_of(paragraph) in headings
        is_item = paragraph.find(f"{W}pPr/{W}numPr") is not None
        for text in text_of(paragraph).split("\n"):
            yield Line(text, number, is_heading, is_item, part)


def recognizes(file: InputFile) -> bool:
    """True for a DOCX."""
    return BODY in names_in(file.data)


PART = Importer("a Word document, as text to be sorted by hand", recognizes, read)
