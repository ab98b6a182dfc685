"""Reads web pages: text, attributes, styles, machine-readable data, and ``data:`` URLs."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import unquote_to_bytes

from cvgen.audit.readers import base
from cvgen.audit.readers.base import AuthorName, FoundText, Inner, Part, Remark
from cvgen.hidden.decoding import append_decoded, decode_entities, unescape_css
from cvgen.patterns import pattern

_TAG = pattern(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = pattern(r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_CLOSE = pattern(r"[\s/]*>?")
_RAW = {name: pattern(rf"</{name}(?![A-Za-z])", re.IGNORECASE) for name in ("script", "style")}
_DATA = pattern(r"data:([\w.+/-]*)((?:;[\w=.+-]+)*),([^\"')\s]*)", re.IGNORECASE)
_LOADING = {
    "img": ("src", "srcset"), "script": ("src",), "iframe": ("src",), "embed": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "source": ("src", "srcset"),
    "object": ("data",), "track": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}  # fmt: skip
_LOADED_LINKS = {"stylesheet", "preload", "icon", "preconnect", "prefetch", "modulepreload"}
_CSS_REMOTE = pattern(
    r"(?:url\(\s{0,9}[\"']?|@import\s{1,9}[\"'])((?:https?:)?//[^\"')\s]+)", re.IGNORECASE
)
_ENTITY = pattern(r"<!ENTITY\s{1,9}([\w.-]{1,60})\s{1,9}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})')")
_MOST_ENTITIES, _MOST_EXPANDED = 100, 1_000_000
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dd", "dt", "section", "br",
           "header", "footer", "td", "th", "ul", "ol", "article", "title", "svg"}  # fmt: skip


def page_parts(source: str) -> Iterator[Part]:
    """The parts of a web page, for readers and for machines."""
    page = _WebPage(source)
    page.read()
    yield FoundText("the page", "".join(page.text), lines=source)
    yield from page.parts
    yield from _expand_entities(source)
    yield from _inner_files(source)
    yield from base.paths_in("the page", _DATA.sub("", source))


class _WebPage:
    """Collects the text of a page and its other parts."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.parts: list[Part] = []
        self.raw = ""
        self.kind = ""
        self._line, self._counted = 1, 0

    def read(self) -> None:
        """Read the whole page."""
        for token in tokens(self.source):
            if token.kind == "opens":
                self._opens(token)
            elif token.kind == "closes":
                self.raw = "" if token.text == self.raw else self.raw
                if token.text in _BLOCKS:
                    self.text.append("\n")
            elif token.kind == "comment":
                self._comment(token.text)
            elif token.kind == "declaration":
                self.parts.append(
                    FoundText("a declaration", append_decoded(token.text), seen=False)
                )
            elif self.raw:
                self._raw(token.text)
            else:
                self.text.append(token.text)

    def _line_of(self, token: Token) -> int:
        self._line += self.source.count("\n", self._counted, token.start)
        self._counted = token.start
        return self._line

    def _opens(self, token: Token) -> None:
        tag, values = token.text, token.attributes
        if tag in ("script", "style"):
            self.raw, self.kind = tag, values.get("type", "")
            if tag == "script" and "json" not in self.kind:
                self.parts.append(Remark("the page has a script"))
        if tag in _BLOCKS:
            self.text.append("\n")
        self._attributes(tag, values, self._line_of(token))

    def _attributes(self, tag: str, values: dict[str, str], line: int) -> None:
        for name, value in values.items():
            if not value or value.startswith("data:"):
                continue
            text = append_decoded(unescape_css(value) if name == "style" else value)
            place = f"line {line}, attribute '{name.split()[0]}'"
            self.parts.append(FoundText(place, text, seen=False))
            if name.startswith("on") or value.strip().casefold().startswith("javascript:"):
                self.parts.append(Remark(f"the page has a script (line {line})"))
            if _is_loaded(tag, name, values) and base.REMOTE.match(value):
                self._remote(value)
            if name == "style":
                self._style(value)
        if tag == "meta" and values.get("name", "").casefold() == "author":
            self.parts.append(AuthorName("the page's 'author'", values.get("content", "")))

    def _remote(self, url: str) -> None:
        self.parts.append(Remark("a resource is loaded from another host", url.strip()[:80]))

    def _style(self, text: str) -> None:
        for url in _CSS_REMOTE.findall(text):
            self._remote(url)

    def _raw(self, data: str) -> None:
        if self.raw == "style":
            self._style(data)
            data = unescape_css(_DATA.sub("", data))
        what = "the data for search engines" if "json" in self.kind else f"a {self.raw}"
        text = "\n".join(_strings(data)) if "json" in self.kind else data
        self.parts.append(FoundText(what, append_decoded(text), seen=False))

    def _comment(self, data: str) -> None:
        if data.strip():
            self.parts.append(FoundText("a comment", append_decoded(data), seen=False))
            self.parts.append(Remark("the page has a comment", base.one_line(data)))


def _expand_entities(source: str) -> Iterator[Part]:
    """The source with the entities of its document type replaced by their texts, once."""
    if "<!ENTITY" not in source:
        return
    found = _ENTITY.findall(source)[:_MOST_ENTITIES]
    values = {name: double or single for name, double, single in found}
    names = re.compile("&(" + "|".join(map(re.escape, values)) + ");")
    size = 0

    def text(match: re.Match[str]) -> str:
        nonlocal size
        size += len(values[match.group(1)])
        return values[match.group(1)] if size < _MOST_EXPANDED else ""

    if values:
        plain = re.sub("<[^<>]*>", "", names.sub(text, source))
        yield FoundText("the page with its entities expanded", append_decoded(plain), seen=False)


def _is_loaded(tag: str, name: str, values: dict[str, str]) -> bool:
    if tag == "link":
        return name == "href" and bool(set(values.get("rel", "").lower().split()) & _LOADED_LINKS)
    return name in _LOADING.get(tag, ())


def _strings(source: str) -> Iterator[str]:
    """The keys and texts of JSON; the whole source if it is not JSON."""
    try:
        yield from _strings_in(json.loads(source))
    except (ValueError, RecursionError):
        yield source


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in chain(*value.items()) if isinstance(value, dict) else value:
            yield from _strings_in(item)
    else:
        yield str(value)


def _inner_files(source: str) -> Iterator[Inner]:
    """The files in ``data:`` URLs."""
    found = dict.fromkeys(_DATA.findall(source))
    for number, (kind, parameters, content) in enumerate(found, 1):
        try:
            encoded = unquote_to_bytes(content)
            data = base64.b64decode(encoded) if ";base64" in parameters.casefold() else encoded
        except (binascii.Error, ValueError):
            continue
        suffix = kind.rpartition("/")[2].partition("+")[0]
        yield Inner(f"the embedded file {number} ({kind or 'text'})", f"embedded.{suffix}", data)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a source from ``start``: a tag, text, comment or declaration.

    A tag ``opens`` or ``closes``; its ``text`` is its name, and only it has ``attributes``.
    """

    kind: str
    start: int
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Token]:
    """The pieces of ``source`` in order; the content of a script or style is one text."""
    place = 0
    while place < len(source):
        start = source.find("<", place)
        if start < 0:
            yield Token("text", place, decode_entities(source[place:]))
            return
        if start > place:
            yield Token("text", place, decode_entities(source[place:start]))
        token, place = _token(source, start)
        yield token
        if token.kind == "opens" and token.text in _RAW:
            match = _RAW[token.text].search(source, place)
            end = match.start() if match else len(source)
            yield Token("text", place, source[place:end])
            place = end


def _token(source: str, start: int) -> tuple[Token, int]:
    """The piece that begins with the ``<`` at ``start``, and where it ends."""
    for kind, begin, end in (("comment", "<!--", "-->"), ("text", "<![CDATA[", "]]>"),
                             ("declaration", "<!", ">"), ("declaration", "<?", ">")):  # fmt: skip
        if source.startswith(begin, start):
            return _until(source, start, kind, begin, end)
    match = _TAG.match(source, start)
    if match is None:
        return Token("text", start, "<"), start + 1
    slash, name = match.groups()
    attributes, place = _attributes(source, match.end())
    kind = "closes" if slash else "opens"
    return Token(kind, start, name.lower(), attributes), place


def _until(source: str, start: int, kind: str, begin: str, end: str) -> tuple[Token, int]:
    inner = start + len(begin)
    if begin == "<!" and "[" in source[inner : inner + 300].partition(">")[0]:
        end = "]>"  # a document type with declarations
    stop = source.find(end, inner)
    if stop < 0:
        return Token(kind, start, source[inner:]), len(source)
    return Token(kind, start, source[inner:stop]), stop + len(end)


def _attributes(source: str, place: int) -> tuple[dict[str, str], int]:
    """The attributes from ``place`` on, and where the tag ends."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(source, place):
        name, value = match.groups()
        if value and value[0] in "\"'" and value[-1:] == value[0]:
            value = value[1:-1]
        key = name.lower()
        found[key if key not in found else f"{key} {match.start()}"] = decode_entities(value or "")
        place = match.end()
    closed = _CLOSE.match(source, place)
    return found, closed.end() if closed else place
