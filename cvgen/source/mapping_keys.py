"""The keys and values of a mapping: each key once, and the mappings that ``<<`` merges."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.errors import Problem
from cvgen.source.split_texts import item_sign, without_bare_keys
from cvgen.source.tree import INCLUDE, Listing, Mapping, Node, Scalar, Source, is_include


def fill_mapping(
    source: Source, node: Mapping, parts: list[Node], in_brackets: bool
) -> Iterator[Problem]:
    """Put ``parts``, keys and values in turn, into ``node``; its own keys override merged ones."""
    if in_brackets:
        parts, problems = without_bare_keys(source, parts)
        yield from problems
    merged: list[Node] = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, Scalar):
            hint = "put quotes around a text that starts with [ or {"
            yield source.problem("E112", "a key must be a text", key.span, hint)
        elif found := item_sign(source, key):
            yield found
        elif key.plain and key.text == "<<":
            merged += value.items if isinstance(value, Listing) else [value]
        elif key.text in node.items:
            hint = f"it stands first in line {node.keys[key.text].line}; keep one of them"
            message = f"the key '{key.text}' is written twice"
            yield source.problem("E107", message, key.span, hint)
        else:
            node.items[key.text] = value
            node.keys[key.text] = key.span
    yield from _merge(source, node, merged)


def _merge(source: Source, node: Mapping, merged: list[Node]) -> Iterator[Problem]:
    for value in merged:
        if not isinstance(value, Mapping):
            hint = "as in `<<: *defaults`"
            yield source.problem("E112", "'<<' takes a mapping", value.span, hint)
            continue
        for name, item in value.items.items():
            if name not in node.items:
                node.items[name] = item
                node.keys[name] = value.keys[name]
            elif name == INCLUDE and is_include(value) and item is not node.items[name]:
                hint = "include one here, and the other in the file of that"
                message = "two files are included in one place"
                yield source.problem("E117", message, item.span, hint)
