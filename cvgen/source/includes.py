"""Included files: the content of a file replaces ``{from: file}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import (
    INCLUDE,
    Listing,
    Mapping,
    Node,
    Scalar,
    Source,
    included_files,
    is_include,
    nodes_of,
)
from cvgen.source.yaml_source import MAX_DEPTH, MAX_VALUES, LimitError, Measured

MAX_CHAIN = 20
_HINTS = {
    "E105": "write into it what belongs where it is included",
    "E106": "an included file contains one value; remove the line `---` in it",
}


class Fail(Protocol):
    """Notes a problem at a place."""

    def __call__(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Note a problem at ``span``."""


class FileSource(Protocol):
    """Where included files come from."""

    def file(self, name: str, within: Source) -> Source:
        """The file that ``within`` calls ``name``; the same object for the same file.

        InputError: without a file if it cannot be found, with places if its text cannot be read.
        """

    def join_bibliography(
        self, node: Mapping, parts: list[Source], fail: Fail, *, in_list: bool
    ) -> Node:
        """``node``, which names bibliographies beside other keys, with their entries instead."""


def with_parts(source: Source, files: FileSource) -> None:
    """Replace the includes in the tree of ``source`` and fill its ``parts``.

    A list from a file joins the list that it is an item of; keys from a file join the keys beside
    them. The limits for one file hold for all together. InputError with every problem of the
    includes.
    """
    if not any(is_include(node) for node in nodes_of(source.root)):
        return
    expansion = _Expansion(source, files)
    with suppress(LimitError):
        source.root = expansion.file(source, 0).node
    if expansion.problems:
        raise InputError(expansion.problems)


def _size_and_height(node: Node) -> tuple[int, int]:
    """The number of values in ``node``, itself among them, and how deep they are nested."""
    if isinstance(node, Scalar):
        return 1, 0
    inner = node.items if isinstance(node, Listing) else node.items.values()
    found = [_size_and_height(one) for one in inner]
    return 1 + sum(size for size, _ in found), max((height + 1 for _, height in found), default=0)


class _Expansion:
    """Goes through the trees of a file and its parts, and collects their ``problems``."""

    def __init__(self, source: Source, files: FileSource) -> None:
        self.source = source
        self.files = files
        self.problems: list[Problem] = []
        self.chain: list[tuple[Source, str]] = []
        self.done: dict[int, Measured] = {}
        self.given: list[Node] = []  # keeps expanded nodes, so that no other one gets their id()
        self.in_lists: set[int] = set()
        self.values = 0

    def fail(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.problems.append(self.source.problem(code, message, span, hint))

    def file(self, source: Source, depth: int) -> Measured:
        """The tree of a file, counted on its own; a bibliography includes no other file."""
        if source.labelled is not None:
            return Measured(source.root, *_size_and_height(source.root))
        self.chain.append((source, ""))
        outer, self.values = self.values, 0
        expanded = self.expand(source.root, depth)._replace(size=self.values)
        self.values = outer
        self.chain.pop()
        return expanded

    def expand(self, node: Node, depth: int) -> Measured:
        """``node`` with its parts; what aliases repeat is expanded once and counted each time."""
        known = self.done.get(id(node))
        if known is not None:
            self.count(known.size, depth + known.height, node.span)
            return known
        self.count(1, depth, node.span)
        before = self.values
        made, heights = node, [0]
        if isinstance(node, Mapping):
            made = self.mapping(node, depth, heights)
        elif isinstance(node, Listing):
            node.items = list(self.items(node, depth, heights))
        expanded = Measured(made, self.values - before + 1, max(heights))
        self.given.append(node)
        self.done[id(node)] = expanded
        self.done.setdefault(id(made), expanded)
        return expanded

    def count(self, values: int, depth: int, span: Span) -> None:
        """Count ``values`` more at ``depth``; LimitError past a limit."""
        self.values += values
        if self.values > MAX_VALUES:
            hint = "a file counts as often as it is included, an alias as often as it is used"
            message = f"with what is included here, there are more than {MAX_VALUES} values"
            self.fail("E108", message, span, hint)
            raise LimitError
        if depth > MAX_DEPTH:
            message = f"with what is included, values are nested more than {MAX_DEPTH} deep"
            self.fail("E109", message, span, "a CV needs about six levels")
            raise LimitError

    def mapping(self, node: Mapping, depth: int, heights: list[int]) -> Node:
        """The mapping with its values expanded, and what it includes instead or joined to it."""
        names = included_files(node)
        parts = [part for name in names if (part := self.part(name, depth)) is not None]
        heights += [part.height for _, part in parts]
        if parts and len(node.items) == 1:
            return parts[0][1].node if len(names) == 1 else self.together(node, parts)
        for key, value in node.items.items():
            if not parts or key != INCLUDE:
                expanded = self.expand(value, depth + 1)
                node.items[key] = expanded.node
                heights.append(expanded.height + 1)
        sources = [source for source, _ in parts]
        if parts and all(source.labelled is not None for source in sources):
            in_list = id(node) in self.in_lists
            return self.files.join_bibliography(node, sources, self.fail, in_list=in_list)
        if len(names) > 1 and parts:
            node.items[INCLUDE] = self.together(node, parts)
        elif parts:
            self.join(node, parts[0][1].node)
        return node

    def together(self, node: Mapping, parts: list[tuple[Source, Measured]]) -> Node:
        """The items of several files, of which each has a list."""
        items: list[Node] = []
        for source, part in parts:
            if isinstance(part.node, Listing):
                items += part.node.items
            else:
                message = f"of several files, each needs a list, and {source.name} has none"
                hint = "include it with a `from` of its own"
                self.fail("E117", message, node.items[INCLUDE].span, hint)
        return Listing(items, node.items[INCLUDE].span)

    def items(self, node: Listing, depth: int, heights: list[int]) -> Iterator[Node]:
        """The expanded items; the items of an included list replace the item that includes it."""
        for item in node.items:
            included = is_include(item)
            if included:
                self.in_lists.add(id(item))
            expanded = self.expand(item, depth + 1)
            heights.append(expanded.height + 1)
            if included and isinstance(expanded.node, Listing):
                yield from expanded.node.items
            else:
                yield expanded.node

    def join(self, node: Mapping, part: Node) -> None:
        """Replace `from` by the keys of ``part``, except those that ``node`` has itself."""
        if not isinstance(part, Mapping):
            hint = "put it below a key of its own, as in `entries: {from: publications.yaml}`"
            message = "beside other keys, an included file needs keys, and this file has none"
            self.fail("E117", message, node.items[INCLUDE].span, hint)
            return
        items: dict[str, Node] = {}
        for key, value in node.items.items():
            if key != INCLUDE:
                items.setdefault(key, value)
                continue
            for name, theirs in part.items.items():
                own = node.items.get(name) if name != INCLUDE else None
                items.setdefault(name, own or theirs)
        spans = {**part.keys, **{key: node.keys[key] for key in node.items if key != INCLUDE}}
        node.items, node.keys = items, {key: spans[key] for key in items}

    def part(self, named: Scalar, depth: int) -> tuple[Source, Measured] | None:
        """The file ``named`` and its content; None after noting why it has none."""
        within = self.chain[-1][0]
        place = f"{within.name}:{named.span.line}:{named.span.column}"
        via = f"{within.via} → {place}" if within.via else place
        try:
            found = self.files.file(named.text.strip(), within)
        except InputError as error:
            self.problems += self.with_places(error.problems, named.span, via)
            if any(problem.code == "E103" for problem in error.problems):
                raise LimitError from None
            return None
        self.chain[-1] = (within, place)
        if self.is_endless(found, named.span):
            return None
        if found.name not in self.source.parts:
            self.add_part(found, via)
        expanded = self.file(found, depth)
        self.count(expanded.size, depth + expanded.height, named.span)
        return found, expanded

    def is_endless(self, found: Source, span: Span) -> bool:
        """Note, and return True, if ``found`` includes itself or its chain is too long."""
        files = [source for source, _ in self.chain]
        start = next((n for n, source in enumerate(files) if source is found), None)
        if start is not None:
            way = " → ".join([place for _, place in self.chain[start:]] + [found.name])
            self.fail("E116", f"the file includes itself: {way}", span, "remove one of them")
        elif len(files) > MAX_CHAIN:
            message = f"more than {MAX_CHAIN} files include one another"
            self.fail("E116", message, span, f"the first is {files[0].name}")
        return start is not None or len(files) > MAX_CHAIN

    def add_part(self, found: Source, via: str) -> None:
        """Make ``found`` a part: its spans get their file, its warnings the way to it."""
        found.via = via
        self.source.parts[found.name] = found
        self.source.warnings += [replace(problem, via=via) for problem in found.warnings]
        for node in nodes_of(found.root):
            node.span = node.span.in_file(found.name)
            if isinstance(node, Mapping):
                node.keys = {key: span.in_file(found.name) for key, span in node.keys.items()}

    def with_places(self, problems: Iterable[Problem], span: Span, via: str) -> Iterator[Problem]:
        """The problems of a file: those without a place at ``span``, the others with ``via``."""
        for problem in problems:
            if problem.file is None:
                yield self.source.problem(problem.code, problem.message, span, problem.hint)
            else:
                hint = _HINTS.get(problem.code, problem.hint)
                yield replace(problem, via=via, hint=hint)
