"""Word documents, and what readers of other makers find in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

import docx

from cvgen.document import Document
from cvgen.themes import load_theme
from cvgen.verify.expected_text import expected_items
from cvgen.verify.normalize import tokens
from tests.helpers_documents import written

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMES['w']}}}"


def data_of(document: Document, theme: str = "academic", **options: Any) -> bytes:
    """``document`` as a Word file in a theme with ``options``."""
    look = load_theme(theme)
    given = {name: checked(look, name, value) for name, value in options.items()}
    return written(document, look.with_values(given), "docx").data


def checked(theme: Any, name: str, value: Any) -> Any:
    """A value of an option, checked."""
    option = theme.option(name)
    assert option is not None
    return option.check(value)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def opened(data: bytes) -> Any:
    """A Word file, opened by python-docx."""
    return docx.Document(io.BytesIO(data))


def lines_of(data: bytes) -> list[tuple[str, str]]:
    """The name of the style and the text of each paragraph."""
    return [(one.style.name, one.text) for one in opened(data).paragraphs]


def root_of(data: bytes, part: str = "word/document.xml") -> ET.Element:
    """The root of a part."""
    return ET.fromstring(parts_of(data)[part])


def style_of(data: bytes, identifier: str) -> ET.Element:
    """A style of a Word file."""
    found = root_of(data, "word/styles.xml").find(f"w:style[@w:styleId='{identifier}']", NAMES)
    assert found is not None
    return found


def value(element: ET.Element | None, path: str, name: str = "val") -> str | None:
    """An attribute of the element at ``path``."""
    found = None if element is None else element.find(path, NAMES)
    return None if found is None else found.get(f"{W}{name}")


def words_in(document: Document) -> list[str]:
    """The words of a Document, as they are compared."""
    whole, _ = expected_items(document)
    return _words(text.text for text in whole.all_texts())


def words_of(data: bytes) -> list[str]:
    """The words that python-docx finds."""
    return _words(text for _, text in lines_of(data))


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in tokens(text) if word.isalnum()]
