"""No field of an entry is lost in HTML and PDF, in any theme."""

from __future__ import annotations

import io
import re

import pytest
import yaml
from pypdf import PdfReader

import cvgen
from cvgen.document import Document
from cvgen.sections import SECTION_TYPES
from tests.helpers_cv import document_of
from tests.helpers_fields import Words, filled

THEMES = ["academic", "industry"]
TYPES = SECTION_TYPES.names()


def with_all(kinds: tuple[str, ...], words: Words, entries: int = 1) -> Document:
    """A CV with a section of each of ``kinds``, every field of their entries a word of its own."""
    sections = {
        kind: {
            "title": words.word(),
            "note": words.word(),
            "entries": [filled(SECTION_TYPES[kind].entry, words) for _ in range(entries)],
        }
        for kind in kinds
    }
    return document_of(yaml.safe_dump({"name": "Ada Example", "sections": sections}))


def lost(words: Words, text: str) -> list[str]:
    """The words that are not in ``text``, wherever a line or a word was broken."""
    plain = re.sub(r"[\s\u00ad\u200b,-]+", "", text).casefold()
    return [word for word in words.made if word.casefold().replace("-", "") not in plain]


@pytest.mark.sweep("cvgen/sections", "cvgen/model", "cvgen/lowering", "themes", kinds=("kind",))
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", TYPES)
def test_every_field_of_an_entry_is_in_the_html(kind: str, theme: str) -> None:
    words = Words()
    html = cvgen.render(with_all((kind,), words), "html", theme=theme).decode()
    body = re.sub(r'<(?:[^>]*href="([^"]*)")?[^>]*>', r"\1", html.partition("<body")[2])
    assert lost(words, body) == []


@pytest.mark.sweep("cvgen/sections", "cvgen/writers/pdf", "themes", kinds=())
@pytest.mark.parametrize("theme", THEMES)
def test_every_field_of_all_types_is_in_the_pdf(theme: str) -> None:
    words = Words()
    data = cvgen.render(with_all(TYPES, words, 2), "pdf", theme=theme)
    pages = PdfReader(io.BytesIO(data)).pages
    text = "".join(page.extract_text() for page in pages)
    text += "".join(link["/A"].get("/URI", "") for page in pages for link in page.annotations or ())
    assert lost(words, text) == []
