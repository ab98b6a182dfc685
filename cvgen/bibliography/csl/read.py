"""A CSL-JSON file → its publications."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.bibliography.csl.fields import read_item
from cvgen.bibliography.draft import Draft
from cvgen.bibliography.found import MAX_ENTRIES, Found
from cvgen.source.encodings import decode
from cvgen.source.json_source import JsonError, read_json
from cvgen.source.tree import Listing, Mapping, Node, Scalar, first_line

_HINT = 'CSL-JSON is a list of items: [{"id": …, "type": …, "title": …}]'
_MOST_VALUES = 1_000_000
_SIGNS = ("title", "type", "author", "DOI", "container-title", "issued")


def read_csl(name: str, data: bytes) -> Found:
    """The publications of ``data``; InputError for bytes that are no text."""
    found = Found(name, decode(name, data))
    try:
        root = read_json(found.places, _MOST_VALUES)
    except JsonError as error:
        span = found.places.span(error.at, error.at + 1)
        found.tell("E776", f"this is not JSON: {error}", span, "export the file again")
        return found
    items = list(_items(root))
    if not items:
        found.tell("E776", "the file has no list of references", found.places.span(0, 1), _HINT)
    if len(items) > MAX_ENTRIES:
        found.tell("E776", f"the file has more than {MAX_ENTRIES} entries", root.span)
        return found
    for item in items:
        if isinstance(item, Mapping) and any(key in item.items for key in _SIGNS):
            draft = _draft(item)
            read_item(draft, item, found)
            found.entries.append(draft)
        else:
            found.tell("E776", "this is not a reference", item.span, _HINT)
    return found


def _items(root: Node) -> Iterator[Node]:
    """The references: of a list, below ``items`` or ``references``, or the only one."""
    if isinstance(root, Listing):
        yield from root.items
    elif isinstance(root, Mapping):
        for key in ("items", "references", "message"):
            inner = root.items.get(key)
            if isinstance(inner, Listing | Mapping):
                yield from _items(inner)
                return
        if any(key in root.items for key in _SIGNS):
            yield root


def _draft(item: Mapping) -> Draft:
    """An empty draft with the key of ``item``."""
    for name in ("citation-key", "id"):
        node = item.items.get(name)
        if isinstance(node, Scalar) and node.text:
            return Draft(node.text, node.span)
    return Draft("", first_line(item.span))
