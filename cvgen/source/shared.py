"""Values that stand in files of their own: ``{from: file}`` gives way to what the file holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from cvgen.errors import InputError, Problem, Span
from cvgen.source.tree import INCLUDE, Listing, Mapping, Node, Scalar, Source, is_include
from cvgen.source.yaml_source import MAX_DEPTH, MAX_VALUES, TooMuch

MAX_CHAIN = 20
_HINTS = {
    "E105": "write into it what belongs where it is included",
    "E106": "a file that is included holds one value; remove the line `---` in it",
}


class Library(Protocol):
    """Where the files come from."""

    def file(self, name: str, within: Source) -> Source:
        """The file that ``within`` calls ``name``, the same object whenever it is the same file.

        InputError with a problem without a file where it cannot be had, and with problems that
        have their places where its text cannot be read.
        """


@dataclass(frozen=True)
class _Grown:
    """A node with everything in its place, how many values and how many levels it has.

    ``given`` is the node as it was, kept so that no other one gets its identity.
    """

    node: Node
    size: int
    height: int
    given: Node


def with_parts(source: Source, library: Library) -> None:
    """Put what its includes name into the tree of ``source``, which then has ``parts``.

    A list in a list that comes from a file is joined to it; beside other keys, a file's keys join
    those. InputError with every problem of the includes. The limits of one file hold for all of
    them together.
    """
    if not _has_includes(source.root):
        return
    work = _Expansion(source, library)
    with suppress(TooMuch):
        source.root = work.whole(source, 0).node
    if work.problems:
        raise InputError(work.problems)


class _Expansion:
    """Goes through the trees of a file and its parts; ``problems`` grows while it goes on."""

    def __init__(self, source: Source, library: Library) -> None:
        self.source = source
        self.library = library
        self.problems: list[Problem] = []
        self.chain: list[tuple[Source, str]] = []
        self.done: dict[int, _Grown] = {}
        self.values = 0

    def fail(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        self.problems.append(self.source.problem(code, message, span, hint))

    def whole(self, source: Source, depth: int) -> _Grown:
        """The tree of a file, counted by itself."""
        self.chain.append((source, ""))
        outer, self.values = self.values, 0
        grown = self.walk(source.root, depth)
        grown = replace(grown, size=self.values)
        self.values = outer
        self.chain.pop()
        return grown

    def walk(self, node: Node, depth: int) -> _Grown:
        """``node`` with its parts in place; what an alias repeats is done once, and counted."""
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
        grown = _Grown(made, self.values - before + 1, max(heights), node)
        self.done[id(node)] = grown
        self.done.setdefault(id(made), grown)
        return grown

    def count(self, values: int, depth: int, span: Span) -> None:
        """Note ``values`` more at a depth; TooMuch past a limit."""
        self.values += values
        if self.values > MAX_VALUES:
            hint = "a file counts as often as it is included, an alias as often as it is used"
            message = f"with what is included here, there are more than {MAX_VALUES} values"
            self.fail("E108", message, span, hint)
            raise TooMuch
        if depth > MAX_DEPTH:
            message = f"with what is included, values are nested more than {MAX_DEPTH} deep"
            self.fail("E109", message, span, "a CV needs about six levels")
            raise TooMuch

    def mapping(self, node: Mapping, depth: int, heights: list[int]) -> Node:
        """The mapping with its values in place; what it includes instead, or joined to it."""
        part = self.part(node, depth) if is_include(node) else None
        if part is not None:
            heights.append(part.height)
            if len(node.items) == 1:
                return part.node
        for key, value in node.items.items():
            if part is None or key != INCLUDE:
                grown = self.walk(value, depth + 1)
                node.items[key] = grown.node
                heights.append(grown.height + 1)
        if part is not None:
            self.join(node, part.node)
        return node

    def items(self, node: Listing, depth: int, heights: list[int]) -> Iterator[Node]:
        """The items in place; those of a list that an item includes stand where it stood."""
        for item in node.items:
            alone = is_include(item) and isinstance(item, Mapping) and len(item.items) == 1
            grown = self.walk(item, depth + 1)
            heights.append(grown.height + 1)
            if alone and isinstance(grown.node, Listing):
                yield from grown.node.items
            else:
                yield grown.node

    def join(self, node: Mapping, part: Node) -> None:
        """The keys of ``part`` where `from` stands, but for those that ``node`` has itself."""
        if not isinstance(part, Mapping):
            hint = "put it below a key of its own, as in `entries: {from: publications.yaml}`"
            message = "beside other keys only a file with keys can be included, and this has none"
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

    def part(self, node: Mapping, depth: int) -> _Grown | None:
        """What the file that ``node`` names holds; None, and a problem noted, if it is not to be
        had.
        """
        named = node.items[INCLUDE]
        assert isinstance(named, Scalar)
        within = self.chain[-1][0]
        place = f"{within.name}:{named.span.line}:{named.span.column}"
        via = f"{within.via} → {place}" if within.via else place
        try:
            found = self.library.file(named.text.strip(), within)
        except InputError as error:
            self.problems += self.told(error.problems, named.span, via)
            if any(problem.code == "E103" for problem in error.problems):
                raise TooMuch from None
            return None
        self.chain[-1] = (within, place)
        if self.is_endless(found, named.span):
            return None
        if found.name not in self.source.parts:
            self.take_in(found, via)
        grown = self.whole(found, depth)
        self.count(grown.size, depth + grown.height, named.span)
        return grown

    def is_endless(self, found: Source, span: Span) -> bool:
        """Whether ``found`` is included in itself, or at the end of too long a chain; noted."""
        files = [source for source, _ in self.chain]
        start = next((n for n, source in enumerate(files) if source is found), None)
        if start is not None:
            way = " → ".join([place for _, place in self.chain[start:]] + [found.name])
            self.fail("E116", f"the file includes itself: {way}", span, "remove one of them")
        elif len(files) > MAX_CHAIN:
            message = f"more than {MAX_CHAIN} files include one another"
            self.fail("E116", message, span, f"the first is {files[0].name}")
        return start is not None or len(files) > MAX_CHAIN

    def take_in(self, found: Source, via: str) -> None:
        """Make ``found`` one of the parts: its spans know their file, its warnings their way."""
        found.via = via
        self.source.parts[found.name] = found
        self.source.warnings += [replace(problem, via=via) for problem in found.warnings]
        _stamp(found.root, found.name, set())

    def told(self, problems: Iterable[Problem], span: Span, via: str) -> Iterator[Problem]:
        """The problems of a file, those without a place at ``span``, the others with their way."""
        for problem in problems:
            if problem.file is None:
                yield self.source.problem(problem.code, problem.message, span, problem.hint)
            else:
                hint = _HINTS.get(problem.code, problem.hint)
                yield replace(problem, via=via, hint=hint)


def _has_includes(root: Node) -> bool:
    """Whether there is anything to do, which for most files there is not."""
    waiting, seen = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            continue
        if isinstance(node, Mapping) and is_include(node):
            return True
        for inner in node.items if isinstance(node, Listing) else node.items.values():
            if not isinstance(inner, Scalar) and id(inner) not in seen:
                seen.add(id(inner))
                waiting.append(inner)
    return False


def _stamp(node: Node, file: str, seen: set[int]) -> None:
    """Name ``file`` in every span below ``node``."""
    if id(node) in seen:
        return
    seen.add(id(node))
    node.span = _within(node.span, file)
    if isinstance(node, Listing):
        for item in node.items:
            _stamp(item, file, seen)
    elif isinstance(node, Mapping):
        node.keys = {key: _within(span, file) for key, span in node.keys.items()}
        for item in node.items.values():
            _stamp(item, file, seen)


def _within(span: Span, file: str) -> Span:
    return Span(span.line, span.column, span.end_line, span.end_column, file)
