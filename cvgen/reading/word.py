"""A DOCX within limits: its parts, its paragraphs in order, and the styles that are headings."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from cvgen.errors import InputError, Problem
from cvgen.patterns import pattern
from cvgen.reading.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
STYLES = "word/styles.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TYPES = pattern(rb"<!(?:DOCTYPE|ENTITY)")
_MAX_DEPTH = 150


class WordFile:
    """The DOCX ``data``; InputError with the first of ``codes`` if it is damaged, else the other.

    The parts are read when they are asked for.
    """

    def __init__(self, name: str, data: bytes, codes: tuple[str, str]) -> None:
        self.name = name
        self.codes = codes
        self._archive = Archive(name, data, codes)
        self.paths = self._archive.paths()

    def part(self, path: str) -> ElementTree.Element | None:
        """The root of the part ``path``; None if there is none."""
        if path not in self.paths:
            return None
        data = self._archive.read(self.paths.index(path))
        hint = "open it in a word processor and save it again"
        problem = Problem(self.codes[0], "the document is damaged", self.name, hint=hint)
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
            raise InputError(Problem(self.codes[1], message, self.name))
        return root

    def heading_styles(self, title: bool = False) -> frozenset[str]:
        """The ids of the styles of headings, and of the ``title`` of the document if wanted.

        They are known by their outline level or their names, which are English in all languages.
        """
        styles = self.part(STYLES)
        found = set()
        for style in styles.iter(f"{W}style") if styles is not None else ():
            name = style.find(f"{W}name")
            words = name.get(f"{W}val", "").casefold() if name is not None else ""
            has_level = style.find(f".//{W}outlineLvl") is not None
            if has_level or words.startswith(("heading", "title") if title else "heading"):
                found.add(style.get(f"{W}styleId", ""))
        return frozenset(found)


def paragraphs_in(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The paragraphs below ``root`` in order, also those in tables and text boxes, once each."""
    for element in root:
        if element.tag == _FALLBACK:
            continue  # says again what stands beside it
        if element.tag == f"{W}p":
            yield element
        yield from paragraphs_in(element)


def text_of(paragraph: ElementTree.Element) -> str:
    """The text of a paragraph, without that of paragraphs in it, such as of a text box."""
    return "".join(text for element in paragraph for text in _texts(element))


def style_of(paragraph: ElementTree.Element) -> str | None:
    """The id of the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else None


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _texts(element: ElementTree.Element) -> Iterator[str]:
    if element.tag in (_FALLBACK, f"{W}p"):
        return
    yield (element.text or "") if element.tag == f"{W}t" else _SIGNS.get(element.tag, "")
    for inner in element:
        yield from _texts(inner)
