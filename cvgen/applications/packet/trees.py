"""Reads the trees of a PDF: name trees, number trees, and lists that may be a single value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Key = bytes | int


def items_of(value: Any) -> list[Any]:
    """The items of an array; a single value is one item, a missing one none."""
    import pikepdf

    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]


def leaves(tree: Any, kind: str) -> Iterator[tuple[Key, Any]]:
    """The keys and values of a tree; ``kind`` is ``/Names`` (keys are bytes) or ``/Nums`` (ints).

    Nodes that a file names twice are read once, so a tree that contains itself ends.
    """
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if not hasattr(node, "items"):
            continue
        if node.objgen != (0, 0):
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        waiting += reversed(items_of(node.get("/Kids")))
        row = items_of(node.get(kind))
        for key, value in zip(row[::2], row[1::2], strict=False):
            yield (int(key) if kind == "/Nums" else bytes(key)), value


def elements(roots: list[Any]) -> Iterator[Any]:
    """The structure elements at and below ``roots``, in order; each is met once."""
    waiting, seen = list(reversed(roots)), set()
    while waiting:
        entry = waiting.pop()
        if not hasattr(entry, "items") or "/S" not in entry:
            continue
        if entry.objgen != (0, 0):
            if entry.objgen in seen:
                continue
            seen.add(entry.objgen)
        yield entry
        waiting += reversed(items_of(entry.get("/K")))
