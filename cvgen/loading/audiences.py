"""Finds audiences that marks name and no variant is for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from cvgen.errors import Problem, Span, name_hint
from cvgen.model.cv import Cv, marked_items
from cvgen.model.variant import Variant
from cvgen.selection import EVERYBODY
from cvgen.source.tree import Listing, Mapping, Node, Scalar, Source, nodes_of

_KEYS = ("for", "not_for")


def known_audiences(variants: Iterable[Variant]) -> set[str]:
    """The audiences of ``variants``, and the names of the variants."""
    return {EVERYBODY} | {name for v in variants for name in (v.name, v.audience) if name}


def unknown_audiences(source: Source, cv: Cv, known: Collection[str]) -> list[Problem]:
    """A problem (E302) for each audience in a mark of ``cv`` that is not ``known``."""
    return [
        _unknown(source, name, source.span_of((*path, key, number)), known)
        for path, marks in marked_items(cv)
        for key, names in zip(_KEYS, (marks.for_, marks.not_for), strict=True)
        for number, name in enumerate(names or ())
        if name not in known
    ]


def unknown_in_text(source: Source, known: Collection[str]) -> list[Problem]:
    """The same for a CV with errors, read from its source."""
    return [
        _unknown(source, name, node.span, known)
        for node in _marks_in(source.root)
        for name in map(str.strip, node.text.split(","))
        if name and name not in known
    ]


def _marks_in(root: Node) -> Iterator[Scalar]:
    """The values of all marks below ``root`` that name audiences."""
    for node in nodes_of(root):
        if isinstance(node, Mapping):
            for named in (node.items[key] for key in _KEYS if key in node.items):
                items = named.items if isinstance(named, Listing) else [named]
                yield from (item for item in items if isinstance(item, Scalar))


def _unknown(source: Source, name: str, span: Span, known: Collection[str]) -> Problem:
    message = f"no variant is for the audience '{name}'"
    return source.problem("E302", message, span, name_hint(name, sorted(known)))
