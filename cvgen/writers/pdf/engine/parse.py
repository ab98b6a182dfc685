"""The page as the engine's tree of elements, read as XML where it is XML: a tenth of the time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

from cvgen.patterns import pattern
from cvgen.writers.pdf.engine.speed import is_known

_IN_HEADS = frozenset({"link", "meta", "style", "title"})
_VOID = pattern(r"<((?:meta|link|br|hr|img|wbr|col|source)\b[^<>]*?)\s*/?>")


def parsed(engine: ModuleType, page: str, fetcher: Any) -> Any:
    """``page`` as ``weasyprint.HTML``; by its own parser where it is no XML, as a theme may do."""
    try:
        return _from_xml(engine, page, fetcher)
    except (ElementTree.ParseError, AttributeError, ImportError, TypeError, ValueError):
        return engine.HTML(string=page, url_fetcher=fetcher)


def _from_xml(engine: ModuleType, page: str, fetcher: Any) -> Any:
    """What ``HTML(string=page)`` of WeasyPrint 70 makes. ValueError with another version."""
    if not is_known():
        raise ValueError("another version of WeasyPrint may have more in it")

    root = ElementTree.fromstring(_VOID.sub(r"<\1/>", page))  # expat, without a DTD
    html = engine.HTML.__new__(engine.HTML)
    html.base_url = engine._find_base_url(root, None)
    html.url_fetcher, html.media_type = fetcher, "print"
    html.wrapper_element = _wrapper().from_html_root(root)
    html.etree_element = html.wrapper_element.etree_element
    return html


@lru_cache(maxsize=1)
def _wrapper() -> Any:
    """cssselect2's ``ElementWrapper``, which finds elements by their names at once: it would wrap
    each element and match it, and the engine asks for stylesheets and metadata of every page.
    """
    from cssselect2 import ElementWrapper

    class Wrapper(ElementWrapper):  # type: ignore[misc]
        """An element with the ways of one of a web page."""

        def query_all(self, *selectors: Any) -> Iterator[Any]:
            """The elements that match any of ``selectors``, in their order."""
            if not _IN_HEADS.issuperset(selectors):
                yield from super().query_all(*selectors)
                return
            for element in self.etree_element.iter():
                if element.tag in selectors:
                    yield self.from_html_root(element)

    return Wrapper
