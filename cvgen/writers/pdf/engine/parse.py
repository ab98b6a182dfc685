"""Parses the page as XML, in a tenth of the time of WeasyPrint's HTML parser."""

from __future__ import annotations

from types import ModuleType
from typing import Any
from xml.etree import ElementTree

from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.compat import is_known

_VOID = pattern(r"<((?:meta|link|br|hr|img|wbr|col|source)\b[^<>]*?)\s*/?>")


def parse_page(engine: ModuleType, page: str, fetcher: Any) -> Any:
    """``page`` as ``weasyprint.HTML``.

    Replaces: the parser of ``weasyprint.HTML`` (tinyhtml5), compared with 70.0.
    Why: that parser is written in Python, and the templates of most themes write XML.
    Without it: that parser, also for a theme whose template writes no XML.
    """
    if is_known():
        try:
            return _from_xml(engine, page, fetcher)
        except (ElementTree.ParseError, AttributeError, ImportError, TypeError, ValueError):
            pass
    return engine.HTML(string=page, url_fetcher=fetcher)


def _from_xml(engine: ModuleType, page: str, fetcher: Any) -> Any:
    """The attributes that ``HTML(string=page)`` sets."""
    from cssselect2 import ElementWrapper

    root = ElementTree.fromstring(_VOID.sub(r"<\1/>", page))  # expat, without a DTD
    html = engine.HTML.__new__(engine.HTML)
    html.base_url = engine._find_base_url(root, None)
    html.url_fetcher, html.media_type = fetcher, "print"
    html.wrapper_element = ElementWrapper.from_html_root(root)
    html.etree_element = html.wrapper_element.etree_element
    return html
