"""Web pages: the text, attributes, styles, data for machines, and what is in ``data:`` URLs."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from cvgen.finished.base import REMOTE, Author, Inner, Part, Piece, Remark, paths_in
from cvgen.finished.plain import shortened, unescaped

_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w=.+-]+)*),([^\"')\s]*)", re.IGNORECASE)
_LOADING = {
    "img": ("src", "srcset"), "script": ("src",), "iframe": ("src",), "embed": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "source": ("src", "srcset"),
    "object": ("data",), "track": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}  # fmt: skip
_LOADED_LINKS = {"stylesheet", "preload", "icon", "preconnect", "prefetch", "modulepreload"}
_CSS_REMOTE = re.compile(
    r"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]+)", re.IGNORECASE
)
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dd", "dt", "section", "br",
           "header", "footer", "td", "th", "ul", "ol", "article", "title", "svg"}  # fmt: skip


def page_parts(source: str) -> Iterator[Part]:
    """What a web page says, to readers and to machines."""
    page = _Page()
    page.feed(source)
    page.close()
    yield Piece("the page", "".join(page.text), lines=source)
    yield from page.parts
    yield from _inner_files(source)
    yield from paths_in("the page", _DATA.sub("", source))


class _Page(HTMLParser):
    """Collects the text of a page and the parts that are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.parts: list[Part] = []
        self.raw = ""
        self.kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with its attributes."""
        values = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.raw, self.kind = tag, values.get("type", "")
            if tag == "script" and "json" not in self.kind:
                self.parts.append(Remark("the page has a script"))
        if tag in _BLOCKS:
            self.text.append("\n")
        self._attributes(tag, values)

    def _attributes(self, tag: str, values: dict[str, str]) -> None:
        line = self.getpos()[0]
        for name, value in values.items():
            if not value or value.startswith("data:"):
                continue
            text = unescaped(value)
            self.parts.append(Piece(f"line {line}, attribute '{name}'", text, seen=False))
            if name.startswith("on") or value.strip().casefold().startswith("javascript:"):
                self.parts.append(Remark(f"the page has a script (line {line})"))
            if _is_loaded(tag, name, values) and REMOTE.match(value):
                self._remote(value)
            if name == "style":
                self._style(value)
        if tag == "meta" and values.get("name", "").casefold() == "author":
            self.parts.append(Author("the page's 'author'", values.get("content", "")))

    def _remote(self, url: str) -> None:
        self.parts.append(Remark("something is loaded from another host", url.strip()[:80]))

    def _style(self, text: str) -> None:
        for url in _CSS_REMOTE.findall(text):
            self._remote(url)

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self.raw = "" if tag == self.raw else self.raw
        if tag in _BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Text, or what is in a style or script."""
        if not self.raw:
            self.text.append(data)
            return
        if self.raw == "style":
            self._style(data)
            data = _DATA.sub("", data)
        what = "the data for search engines" if "json" in self.kind else f"a {self.raw}"
        text = "\n".join(_strings(data)) if "json" in self.kind else unquote(data)
        self.parts.append(Piece(what, text, seen=False))

    def handle_comment(self, data: str) -> None:
        """A comment."""
        if data.strip():
            self.parts.append(Piece("a comment", unescaped(data), seen=False))
            self.parts.append(Remark("the page has a comment", shortened(data)))


def _is_loaded(tag: str, name: str, values: dict[str, str]) -> bool:
    if tag == "link":
        return name == "href" and bool(set(values.get("rel", "").lower().split()) & _LOADED_LINKS)
    return name in _LOADING.get(tag, ())


def _strings(source: str) -> Iterator[str]:
    """The keys and texts of JSON; the source where it is none."""
    try:
        yield from _strings_in(json.loads(source))
    except (ValueError, RecursionError):
        yield source


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings_in(item)
    else:
        yield str(value)


def _inner_files(source: str) -> Iterator[Inner]:
    """What ``data:`` URLs hold."""
    found = dict.fromkeys(_DATA.findall(source))
    for number, (kind, parameters, content) in enumerate(found, 1):
        try:
            encoded = unquote_to_bytes(content)
            data = base64.b64decode(encoded) if ";base64" in parameters.casefold() else encoded
        except (binascii.Error, ValueError):
            continue
        suffix = kind.rpartition("/")[2].partition("+")[0]
        yield Inner(f"the embedded file {number} ({kind or 'text'})", f"embedded.{suffix}", data)
