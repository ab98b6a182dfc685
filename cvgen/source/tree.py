"""The tree of a data file: mappings, lists and scalars, each with its span in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cvgen.errors import Problem, Severity, Span
from cvgen.markup.passages import Listed, parts_of
from cvgen.patterns import pattern
from cvgen.source.encodings import split_lines

Path = tuple[str | int, ...]
KeyPath = tuple[str, ...]
"""The keys that lead to a value, without positions in lists."""
Plain = str | list["Plain"] | dict[str, "Plain"] | None
INCLUDE = "from"
"""The key that includes a file: where its value names one, the file's content replaces it."""
_BESIDE = ("title", "type", "note", "for", "not_for", "tags", "visibility", "priority")
"""Keys beside the items of a mapping that stands for a list."""
_FILE = pattern(r"\.[A-Za-z]{2,5}\s*$|^[/~\\]|^\.\.?[/\\]|^\w+://|[/\\].*[A-Za-z]")


@dataclass(slots=True)
class Scalar:
    """A text as typed; ``plain`` if without quotes; ``rows`` are the numbers of its lines."""

    text: str
    span: Span
    plain: bool = True
    rows: tuple[int, ...] = ()

    @property
    def is_null(self) -> bool:
        """True if YAML reads it as nothing: empty, ``~`` or ``null``."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    items: list[Node]
    span: Span


@dataclass(slots=True)
class Mapping:
    """Unique keys in order, with their nodes; ``keys`` are the spans of the keys themselves."""

    items: dict[str, Node]
    span: Span
    keys: dict[str, Span] = field(default_factory=dict)


Node = Scalar | Listing | Mapping


class Labelled(NamedTuple):
    """An entry of a bibliography, with its key and keywords, which are not part of its content."""

    key: str
    words: tuple[str, ...]
    node: Mapping


@dataclass(slots=True)
class Source:
    """A parsed file: its name as shown to the user, its text and the root of its tree.

    ``parts`` are included files by name; ``labelled`` are the entries of a bibliography; ``via`` is
    where this file itself is included.
    """

    name: str
    text: str
    root: Node
    warnings: list[Problem] = field(default_factory=list)
    parts: dict[str, Source] = field(default_factory=dict)
    via: str = ""
    labelled: list[Labelled] | None = None
    _lines: list[str] | None = None

    def line(self, number: int) -> str:
        """Line ``number`` (from 1) without its end; empty past the last one."""
        if self._lines is None:
            self._lines = split_lines(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def problem(
        self, code: str, message: str, span: Span, hint: str | None = None,
        severity: Severity = "error",
    ) -> Problem:  # fmt: skip
        """A problem at ``span`` with its line, in this file or the part that ``span`` is in."""
        text = self.text_of(span)
        excerpt = text.line(span.line)
        span = replace(span, file="") if span.file else span
        return Problem(code, message, text.name, span, excerpt, hint, severity, text.via)

    def text_of(self, span: Span) -> Source:
        """The file that ``span`` is in: this one, or one of its parts."""
        return self.parts.get(span.file, self)

    def place_of(self, path: Sequence[str | int]) -> str:
        """Where the value at ``path`` stands, in short: ``12``, or ``pubs.yaml:12`` in a part."""
        return self.span_of(path).place

    def node_at(self, path: Sequence[str | int]) -> Node | None:
        """The value at exactly ``path``, or None."""
        node: Node | None = self.root
        for step in path:
            node = _child(node, step)
        return node

    def span_of(self, path: Sequence[str | int]) -> Span:
        """Where the value at ``path`` stands; steps that only the model has are skipped."""
        return first_line(self._find(path)[1].span)

    def key_span_of(self, path: Sequence[str | int]) -> Span:
        """Where the key at the end of ``path`` stands, or its value if it has no key."""
        return self._find(path)[0]

    def last_key(self, path: Path, start: int) -> str | None:
        """The last key of ``path`` that the text has, from step ``start`` on; never `text`."""
        name = None
        for number, (step, parent, child) in enumerate(self._steps(path)):
            is_choice = isinstance(path[number], int) and path[number - 1 : number] == ("choices",)
            if child is not None and isinstance(parent, Mapping) and number >= start:
                name = name if step == "text" or is_choice else str(step)
        return name

    def line_span(self, path: Sequence[str | int], line: int) -> Span:
        """Where line ``line`` (from 0) of the text at ``path`` stands."""
        return self.row_span(self._find(path)[1], line)

    def row_span(self, node: Node, line: int) -> Span:
        """Where line ``line`` (from 0) of the text ``node`` stands, else where ``node`` starts."""
        if not isinstance(node, Scalar) or line >= len(node.rows):
            return first_line(node.span)
        text, number = self.text_of(node.span).line(node.rows[line]), node.rows[line]
        at, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return Span(number, at + 1, number, max(end, at + 1) + 1, node.span.file)

    def _find(self, path: Sequence[str | int]) -> tuple[Span, Node]:
        """Where the key at the end of ``path`` stands, and its value."""
        key, node = first_line(self.root.span), self.root
        for step, parent, child in self._steps(path):
            node = child or parent
            if child is not None:
                keys = parent.keys if isinstance(parent, Mapping) else {}
                key = keys.get(str(step)) or first_line(child.span)
        return key, node

    def _steps(self, path: Sequence[str | int]) -> Iterator[tuple[str | int, Node, Node | None]]:
        """Each step of ``path``: the step, the node it starts from, and the node it leads to."""
        node = owner = self.root
        for step in _without_positions(node, path):
            node, owner = _parent(node, owner, step)
            child = _child(node, step)
            yield step, node, child
            node = child or node


def point(line: int, column: int) -> Span:
    """The span of one character."""
    return Span(line, column, line, column + 1)


def nodes_of(root: Node, without: Node | None = None) -> Iterator[Node]:
    """``root`` and all nodes below it, once each; without ``without`` and what only it holds."""
    waiting, seen = [root], {id(root), id(without)}
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Scalar):
            continue
        for inner in node.items if isinstance(node, Listing) else node.items.values():
            if id(inner) not in seen:
                seen.add(id(inner))
                waiting.append(inner)


def is_in(path: Path, paths: Set[Path]) -> bool:
    """True if ``path``, or a value around it, is one of ``paths``."""
    return any(path[:length] in paths for length in range(1, len(path) + 1))


def is_include(node: Node | None) -> bool:
    """True if ``node`` is a mapping whose `from` names files rather than, say, a date."""
    return bool(included_files(node))


def included_files(node: Node | None) -> list[Scalar]:
    """The names of files at the `from` of ``node``; empty if anything else is there."""
    found = node.items.get(INCLUDE) if isinstance(node, Mapping) else None
    names = found.items if isinstance(found, Listing) else [found]
    are_files = all(isinstance(name, Scalar) and names_file(name.text) for name in names)
    return [name for name in names if isinstance(name, Scalar)] if are_files else []


def names_file(text: str) -> bool:
    """True if ``text`` looks like a path or a file name with a suffix."""
    return _FILE.search(text) is not None


def to_plain(
    node: Node, is_known: Callable[[KeyPath, str], bool] = lambda *_: True, within: KeyPath = ()
) -> Plain:
    """The tree as dicts, lists and strings; null keys go, but unknown ones become empty texts."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Listing):
        return [to_plain(item, is_known, within) for item in node.items]
    plain = {key: to_plain(item, is_known, (*within, key)) for key, item in node.items.items()}
    return {
        key: "" if value is None else value
        for key, value in plain.items()
        if value is not None or not is_known(within, key)
    }


def _without_positions(node: Node, path: Sequence[str | int]) -> list[str | int]:
    """``path`` with keys for positions in a mapping that stands for a list of its items."""
    steps: list[str | int] = []
    found = node
    for number, step in enumerate(path):
        if isinstance(found, Mapping) and isinstance(step, int):
            keys = [key for key in found.items if key not in _BESIDE]
            if step < len(keys) and not set(path[number + 1 :]) & set(keys):
                step = keys[step]
        steps.append(step)
        found = _child(_only_child(found, step), step) or found
    return steps


def _parent(node: Node, owner: Node, step: str | int) -> tuple[Node, Node]:
    """The node that has ``step``, and the last non-scalar node (so far: ``owner``)."""
    node = _only_child(node, step)
    if isinstance(node, Scalar) and isinstance(owner, Mapping) and step in owner.items:
        node = owner  # a mark beside the text; the model has it in the text
    return node, owner if isinstance(node, Scalar) else node


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.items.get(str(step)) or (_sole_list(node) if step == "items" else None)
    if isinstance(node, Scalar) and node.rows:
        return _listed(node, step)
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _sole_list(node: Mapping) -> Listing | None:
    """The list of ``{Published at: [a, b]}``, short for a text with items."""
    keys = [key for key in node.items if key not in _BESIDE]
    found = node.items[keys[0]] if len(keys) == 1 else None
    return found if isinstance(found, Listing) else None


def _listed(node: Scalar, step: str | int) -> Node | None:
    """The `items` of a text of several lines, or one item if the whole text is a list."""
    parts = parts_of(node.text)
    first = next((part for part in parts if isinstance(part, Listed)), None)
    if first is None or (step != "items" and parts[0] is not first):
        return None
    inner = first.items[0].below
    if step == "items" and parts == [first] and len(first.items) == 1 and inner:
        return _lines_of(node, inner)
    made = _lines_of(node, first)
    return made if step == "items" else _child(made, step)


def _lines_of(node: Scalar, listed: Listed) -> Listing:
    """The items of ``listed`` with their spans in ``node``."""
    made: list[Node] = []
    for item in listed.items:
        row = node.rows[item.line] if item.line < len(node.rows) else node.span.line
        span = replace(point(row, 1), file=node.span.file)
        text = Scalar(item.text, span)
        below = _lines_of(node, item.below) if item.below else None
        made.append(Mapping({"text": text, "items": below}, span, {}) if below else text)
    return Listing(made, node.span)


def _only_child(node: Node, step: str | int) -> Node:
    """The inner mapping of ``{name: {step: ...}}``, short for ``{name: ..., step: ...}``."""
    if isinstance(node, Mapping) and len(node.items) == 1 and step not in node.items:
        (child,) = node.items.values()
        if isinstance(child, Mapping) and step in child.items:
            return child
    return node


def first_line(span: Span) -> Span:
    """``span`` for a caret: only the start of a value that has several lines."""
    if span.end_line == span.line:
        return span
    return Span(span.line, span.column, span.line, span.column + 1, span.file)
