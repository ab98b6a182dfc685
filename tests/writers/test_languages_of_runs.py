"""Text in another language is marked in HTML and in the structure of a PDF."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.lowering.lower import lower
from cvgen.selection import select
from cvgen.themes import load_theme, theme_names
from cvgen.writers import WRITERS
from tests.helpers import built
from tests.helpers_cv import rules_of
from tests.helpers_pdf_tags import tree

CV = """
name: Ada Lind
language: en
headline: {en: Engineer of "mills", pt: Engenheira de "moinhos"}
summary: Builds things.
sections:
  experience:
    - role: {en: Engineer, pt: Engenheira}
      organization: {en-GB: Loom Works, pt-BR: Obras}
      start: 2020
      highlights:
        - {pt: Dirigiu "seis" pessoas, en: Led six}
        - Cut the "cycle" by *40 %*
        - {fr: Une "note"}
  publications:
    - title: {de: Über "Mühlen"}
      authors: [Ada Lind]
      date: 2021
"""


def document(language: str = "en") -> Document:
    """The CV for a variant in ``language``."""
    cv = built(CV.encode())
    rules = replace(rules_of(cv, "full"), language=language)
    return lower(select(cv, rules).cv)


class Spans(HTMLParser):
    """The texts of elements with a ``lang``, by their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str | None] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "img", "br", "html"):
            self.open.append(dict(attrs).get("lang"))

    def handle_endtag(self, tag: str) -> None:
        if tag != "html":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        lang = next((lang for lang in reversed(self.open) if lang), None)
        if lang and data.strip():
            self.found.append((lang, " ".join(data.split())))


def spans(doc: Document) -> list[tuple[str, str]]:
    """What an HTML page says of its languages."""
    parser = Spans()
    parser.feed(WRITERS["html"].write(doc, load_theme("academic"), Assets()).data.decode())
    return parser.found


def test_what_has_no_translation_says_its_language() -> None:
    assert spans(document("pt")) == [
        ("en", "Builds things."),
        ("en", "Cut the “cycle” by"),
        ("en", "40 %"),
        ("fr", "Une « note »"),
        ("de", "Über „Mühlen“"),
    ]


def test_what_is_in_the_language_of_the_document_says_nothing() -> None:
    page = WRITERS["html"].write(document("pt"), load_theme("academic"), Assets()).data.decode()
    assert '<html lang="pt"' in page
    assert 'lang="pt' not in page.split("<body", 1)[1]
    assert spans(document("en")) == [("fr", "Une « note »"), ("de", "Über „Mühlen“")]


@pytest.mark.sweep("cvgen/writers", "themes", kinds=(), keep=2)
@pytest.mark.parametrize("theme", theme_names())
def test_the_structure_of_a_pdf_says_it(theme: str) -> None:
    data = WRITERS["pdf"].write(document("pt"), load_theme(theme), Assets()).data
    root = tree(data)
    assert str(root.pdf.Root.Lang) == "pt"
    said = [(str(tag.entry.Lang), tag.whole()) for tag in root.all() if "/Lang" in tag.entry]
    assert [language for language, _ in said] == ["en", "en", "fr", "de"]
    assert said[0][1] == "Builds things."
    assert "40" in said[1][1]
    assert [tag.kind for tag in root.all() if "/Lang" in tag.entry] == ["Span"] * 4


def test_a_choice_twice_is_the_same() -> None:
    cv = built(CV.encode())
    rules = replace(rules_of(cv, "full"), language="pt")
    once = select(cv, rules)
    twice = select(once.cv, rules)
    assert twice.cv == once.cv
    assert twice.untranslated == once.untranslated
    assert len(once.untranslated) == 4


def test_other_countries_speak_the_same_language() -> None:
    assert "Obras" in str(document("pt"))
    assert "lang='pt-BR'" not in str(document("pt"))
