"""Reads a DOCX as programs do: all of its body, only its paragraphs, and what is outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from cvgen.patterns import pattern
from cvgen.reading.contents import Contents, Point
from cvgen.reading.word import BODY, STYLES, W, WordFile, paragraphs_in, style_of, text_of

_CORE = "{http://purl.org/dc/elements/1.1/}title"
_ASIDE = pattern(r"word/(?:header|footer)\d*\.xml")


def read_docx(data: bytes, name: str) -> Contents:
    """The text and the facts of a DOCX. InputError (E786, E788) if it cannot be read."""
    word = WordFile(name, data, ("E786", "E788"))
    document = word.part(BODY)
    body = document.find(f"{W}body") if document is not None else None
    whole = list(_texts(paragraphs_in(body))) if body is not None else []
    direct = list(_texts(body.findall(f"{W}p"))) if body is not None else []
    readers = {"all of the body": ["\n".join(whole)], "paragraphs only": ["\n".join(direct)]}
    made = Contents("DOCX", readers)
    aside = (word.part(path) for path in word.paths if _ASIDE.fullmatch(path))
    made.aside = "\n".join(
        line for part in aside if part is not None for line in _texts(paragraphs_in(part))
    )
    made.links = tuple(_links(word.part("word/_rels/document.xml.rels")))
    if body is not None:
        headings = word.heading_styles()
        titles = (one for one in paragraphs_in(body) if style_of(one) in headings)
        made.headings = tuple(_texts(titles))
        made.language = _language(body, word.part(STYLES))
    core = word.part("docProps/core.xml")
    made.title = (core.findtext(_CORE) or "") if core is not None else ""
    made.has_pictures = body is not None and body.find(f".//{W}drawing") is not None
    made.points += _points(made, body)
    return made


def _texts(found: Iterable[ElementTree.Element]) -> Iterator[str]:
    """The texts of paragraphs that have one."""
    for paragraph in found:
        if text := text_of(paragraph).strip():
            yield text


def _language(body: ElementTree.Element, styles: ElementTree.Element | None) -> str:
    for root in (styles, body):
        for lang in root.iter(f"{W}lang") if root is not None else ():
            if value := lang.get(f"{W}val"):
                return value
    return ""


def _links(relations: ElementTree.Element | None) -> Iterator[str]:
    for relation in relations if relations is not None else ():
        if relation.get("TargetMode") == "External":
            yield relation.get("Target") or ""


def _points(made: Contents, body: ElementTree.Element | None) -> Iterator[Point]:
    tables = 0 if body is None else len(body.findall(f".//{W}tbl"))
    boxes = 0 if body is None else len(body.findall(f".//{W}txbxContent"))
    parts = [f"{tables} table{'s' * (tables != 1)}"] * bool(tables)
    parts += [f"{boxes} text box{'es' * (boxes != 1)}"] * bool(boxes)
    advice = "write it in paragraphs: many programs skip tables and text boxes" if parts else ""
    found = f"text is in {' and '.join(parts)}" if parts else "all text is in paragraphs"
    yield Point("paragraphs", not parts, found, advice)
    has = bool(made.headings)
    found = f"{len(made.headings)} headings" if has else "no paragraph has a heading style"
    advice = "" if has else "give the titles of sections the style Heading 1"
    yield Point("styles", has, found, advice)
