"""Every node of a source, for checks that look at all of it."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.source.tree import Listing, Node, Scalar


def nodes_of(root: Node, without: Node | None = None) -> Iterator[Node]:
    """``root`` and every node below it, each once, also where aliases repeat it.

    The node ``without`` is left out, with what is below it alone.
    """
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
