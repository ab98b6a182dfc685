"""JSON text → a tree with the place of every value, as the YAML reader makes it.

It takes what files in use contain: comments, commas before a closing bracket, a key written twice
(the second gets its line number), control characters in texts.
"""

from __future__ import annotations

from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from cvgen.errors import InputError, Span
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source, point
from cvgen.source.yaml_source import MAX_DEPTH, MAX_VALUES

_BLANK = pattern(r"(?:[\s\ufeff]|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)*")
_WORD = pattern(r"[^\s,\[\]{}:\"]+")
_LITERAL = pattern(r"true|false|null|NaN|-?Infinity|-?\d[\d.eE+-]*")


def read_json(name: str, text: str) -> Source:
    """The tree of ``text``; InputError (E766) at the place of the first error, E767 for limits."""
    source = Source(name, text, Scalar("", point(1, 1)))
    reader = _Reader(source)
    source.root = reader.whole()
    return source


class _Reader:
    """Reads ``text`` from left to right; ``at`` is the place reached."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.values = 0
        self.starts = [0] + [n + 1 for n, char in enumerate(self.text) if char == "\n"]

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
        if depth > MAX_DEPTH:
            self._fail(f"values are nested more than {MAX_DEPTH} deep", start, "E767")
        if self.values > MAX_VALUES:
            self._fail(f"the file has more than {MAX_VALUES} values", start, "E767")
        if sign == "{":
            return self._mapping(depth, start)
        if sign == "[":
            return self._listing(depth, start)
        if sign == '"':
            return Scalar(self._string(), self._span(start), plain=False)
        word = _WORD.match(self.text, start)
        if word is None or not _LITERAL.fullmatch(word[0]):
            what = f"'{word[0]}'" if word else f"'{sign}'" if sign else "the end of the file"
            self._fail(f"a value is needed here, not {what}", start)
        assert word is not None
        self.at = word.end()
        return Scalar(word[0], self._span(start))

    def _string(self) -> str:
        start = self.at
        try:
            text, self.at = scanstring(self.text, start + 1, False)
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
        return Listing(items, self._span(start))

    def _mapping(self, depth: int, start: int) -> Mapping:
        node = Mapping({}, self._span(start))
        self.at += 1
        while (sign := self._next()) != "}":
            if sign != '"':
                self._fail("a key in double quotes is needed here", self.at)
            place = self.at
            key = self._string()
            span = self._span(place)
            if self._next() != ":":
                self._fail("a colon is needed after a key", self.at)
            self.at += 1
            value = self._value(depth + 1)
            key = key if key not in node.items else f"{key} (line {span.line})"
            while key in node.items:
                key += "'"
            node.items[key], node.keys[key] = value, span
            self._comma("}")
        self.at += 1
        node.span = self._span(start)
        return node

    def _comma(self, end: str) -> None:
        """Pass a comma, which may be missing only before ``end``."""
        sign = self._next()
        if sign == ",":
            self.at += 1
        elif sign != end:
            self._fail(f"a comma or '{end}' is needed here", self.at)

    def _span(self, start: int) -> Span:
        return Span(*self._place(start), *self._place(self.at))

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def _fail(self, message: str, at: int, code: str = "E766") -> None:
        line, column = self._place(at)
        hint = None if code == "E767" else "the file is not valid JSON; export it again"
        raise InputError(self.source.problem(code, message, point(line, column), hint))
