"""YAML of other programs → a tree with the place of every value.

Unlike cvgen's own reader it corrects nothing and takes what those programs take: tags, keys written
twice (the second gets its line number), several documents (of which the first counts; the values
of the others are at keys of their own).
"""

from __future__ import annotations

from typing import Any

import yaml

from cvgen.errors import InputError, Span
from cvgen.source.scalars import keep_lines
from cvgen.source.syntax_errors import syntax_problem
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source, point
from cvgen.source.yaml_source import MAX_DEPTH, MAX_VALUES


def read_foreign_yaml(name: str, text: str) -> Source:
    """The tree of ``text``; InputError (E766) for broken YAML, E767 for limits."""
    source = Source(name, text, Scalar("", point(1, 1)))
    try:
        _refuse_depth(source)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        found = [node for node in yaml.compose_all(text, Loader=loader) if node is not None]
    except (yaml.reader.ReaderError, yaml.MarkedYAMLError) as error:
        raise InputError(syntax_problem(source, error)) from error
    builder = _Builder(source)
    made = [builder.build(node) for node in found]
    if made:
        source.root = made[0]
    if len(made) > 1:
        first = made[0].items if isinstance(made[0], Mapping) else {"document 1": made[0]}
        more = {f"document {number}": node for number, node in enumerate(made[1:], 2)}
        source.root = Mapping({**first, **more}, made[0].span)
    return source


def _refuse_depth(source: Source) -> None:
    """InputError if collections are nested too deep, which the parser would recurse into."""
    depth = 0
    for event in yaml.parse(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise InputError(source.problem("E767", message, _span(event)))


class _Builder:
    """Builds the tree; a value that aliases repeat is one node, and counts each time."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.values = 0
        self.scalars: dict[int, Scalar] = {}

    def build(self, node: Any, depth: int = 0) -> Node:
        """The tree of ``node``."""
        self.values += 1
        if self.values > MAX_VALUES or depth > MAX_DEPTH:
            limit = f"more than {MAX_VALUES} values, or values nested more than {MAX_DEPTH} deep"
            raise InputError(self.source.problem("E767", f"the file has {limit}", _span(node)))
        if isinstance(node, yaml.ScalarNode):
            if id(node) not in self.scalars:
                made = Scalar(node.value, _span(node), plain=not node.style)
                keep_lines(self.source, made, node.style)  # of bullets below a bullet
                self.scalars[id(node)] = made
            return self.scalars[id(node)]
        if isinstance(node, yaml.SequenceNode):
            return Listing([self.build(item, depth + 1) for item in node.value], _span(node))
        return self._mapping(node, depth)

    def _mapping(self, node: Any, depth: int) -> Mapping:
        made = Mapping({}, _span(node))
        merged: list[Mapping] = []
        for key, value in node.value:
            inner = self.build(value, depth + 1)
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name == "<<" and not key.style:
                merged += [one for one in _listed(inner) if isinstance(one, Mapping)]
                continue
            name = name if name not in made.items else f"{name} (line {key.start_mark.line + 1})"
            while name in made.items:
                name += "'"
            made.items[name], made.keys[name] = inner, _span(key)
        for other in merged:
            for name, value in other.items.items():
                if name not in made.items:
                    made.items[name], made.keys[name] = value, other.keys[name]
        return made


def _listed(node: Node) -> list[Node]:
    return node.items if isinstance(node, Listing) else [node]


def _span(found: Any) -> Span:
    start, end = found.start_mark, found.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
