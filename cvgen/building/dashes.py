"""Leaves out values that are only a dash, which people write where they have nothing to say."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.building.empty_keys import KnownKeys
from cvgen.patterns import pattern
from cvgen.source.tree import KeyPath, Listing, Mapping, Node, Scalar, Source

_DASHES = pattern(r"[-\u2010-\u2015\u2212]{1,3}")


def leave_out_dashes(source: Source, known: KnownKeys) -> None:
    """Remove optional keys with only a dash from the tree, each with a warning (W251)."""
    for owner, key in list(_dashes(source.root, known, ())):
        span = owner.items[key].span
        del owner.items[key]
        message = f"'{key}' is only a dash and is left out"
        hint = "remove the key"
        source.warnings.append(source.problem("W251", message, span, hint, "warning"))


def _dashes(node: Node, known: KnownKeys, within: KeyPath) -> Iterator[tuple[Mapping, str]]:
    """Every mapping and key with a dash that may be left out."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from _dashes(item, known, within)
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            if not isinstance(item, Scalar):
                yield from _dashes(item, known, (*within, key))
            elif _DASHES.fullmatch(item.text.strip()) and known.is_optional(within, key):
                yield node, key
