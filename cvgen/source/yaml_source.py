"""YAML text → :class:`~cvgen.source.tree.Source`, from the parser's events.

Events and not ``yaml.load``: nothing is constructed, so every scalar stays the text that was typed
(``NO``, ``2020-10``, ``1.10``, ``07``), and limits hold while reading: depth, number of values
with aliases counted at full size. A file gives a Source or an InputError with all its problems.
"""

from __future__ import annotations

from typing import Any

import yaml

from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source, split_lines
from cvgen.source.yaml_hints import comment_warnings, syntax_problem, tab_problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!")


def decode(name: str, data: bytes) -> str:
    """``data`` as text; InputError where it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise InputError(
            Problem("E103", f"the file is larger than {MAX_BYTES // 1_000_000} MB", name)
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InputError(Problem("E102", "the file is broken UTF-16", name)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        excerpt = data.split(b"\n")[line - 1].decode("latin-1").rstrip("\r")
        raise InputError(
            Problem(
                "E102", "the file is not UTF-8", name, Span(line, column, line, column + 1), excerpt,
                "save it with the encoding UTF-8; this line may be in Latin-1",
            )
        ) from error  # fmt: skip


def read_yaml(name: str, data: bytes) -> Source:
    """The tree of the one YAML document in ``data``; ``name`` is the file as shown to the user."""
    text = decode(name, data)
    composer = _Composer(Source(name, text, Scalar("", Span(1, 1, 1, 1))))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            composer.take(event)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        found = tab_problem(name, text, error) or syntax_problem(name, text, error)
        raise InputError([*composer.problems, found]) from error
    except _TooMuch:
        raise InputError(composer.problems) from None
    if composer.root is None and not composer.problems:
        composer.fail("E105", "the file is empty", Span(1, 1, 1, 2), "start with `name: Your Name`")
    if composer.problems:
        raise InputError(composer.problems)
    composer.source.warnings += comment_warnings(composer.source, composer.scalars)
    return composer.source


class _TooMuch(Exception):
    """A limit is passed; reading stops at once."""


class _Composer:
    """Builds the tree from events, one level of ``stack`` per open collection."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.scalars: list[Scalar] = []
        self.root: Node | None = None
        self.stack: list[tuple[Listing | Mapping, list[Node], str | None]] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.values = 0
        self.documents = 0

    def fail(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem and go on."""
        self.problems.append(self.source.problem(code, message, span, hint))

    def take(self, event: Any) -> None:
        """One event of ``yaml.parse``."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                hint = "keep one CV in each file and remove the line `---` between them"
                self.fail("E106", "the file holds more than one document", _span(event), hint)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)

    def _count(self, values: int, event: Any) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            hint = "aliases (`*name`) count as often as they are used"
            self.fail("E108", f"the file holds more than {MAX_VALUES} values", _span(event), hint)
            raise _TooMuch

    def _scalar(self, event: Any) -> None:
        self._count(1, event)
        span = _span(event)
        if event.tag and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        node = Scalar(event.value, span, plain=not event.style and event.tag is None)
        self.scalars.append(node)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self._add(node)

    def _open(self, event: Any) -> None:
        self._count(1, event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self.fail("E109", message, _span(event), "a CV needs about six levels")
            raise _TooMuch
        if event.tag and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        node: Listing | Mapping = Mapping({}, _span(event)) if is_map else Listing([], _span(event))
        self.stack.append((node, [], event.anchor))
        if event.anchor:
            self.anchors[event.anchor] = (node, -self.values)

    def _close(self, event: Any) -> None:
        node, parts, anchor = self.stack.pop()
        end = event.end_mark
        node.span = Span(node.span.line, node.span.column, end.line + 1, end.column + 1)
        if isinstance(node, Listing):
            node.items = parts
        else:
            self._fill(node, parts)
        if anchor:
            started = self.anchors[anchor][1]
            self.anchors[anchor] = (node, self.values + started + 1)
        self._add(node)

    def _alias(self, event: Any) -> None:
        found = self.anchors.get(event.anchor)
        if found is None:
            hint = f"a text that starts with * needs quotes: '*{event.anchor}'"
            self.fail("E108", f"nothing is anchored as '&{event.anchor}'", _span(event), hint)
            self._add(Scalar("", _span(event)))
            return
        node, size = found
        if size < 0:
            self.fail("E108", f"'*{event.anchor}' stands inside of what it repeats", _span(event))
            node, size = Scalar("", _span(event)), 1
        self._count(size, event)
        self._add(node)

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][1].append(node)
        elif self.root is None:
            self.root = self.source.root = node

    def _refuse_tag(self, event: Any) -> None:
        hint = "remove it, or put quotes around a text that starts with !"
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.fail("E110", f"the tag '{tag}' is not allowed", _span(event), hint)

    def _fill(self, node: Mapping, parts: list[Node]) -> None:
        """Pair keys with values; ``<<`` merges in what the mapping does not have itself."""
        merged: list[Node] = []
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                hint = "put quotes around a text that starts with [ or {"
                self.fail("E112", "a key must be a text", key.span, hint)
            elif key.plain and key.text == "<<":
                merged += value.items if isinstance(value, Listing) else [value]
            elif key.text in node.items:
                first = node.keys[key.text].line
                hint = f"it stands first in line {first}; keep one of them"
                self.fail("E107", f"the key '{key.text}' is written twice", key.span, hint)
            else:
                node.items[key.text] = value
                node.keys[key.text] = key.span
        for value in merged:
            if not isinstance(value, Mapping):
                self.fail("E112", "'<<' takes a mapping", value.span, "as in `<<: *defaults`")
                continue
            for name, item in value.items.items():
                if name not in node.items:
                    node.items[name] = item
                    node.keys[name] = value.keys[name]


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_VALUES", "decode", "read_yaml", "split_lines"]
