"""JSON text → a tree with the place of every value; the module ``json`` gives no places.

It takes what files in use contain: comments, commas before a closing bracket, a key written twice
(the second gets its line number), control characters in texts.
"""

from __future__ import annotations

from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from cvgen.patterns import pattern
from cvgen.source.places import Places
from cvgen.source.tree import Listing, Mapping, Node, Scalar
from cvgen.source.yaml_source import MAX_DEPTH, MAX_VALUES

_BLANK = pattern(r"(?:[\s\ufeff]|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)*")
_WORD = pattern(r"[^\s,\[\]{}:\"]+")
_LITERAL = pattern(r"true|false|null|NaN|-?Infinity|-?\d[\d.eE+-]*")


class JsonError(Exception):
    """The text is not JSON, or exceeds a limit: what is wrong, and where, in characters from 0."""

    def __init__(self, message: str, at: int, *, is_limit: bool = False) -> None:
        super().__init__(message)
        self.at, self.is_limit = at, is_limit


def read_json(places: Places, most_values: int = MAX_VALUES) -> Node:
    """The tree of the text of ``places``; JsonError at the place of the first error."""
    return _Reader(places, most_values).whole()


class _Reader:
    """Reads the text from left to right; ``at`` is the place reached."""

    def __init__(self, places: Places, most_values: int) -> None:
        self.places = places
        self.text = places.text
        self.most_values = most_values
        self.at = 0
        self.values = 0

    def whole(self) -> Node:
        """The only value of the text."""
        root = self._value(0)
        if self._next():
            self._fail("there is text after the end of the JSON", self.at)
        return root

    def _next(self) -> str:
        """The next character that is not blank; empty at the end."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> Node:
        sign, start = self._next(), self.at
        self.values += 1
        if depth >= MAX_DEPTH and sign in ("{", "["):
            self._fail(f"values are nested more than {MAX_DEPTH} deep", start, is_limit=True)
        if self.values > self.most_values:
            self._fail(f"the file has more than {self.most_values} values", start, is_limit=True)
        if sign == "{":
            return self._mapping(depth, start)
        if sign == "[":
            return self._listing(depth, start)
        if sign == '"':
            return Scalar(self._string(), self.places.span(start, self.at), plain=False)
        word = _WORD.match(self.text, start)
        if word is None or not _LITERAL.fullmatch(word[0]):
            what = f"'{word[0]}'" if word else f"'{sign}'" if sign else "the end of the file"
            self._fail(f"a value is needed here, not {what}", start)
        self.at = word.end()
        return Scalar(word[0], self.places.span(start, self.at))

    def _string(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, False)
        except JSONDecodeError as error:
            self._fail(error.msg[:1].lower() + error.msg[1:], error.pos)
        return str(text)

    def _listing(self, depth: int, start: int) -> Listing:
        items: list[Node] = []
        self.at += 1
        while self._next() != "]":
            items.append(self._value(depth + 1))
            self._comma("]")
        self.at += 1
        return Listing(items, self.places.span(start, self.at))

    def _mapping(self, depth: int, start: int) -> Mapping:
        items: dict[str, Node] = {}
        node = Mapping(items, self.places.span(start, start))
        self.at += 1
        while (sign := self._next()) != "}":
            if sign != '"':
                self._fail("a key in double quotes is needed here", self.at)
            place = self.at
            key = self._string()
            span = self.places.span(place, self.at)
            if self._next() != ":":
                self._fail("a colon is needed after a key", self.at)
            self.at += 1
            value = self._value(depth + 1)
            key = key if key not in items else f"{key} (line {span.line})"
            while key in items:
                key += "'"
            items[key], node.keys[key] = value, span
            self._comma("}")
        self.at += 1
        node.span = self.places.span(start, self.at)
        return node

    def _comma(self, end: str) -> None:
        """Pass a comma, which may be missing only before ``end``."""
        sign = self._next()
        if sign == ",":
            self.at += 1
        elif sign != end:
            self._fail(f"a comma or '{end}' is needed here", self.at)

    def _fail(self, message: str, at: int, *, is_limit: bool = False) -> NoReturn:
        raise JsonError(message, at, is_limit=is_limit)
