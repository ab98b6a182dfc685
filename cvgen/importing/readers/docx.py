"""A Word document (DOCX) as text to be sorted: its paragraphs in order, with headings by style."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from cvgen.errors import InputError, Problem
from cvgen.importing import Importer
from cvgen.importing.archive import Archive, names_in
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.lines import Line, import_lines
from cvgen.patterns import pattern

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_PARTS = pattern(r"word/(header|document|footnotes|endnotes|footer)\d*\.xml")
_ORDER = ("header", "document", "footnotes", "endnotes", "footer")
_HEADING = pattern(r"(?:heading|title)\b.*", 2)
_MAX_DEPTH = 150
_TYPES = pattern(rb"<!(?:DOCTYPE|ENTITY)")


def read(file: InputFile) -> Imported:
    """The text of ``file``: headers, paragraphs, also of tables and boxes, notes, footers."""
    archive = Archive(file.name, file.data)
    paths = archive.paths()
    styles: frozenset[str] = frozenset()
    if _STYLES in paths:
        styles = _headings(_parsed(file, archive.read(paths.index(_STYLES))))
    found = [(match[1], number) for number, path in enumerate(paths)
             if (match := _PARTS.fullmatch(path))]  # fmt: skip
    lines: list[Line] = []
    for part, number in sorted(found, key=lambda one: (_ORDER.index(one[0]), paths[one[1]])):
        root = _parsed(file, archive.read(number))
        name = "" if part == "document" else paths[number].removeprefix("word/")
        lines += _lines(root, styles, name)
    return import_lines(lines)


def _parsed(file: InputFile, data: bytes) -> ElementTree.Element:
    problem = Problem("E766", "the document is damaged", file.name, hint="save it again in Word")
    if _TYPES.search(data):
        raise InputError(problem)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise InputError(problem) from error
    level = [root]
    for _ in range(_MAX_DEPTH):
        level = [inner for element in level for inner in element]
    if level:
        message = f"the document is nested more than {_MAX_DEPTH} deep"
        raise InputError(Problem("E767", message, file.name))
    return root


def _headings(styles: ElementTree.Element) -> frozenset[str]:
    """The ids of the styles of headings and titles, whose names are English in all languages."""
    found = set()
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and _HEADING.fullmatch(name.get(f"{_W}val", "")):
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _lines(root: ElementTree.Element, styles: frozenset[str], part: str) -> Iterator[Line]:
    """The lines of the paragraphs below ``root``, in order."""
    for number, paragraph in enumerate(_paragraphs(root), 1):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        is_heading = style is not None and style.get(f"{_W}val") in styles
        is_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        for text in "".join(_texts(paragraph, root=True)).split("\n"):
            yield Line(text, number, is_heading, is_item, part)


def _paragraphs(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for element in root:
        if element.tag == _FALLBACK:
            continue  # says again what stands beside it
        if element.tag == f"{_W}p":
            yield element
        yield from _paragraphs(element)


def _texts(element: ElementTree.Element, root: bool = False) -> Iterator[str]:
    """The texts of a paragraph, without those of paragraphs in it, such as of a text box."""
    if element.tag == _FALLBACK or (element.tag == f"{_W}p" and not root):
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    elif element.tag == f"{_W}tab":
        yield "\t"
    elif element.tag in (f"{_W}br", f"{_W}cr"):
        yield "\n"
    elif element.tag == f"{_W}noBreakHyphen":
        yield "-"
    for inner in element:
        yield from _texts(inner)


def recognizes(file: InputFile) -> bool:
    """True for a DOCX."""
    return _DOCUMENT in names_in(file.data)


PART = Importer("a Word document, as text to be sorted by hand", recognizes, read)
