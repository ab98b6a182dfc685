"""Reads a DOCX as programs do: all of its body, only its paragraphs, and what is outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from cvgen.errors import InputError, Problem
from cvgen.patterns import pattern
from cvgen.reading.contents import Contents, Point

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_MOST = 50_000_000
_CORE = "{http://purl.org/dc/elements/1.1/}title"
_ASIDE = pattern(r"word/(?:header|footer)\d*\.xml")
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ElementTree.ParseError, OSError, EOFError,
           NotImplementedError, ValueError)  # fmt: skip


def read_docx(data: bytes, name: str) -> Contents:
    """The text and the facts of a DOCX. InputError (E786 to E788) if it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive, name))
            body = parts[_BODY].find(f"{_W}body")
    except _BROKEN as error:
        hint = "open it in a word processor and save it again"
        problem = Problem("E786", "the DOCX is damaged and cannot be read", name, hint=hint)
        raise InputError(problem) from error
    whole = list(_paragraphs(body.iter(f"{_W}p"))) if body is not None else []
    direct = list(_paragraphs(body.findall(f"{_W}p"))) if body is not None else []
    readers = {"all of the body": ["\n".join(whole)], "paragraphs only": ["\n".join(direct)]}
    made = Contents("DOCX", readers)
    aside = (parts[part] for part in parts if _ASIDE.fullmatch(part))
    made.aside = "\n".join(line for part in aside for line in _paragraphs(part.iter(f"{_W}p")))
    made.links = tuple(_links(parts.get("word/_rels/document.xml.rels")))
    if body is not None:
        made.headings = tuple(_headings(body, parts.get("word/styles.xml")))
        made.language = _language(body, parts.get("word/styles.xml"))
    core = parts.get("docProps/core.xml")
    made.title = (core.findtext(_CORE) or "") if core is not None else ""
    made.has_pictures = body is not None and body.find(f".//{_W}drawing") is not None
    made.points += _points(made, body)
    return made


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """The XML parts that are read, by name."""
    left = _MOST
    for member in archive.infolist():
        known = _ASIDE.fullmatch(member.filename) or member.filename in (
            _BODY, "word/styles.xml", "docProps/core.xml", "word/_rels/document.xml.rels",
        )  # fmt: skip
        if not known:
            continue
        left -= member.file_size
        if left < 0:
            hint = "a CV has a few hundred kB: remove what does not belong to it"
            raise InputError(Problem("E788", "the DOCX unpacks to too much", name, hint=hint))
        source = archive.read(member)
        if b"<!DOCTYPE" in source[:2000]:
            raise ValueError("a document type, which no DOCX has")
        yield member.filename, ElementTree.fromstring(source)


def _paragraphs(found: Iterable[ElementTree.Element]) -> Iterator[str]:
    for paragraph in found:
        text = "".join(_pieces(paragraph))
        if text.strip():
            yield text.strip()


def _pieces(paragraph: ElementTree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield "\t"
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"


def _headings(body: ElementTree.Element, styles: ElementTree.Element | None) -> Iterator[str]:
    """The texts of paragraphs whose style is a heading, by its name or its outline level."""
    known = set()
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        label = style.find(f"{_W}name")
        title = (label.get(f"{_W}val") or "") if label is not None else ""
        if title.casefold().startswith("heading") or style.find(f".//{_W}outlineLvl") is not None:
            known.add(style.get(f"{_W}styleId"))
    for paragraph in body.iter(f"{_W}p"):
        own = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if own is not None and own.get(f"{_W}val") in known:
            yield from _paragraphs([paragraph])


def _language(body: ElementTree.Element, styles: ElementTree.Element | None) -> str:
    for root in (styles, body):
        for lang in root.iter(f"{_W}lang") if root is not None else ():
            if value := lang.get(f"{_W}val"):
                return value
    return ""


def _links(relations: ElementTree.Element | None) -> Iterator[str]:
    for relation in relations if relations is not None else ():
        if relation.get("TargetMode") == "External":
            yield relation.get("Target") or ""


def _points(made: Contents, body: ElementTree.Element | None) -> Iterator[Point]:
    tables = 0 if body is None else len(body.findall(f".//{_W}tbl"))
    boxes = 0 if body is None else len(body.findall(f".//{_W}txbxContent"))
    parts = [f"{tables} table{'s' * (tables != 1)}"] * bool(tables)
    parts += [f"{boxes} text box{'es' * (boxes != 1)}"] * bool(boxes)
    advice = "write it in paragraphs: many programs skip tables and text boxes" if parts else ""
    found = f"text is in {' and '.join(parts)}" if parts else "all text is in paragraphs"
    yield Point("paragraphs", not parts, found, advice)
    has = bool(made.headings)
    found = f"{len(made.headings)} headings" if has else "no paragraph has a heading style"
    advice = "" if has else "give the titles of sections the style Heading 1"
    yield Point("styles", has, found, advice)
