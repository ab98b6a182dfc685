"""JSON text → the tree of a data file, with the place of each value.

The module ``json`` gives no places. Nested values are read without recursion.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from cvgen.bibliography.places import Places
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Node, Scalar

MAX_DEPTH = 40
MAX_VALUES = 1_000_000
_BLANKS = pattern(r"[ \t\r\n]*")
_STRINGS = json.JSONDecoder(strict=False)
_LITERAL = pattern(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


class JsonError(Exception):
    """The text is not JSON: what is wrong, and where, in characters from 0."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class _Open(NamedTuple):
    """A list or an object that is being read, and where it starts."""

    node: Listing | Mapping
    start: int


def read_json(places: Places) -> Node:
    """The value of the text of ``places``; JsonError if it is not JSON or exceeds a limit."""
    return _Reader(places).value()


class _Reader:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.text = places.text
        self.at = 0
        self.stack: list[_Open] = []
        self.key: list[tuple[str, int, int] | None] = []
        self.values = 0

    def value(self) -> Node:
        """The only value of the text."""
        while True:
            done = self.step()
            while done is not None:
                if not self.stack:
                    if self.sign():
                        raise JsonError("there is text after the end of the value", self.at)
                    return done
                done = self.add(done)

    def sign(self) -> str:
        """The next character that is no blank; empty at the end."""
        match = _BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def step(self) -> Node | None:
        """The value that starts here; None if it is a collection with something in it."""
        self.values += 1
        if self.values > MAX_VALUES:
            raise JsonError(f"the file has more than {MAX_VALUES} values", self.at)
        sign, start = self.sign(), self.at
        if sign and sign in "[{":
            return self.begin(sign, start)
        if sign == '"':
            text, self.at = self.string()
            return Scalar(text, self.places.span(start + 1, self.at - 1), plain=False)
        match = _LITERAL.match(self.text, self.at)
        if match is None:
            raise JsonError("a value is missing here", self.at)
        self.at = match.end()
        return Scalar(match.group(), self.places.span(start, self.at))

    def begin(self, sign: str, start: int) -> Node | None:
        """A list or an object; None unless it is empty."""
        if len(self.stack) >= MAX_DEPTH:
            raise JsonError(f"values are nested more than {MAX_DEPTH} deep", start)
        span = self.places.span(start, start + 1)
        node: Listing | Mapping = Listing([], span) if sign == "[" else Mapping({}, span)
        self.at += 1
        if self.sign() == ("]" if sign == "[" else "}"):
            self.at += 1
            return node
        self.stack.append(_Open(node, start))
        self.key.append(self.name() if sign == "{" else None)
        return None

    def name(self) -> tuple[str, int, int]:
        """A key of an object and its place; goes past its colon."""
        if self.sign() != '"':
            raise JsonError("a key in double quotation marks is missing here", self.at)
        start = self.at
        text, self.at = self.string()
        end = self.at
        if self.sign() != ":":
            raise JsonError("a colon is missing after the key", self.at)
        self.at += 1
        return text, start + 1, end - 1

    def string(self) -> tuple[str, int]:
        try:
            text, end = _STRINGS.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            raise JsonError(error.msg[:1].lower() + error.msg[1:], error.pos) from None
        return str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace"), end

    def add(self, done: Node) -> Node | None:
        """Put a value into the open collection; the collection if that was the last one."""
        node, start = self.stack[-1]
        key = self.key[-1]
        if isinstance(node, Listing):
            node.items.append(done)
        elif key is not None:
            node.items[key[0]] = done
            node.keys[key[0]] = self.places.span(key[1], key[2])
        sign = self.sign()
        if sign == ",":
            self.at += 1
            self.key[-1] = self.name() if isinstance(node, Mapping) else None
            return None
        if sign != ("]" if isinstance(node, Listing) else "}"):
            raise JsonError("a comma or a closing bracket is missing here", self.at)
        self.at += 1
        self.stack.pop()
        self.key.pop()
        node.span = self.places.span(start, self.at)
        return node
