"""Which lines an item takes up, in the file of a CV and in those that it includes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cvgen.errors import Span
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar, Source


@dataclass(frozen=True, slots=True)
class LineRange:
    """The lines of a ``file`` (empty: the CV's own) from ``first`` to ``last``."""

    file: str
    first: int
    last: int

    def has(self, file: str, line: int) -> bool:
        """Whether ``line`` of ``file`` is one of them."""
        return file == self.file and self.first <= line <= self.last


@dataclass(frozen=True)
class SourceLines:
    """Finds the items of a parsed file by the lines that they take up."""

    source: Source

    def start_of(self, path: Path) -> Span:
        """Where the item at ``path`` begins: at its key, or in a list at its value."""
        return self.source.key_span_of(path)

    def within(self, paths: Iterable[Path], file: str, line: int) -> set[Path]:
        """Those of ``paths`` whose items begin in a line, else the innermost that it is part of.

        A line of the person's that is of none, as the key of a list, is of all in that field.
        """
        found = {path: self._of(path) for path in paths}
        starts = {path: self.start_of(path) for path in found}
        begin = {path for path in found if (starts[path].file, starts[path].line) == (file, line)}
        if begin:
            return begin
        spanning = {path for path in found if any(one.has(file, line) for one in found[path])}
        outer = {path[:length] for path in spanning for length in range(1, len(path))}
        fields = {path[:1] for path in found} - {("sections",)}
        of_fields = {one for one in fields if any(part.has(file, line) for part in self._of(one))}
        return spanning - outer or {path for path in found if path[:1] in of_fields}

    def _of(self, path: Path) -> list[LineRange]:
        """The lines from the key of an item to its end; two pieces if its value is elsewhere."""
        key, value = self.start_of(path), self.source.span_of(path)
        last = self._ends.get((value.file, value.line, value.column), value.line)
        if key.file == value.file and key.line <= value.line:
            return [LineRange(key.file, key.line, last)]
        own = LineRange(key.file, key.line, _last_indented(self.source.text_of(key), key))
        return [own, LineRange(value.file, value.line, last)]

    @cached_property
    def _ends(self) -> dict[tuple[str, int, int], int]:
        """The last line of each value of the tree, by where the value starts."""
        ends: dict[tuple[str, int, int], int] = {}
        waiting, seen = [self.source.root], set[int]()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            span = node.span
            place = (span.file, span.line, span.column)
            ends[place] = max(_last_line(self.source.text_of(span), node), ends.get(place, 0))
            waiting += _inner(node)
        return ends


def _inner(node: Node) -> list[Node]:
    if isinstance(node, Listing):
        return node.items
    return list(node.items.values()) if isinstance(node, Mapping) else []


def _last_line(text: Source, node: Node) -> int:
    """The last line of ``node`` that is neither empty nor, where it is no text, a comment.

    A block's span goes on to what follows it.
    """
    span, last = node.span, node.span.end_line
    if last > span.line and not text.line(last)[: span.end_column - 1].strip():
        last -= 1
    while last > span.line and _is_idle(text.line(last), isinstance(node, Scalar)):
        last -= 1
    return last


def _is_idle(line: str, is_text: bool) -> bool:
    line = line.strip()
    return not line or (line.startswith("#") and not is_text)


def _last_indented(text: Source, key: Span) -> int:
    """The last line that is part of a key's value, as it stands further to the right."""
    last = key.line
    while (line := text.line(last + 1)).strip() and len(line) - len(line.lstrip()) >= key.column:
        last += 1
    return last
