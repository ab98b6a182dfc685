"""YAML text → :class:`~cvgen.source.tree.Source`, from the parser's events.

Unlike ``yaml.load``, this keeps every scalar as typed (``NO``, ``2020-10``, ``07``) and checks
limits on depth and values while reading. The parser reads ahead and may hit its own limits first:
if it fails, the text before that place is checked against ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import yaml

from cvgen.errors import InputError, Problem, Span
from cvgen.patterns import pattern
from cvgen.source.encodings import NO_TEXT, decode, split_lines
from cvgen.source.scalars import Cleanup, keep_lines
from cvgen.source.split_texts import (
    between,
    comment_warnings,
    fill_mapping,
    loose_dashes,
    quote_yaml,
    split_numbers,
    unused_anchors,
)
from cvgen.source.syntax_errors import syntax_problem, tab_problem
from cvgen.source.tree import INCLUDE, Listing, Mapping, Node, Scalar, Source, names_file, point

MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_TAG_DIRECTIVES = 20  # the parser compares each with all before it
_INCLUDE_TAG = "!include"
_TAG_DIRECTIVE = pattern("(?:^|[\r\x85\u2028\u2029])%TAG", re.MULTILINE)
_ECHOES = ("E104", "E118", "E201")
"""Problems that are mere consequences of a syntax error in their line."""
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


def read_yaml(name: str, data: bytes, *, includes: bool = False) -> Source:
    """The tree of ``data``; InputError with all problems. ``includes`` allows ``!include file``."""
    text = decode(name, data)
    composer = _Composer(Source(name, text, Scalar("", point(1, 1))), includes)
    try:
        composer.check_directives()
        composer.read(text)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        _check_limits_before(error, composer.source, includes)
        found = tab_problem(composer.source, error) or syntax_problem(composer.source, error)
        line = found.span and found.span.line
        others = [
            one for one in composer.problems
            if one.code not in _ECHOES or one.span is None or one.span.line != line
        ]  # fmt: skip
        raise InputError([*others, found, *composer.warnings()]) from error
    except LimitError:
        raise InputError([*composer.problems, *composer.warnings()]) from None
    root = composer.root
    if root is None or (isinstance(root, Scalar) and root.is_null):
        composer.fail("E105", "the file is empty", point(1, 1), "start with `name: Your Name`")
    if composer.problems:
        raise InputError([*composer.problems, *composer.warnings()])
    composer.source.warnings += composer.warnings()
    return composer.source


def _check_limits_before(error: yaml.YAMLError, source: Source, includes: bool) -> None:
    """InputError if the text exceeds a limit before the places where the parser says it failed."""
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    for place in sorted({mark.index for mark in marks if mark is not None}):
        composer = _Composer(Source(source.name, source.text, source.root), includes)
        try:
            composer.read(source.text[:place])
        except LimitError:
            raise InputError(composer.problems) from None
        except (yaml.MarkedYAMLError, yaml.reader.ReaderError):
            pass  # the cut text ends in the middle of a value


class LimitError(Exception):
    """A limit is exceeded; reading stops at once."""


@dataclass
class _Open:
    """A collection that is being read: its parts so far, and their depth."""

    node: Listing | Mapping
    anchor: str | None
    started: int
    in_brackets: bool
    parts: list[Node] = field(default_factory=list)
    height: int = 0


class Measured(NamedTuple):
    """A node, its number of values and its depth."""

    node: Node
    size: int
    height: int


class _Composer:
    """Builds the tree from events; ``stack`` has one level for each open collection."""

    def __init__(self, source: Source, includes: bool) -> None:
        self.source = source
        self.includes = includes
        self.problems: list[Problem] = []
        self.cleanup = Cleanup(source)
        self.scalars: list[Scalar] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, Measured | None] = {}
        self.unused: dict[str, Scalar] = {}
        self.values = 0
        self.documents = 0

    def fail(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem and continue."""
        self.problems.append(self.source.problem(code, message, span, hint))

    def read(self, text: str) -> None:
        """Take all events of ``text``; raises LimitError, and PyYAML's errors."""
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            self.take(event)

    def check_directives(self) -> None:
        """Refuse more ``%TAG`` directives than a file can need."""
        lines = _TAG_DIRECTIVE.finditer(self.source.text)
        if extra := next(islice(lines, MAX_TAG_DIRECTIVES, None), None):
            line = len(split_lines(self.source.text[: extra.end()]))
            message = f"the file has more than {MAX_TAG_DIRECTIVES} directives %TAG"
            self.fail("E108", message, Span(line, 1, line, 5), "a CV needs none; remove them")
            raise LimitError

    def warnings(self) -> list[Problem]:
        """The warnings about the text read so far."""
        return [
            *comment_warnings(self.source, self.scalars),
            *unused_anchors(self.source, self.unused.values()),
            *self.cleanup.warnings(),
        ]

    def take(self, event: Any) -> None:
        """One event of ``yaml.parse``."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                hint = "keep one CV in each file and remove the line `---` between them"
                self.fail("E106", "the file has more than one document", _span(event), hint)
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
            self.fail("E108", f"the file has more than {MAX_VALUES} values", _span(event), hint)
            raise LimitError

    def _scalar(self, event: Any) -> None:
        self._count(1, event)
        span = _span(event)
        if event.tag == _INCLUDE_TAG and self.includes:
            self._include(event)
            return
        if event.tag and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        if match := NO_TEXT.search(event.value):
            kind = "the control character" if match.group() < "\xa0" else "the invalid character"
            message = f"the text contains {kind} U+{ord(match.group()):04X}"
            self.fail("E104", message, span, "remove it")
        node = Scalar(event.value, span, plain=not event.style and event.tag is None)
        if found := loose_dashes(self.source, node):
            self.problems.append(found)
        keep_lines(self.source, node, event.style)
        self.cleanup.clean(node)
        self.scalars.append(node)
        if event.anchor:
            self.unused[event.anchor] = node
        self._add(Measured(node, 1, 0), event.anchor)

    def _include(self, event: Any) -> None:
        """``!include file`` as the mapping ``{from: file}`` at the span of the file name."""
        span = _span(event)
        line = self.source.line(span.end_line)
        start = 0 if span.end_line > span.line else span.column - 1
        at = line.find(event.value, start) + 1
        if event.value and at:
            span = Span(span.end_line, at, span.end_line, at + len(event.value))
        if not names_file(event.value):
            hint = "write it with its suffix, as in `!include publications.yaml`"
            self.fail("E114", f"no file can be called '{event.value}'", span, hint)
        node = Mapping({INCLUDE: Scalar(event.value, span)}, span, {INCLUDE: span})
        self._add(Measured(node, 1, 1), event.anchor)

    def _open(self, event: Any) -> None:
        self._count(1, event)
        self._check_depth(len(self.stack) + 1, event)
        if event.tag and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        node: Listing | Mapping = Mapping({}, _span(event)) if is_map else Listing([], _span(event))
        self.stack.append(_Open(node, event.anchor, self.values, event.flow_style))
        if event.anchor:
            self.anchors[event.anchor] = None

    def _check_depth(self, depth: int, event: Any) -> None:
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self.fail("E109", message, _span(event), "a CV needs about six levels")
            raise LimitError

    def _close(self, event: Any) -> None:
        opened = self.stack.pop()
        node, end = opened.node, event.end_mark
        node.span = Span(node.span.line, node.span.column, end.line + 1, end.column + 1)
        if isinstance(node, Listing):
            node.items = opened.parts
            if opened.in_brackets:
                self.problems += split_numbers(self.source, node.items)
            self.cleanup.clean_items(node)
        else:
            self.problems += fill_mapping(self.source, node, opened.parts, opened.in_brackets)
        size = self.values - opened.started + 1
        self._add(Measured(node, size, opened.height + 1), opened.anchor)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            hint = f"a text that starts with * needs quotes: '*{event.anchor}'"
            self.fail("E108", f"no value has the anchor '&{event.anchor}'", _span(event), hint)
        found = self.anchors.get(event.anchor)
        self.unused.pop(event.anchor, None)
        if found is None and event.anchor in self.anchors:
            self.fail("E108", f"'*{event.anchor}' is inside the value it repeats", _span(event))
        found = found or Measured(Scalar("", _span(event), plain=False), 1, 0)
        self._count(found.size, event)
        self._check_depth(len(self.stack) + found.height, event)
        self._add(found)

    def _add(self, made: Measured, anchor: str | None = None) -> None:
        """Put a node into the collection that is open, or make it the root."""
        if anchor:
            self.anchors[anchor] = made
        if self.stack:
            self.stack[-1].parts.append(made.node)
            self.stack[-1].height = max(self.stack[-1].height, made.height)
        elif self.root is None:
            self.root = self.source.root = made.node

    def _refuse_tag(self, event: Any) -> None:
        hint = "remove it, or put quotes around a text that starts with !"
        if isinstance(event, yaml.ScalarEvent):
            span = _span(event)
            start, end = (span.line, span.column), (span.end_line, span.end_column)
            hint = f"{hint}: {quote_yaml(between(self.source, start, end))}"
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.fail("E110", f"the tag '{tag}' is not allowed", _span(event), hint)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
