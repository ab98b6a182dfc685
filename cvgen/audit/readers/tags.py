"""Splits HTML and XML into tags, comments and texts, in linear time.

An unclosed part extends to the end of the source, as in browsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cvgen.hidden.decoding import characters
from cvgen.patterns import pattern

_TAG = pattern(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = pattern(r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_CLOSE = pattern(r"[\s/]*>?")
_RAW = {name: pattern(rf"</{name}(?![A-Za-z])", re.IGNORECASE) for name in ("script", "style")}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a source from ``start``: a tag, text, comment or declaration.

    A tag ``opens`` or ``closes`` and has a ``name`` and ``attributes``; the others have ``text``.
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
            yield Token("text", place, characters(source[place:]))
            return
        if start > place:
            yield Token("text", place, characters(source[place:start]))
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
        found[key if key not in found else f"{key} {match.start()}"] = characters(value or "")
        place = match.end()
    closed = _CLOSE.match(source, place)
    return found, closed.end() if closed else place
