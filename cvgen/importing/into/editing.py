"""Inserts values into the text of a YAML file; every other character stays as it is.

A place in a tree is found by the spans of the parser. After the changes the text is read again:
it must say what it said before, and the new values.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from cvgen.errors import InputError
from cvgen.importing.imported import Out, Value, plain_data
from cvgen.importing.yaml_text import in_flow, item_lines, key_lines
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar, Source
from cvgen.source.yaml_source import read_yaml

_LINE = pattern("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
_COMMENT = pattern(r"\s*(?:#.*)?$")


class NoPlaceError(Exception):
    """The text has no place for a value: ``node`` is what is there instead, and ``hint`` helps."""

    def __init__(self, node: Node, hint: str) -> None:
        super().__init__(hint)
        self.node, self.hint = node, hint


class Editor:
    """Changes the text of ``source``; the values ``quoted`` are written in quotes."""

    def __init__(self, source: Source, quoted: Collection[Value] = ()) -> None:
        self.source = source
        self.quoted = quoted
        self.lines = [line for line in _LINE.findall(source.text) if line]
        self.end = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        self.expected: Any = _raw(source.root)
        self._added: dict[int, list[str]] = {}
        self._replaced: list[tuple[int, int, int, str]] = []

    def add_items(self, path: Path, items: Sequence[tuple[int, Out]]) -> list[Path]:
        """Insert each of ``items`` before the item of the list at ``path`` with its number.

        The numbers ascend and count the items of the list as it is; its length means the end. The
        result are the paths of the new items.
        """
        node = self.source.node_at(path)
        assert isinstance(node, Listing)
        if self._sign(node) == "[":
            self._add_in_brackets(node, [item for _, item in items])
        elif self._sign(node) == "-":
            for number, item in items:
                self._insert_item(path, node, number, item)
        else:
            raise NoPlaceError(node, "write the list with a line for each item")
        found = _at(self.expected, path)
        for number, item in reversed(items):
            found.insert(number, plain_data(item))
        return [(*path, number + before) for before, (number, _) in enumerate(items)]

    def add_key(self, path: Path, key: str, value: Out, after: str | None = None) -> None:
        """Add ``key`` to the mapping at ``path``, behind the key ``after`` or at its end."""
        node = self.source.node_at(path)
        assert isinstance(node, Mapping)
        if self._sign(node) == "{" or node.span.file:
            raise NoPlaceError(node, "write the mapping with a line for each key")
        before = after or list(node.items)[-1]
        column = node.keys[before].column - 1
        lines = key_lines(key, value, column, self.quoted)
        if path == ("sections",):
            lines = ["", *lines] if len(node.items) < 2 or self._are_apart(node) else lines
        self._insert(self._end_of(node.items[before], node.keys[before].line), lines)
        _at(self.expected, path)[key] = plain_data(value)

    def fill(self, path: Path, value: Out) -> None:
        """Give the key at ``path`` a value, which has none."""
        key = self.source.key_span_of(path)
        lines = key_lines("x", value, key.column - 1, self.quoted)[1:]
        if not lines or not _COMMENT.match(self._rest_after(key.end_line, key.end_column)):
            raise NoPlaceError(self.source.node_at(path) or self.source.root, "remove this key")
        self._added.setdefault(key.line, [])[:0] = lines  # before keys that are added behind it
        _at(self.expected, path[:-1])[path[-1]] = plain_data(value)

    def make_list(self, path: Path, items: Sequence[Out]) -> list[Path]:
        """Make the text at ``path`` a list of it and ``items``; the paths of these."""
        node = self.source.node_at(path)
        if not isinstance(node, Scalar) or node.span.line != node.span.end_line:
            raise NoPlaceError(node or self.source.root, "write it as a list")
        span, written = node.span, self.lines[node.span.line - 1]
        old = written[span.column - 1 : span.end_column - 1]
        if old[:1] in "&*!|>" or (node.plain and set(old) & set(",[]{}")):
            raise NoPlaceError(node, "write it as a list")
        text = f"[{old}, {', '.join(map(in_flow, items))}]"
        self._replaced.append((span.line, span.column - 1, span.end_column - 1, text))
        found = _at(self.expected, path[:-1])
        found[path[-1]] = [found[path[-1]], *map(plain_data, items)]
        return [(*path, number) for number in range(1, len(items) + 1)]

    def add_sections(self, sections: dict[str, Out]) -> None:
        """Add the key `sections` behind all other keys."""
        root = self.source.root
        assert isinstance(root, Mapping)
        if "sections" in root.items:
            self.fill(("sections",), sections)
        else:
            self._insert(self._end_of(root), [""])
            self.add_key((), "sections", sections)

    def result(self) -> Source:
        """The tree of the new text; NoPlaceError if that does not say what it should."""
        lines = list(self.lines)
        for line, start, end, text in sorted(self._replaced, reverse=True):
            lines[line - 1] = lines[line - 1][:start] + text + lines[line - 1][end:]
        for after in sorted(self._added, reverse=True):
            if after and not lines[after - 1].endswith(("\n", "\r")):
                lines[after - 1] += self.end
            lines[after:after] = [f"{line}{self.end}" for line in self._added[after]]
        try:
            made = read_yaml(self.source.name, "".join(lines).encode(), includes=True)
        except InputError:
            made = None
        if made is None or _raw(made.root) != self.expected:
            hint = "cvgen cannot tell where a value would go in this text: import into a new CV"
            raise NoPlaceError(self.source.root, hint)
        return made

    def new_line(self, line: int) -> int:
        """Where the old line ``line`` is in the new text."""
        return line + sum(len(added) for after, added in self._added.items() if after < line)

    def _sign(self, node: Node) -> str:
        text = "" if node.span.file else self.source.line(node.span.line)
        return text[node.span.column - 1 : node.span.column]

    def _insert(self, after: int, lines: Sequence[str]) -> None:
        """Insert ``lines`` behind line ``after``, from 1, and what was inserted there.

        Comments that are indented deeper follow the value before: a block text must not take them.
        """
        indent = min((_indent(line) for line in lines if line), default=0)
        for number in range(after + 1, len(self.lines) + 1):
            line = self.source.line(number)
            if line.strip() and not (line.lstrip().startswith("#") and _indent(line) > indent):
                break
            after = number if line.strip() else after
        self._added.setdefault(after, []).extend(lines)

    def _insert_item(self, path: Path, node: Listing, number: int, item: Out) -> None:
        lines = item_lines(item, node.span.column - 1, self.quoted)
        if number:
            after = self._end_of(node.items[number - 1])
        else:
            after = self.source.key_span_of(path).line
        if len(node.items) > 1 and not self.source.line(self._end_of(node.items[0]) + 1).strip():
            lines = ["", *lines] if number else [*lines, ""]
        self._insert(after, lines)

    def _add_in_brackets(self, node: Listing, items: list[Out]) -> None:
        line, end = node.span.end_line, node.span.end_column - 2
        written = self.lines[line - 1][:end].rstrip()
        comma = "" if written.endswith((",", "[")) else ","
        text = f"{comma} {', '.join(map(in_flow, items))}".removeprefix(" " * (not node.items))
        self._replaced.append((line, len(written), end, text))

    def _end_of(self, node: Node, key_line: int = 0) -> int:
        """The last line of ``node``, without blank lines and comments behind it."""
        if isinstance(node, Scalar) or self._sign(node) in ("[", "{"):
            span = node.span
            last = span.end_line - (span.end_column == 1 and span.end_line > span.line)
            while last > span.line and not self.source.line(last).strip():
                last -= 1
            return max(last, key_line)
        if isinstance(node, Listing):
            inner = [self._end_of(one) for one in node.items]
        else:
            inner = [self._end_of(one, node.keys[key].line) for key, one in node.items.items()]
        return max([key_line, node.span.line, *inner])

    def _are_apart(self, node: Mapping) -> bool:
        """True if there is a blank line between the first keys of ``node``."""
        first = next(iter(node.items))
        end = self._end_of(node.items[first], node.keys[first].line)
        return not self.source.line(end + 1).strip()

    def _rest_after(self, line: int, column: int) -> str:
        return self.source.line(line)[column - 1 :].lstrip(" :").removeprefix("null")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _raw(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_raw(inner) for inner in node.items]
    return {key: _raw(inner) for key, inner in node.items.items()}


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
