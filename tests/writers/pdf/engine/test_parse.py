"""The page is read as XML where it is XML; the engine's own parser makes the same of it."""

from __future__ import annotations

import pytest

from cvgen.assets.files import Assets
from cvgen.themes import load_theme, theme_names
from cvgen.writers.pdf.engine import parse as _parse
from cvgen.writers.pdf.engine.load import weasyprint
from cvgen.writers.pdf.kit import font_list
from cvgen.writers.pdf.writer import write_pdf
from tests.helpers_cv import ADA, document_of


@pytest.mark.parametrize("name", theme_names())
def test_both_ways_give_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document, theme = document_of(ADA), load_theme(name)
    fast = write_pdf(document, theme, Assets())
    monkeypatch.setattr(_parse, "_from_xml", _no_xml)
    assert write_pdf(document, theme, Assets()) == fast


def _no_xml(*_: object) -> None:
    raise AttributeError


def test_xml_is_read_as_xml_and_loose_html_all_the_same() -> None:
    engine = weasyprint(font_list(load_theme("academic").settings.fonts, set()))
    head = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"></head>'
    strict = f"{head}<body>A<br>B</body></html>"
    assert [e.tag for e in _parse._from_xml(engine, strict, None).etree_element.iter()] == [
        "html", "head", "meta", "body", "br",
    ]  # fmt: skip
    loose = _parse.parse_page(engine, "<p>one<p>two&nbsp;<b hidden>three", None)
    assert [e.text for e in loose.etree_element.iter("p")] == ["one", "two\xa0"]
