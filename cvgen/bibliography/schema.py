"""The JSON Schema of the keys beside a bibliography, for editors."""

from __future__ import annotations

from typing import Any

_KEYS: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
}
_BY_KEY: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "object"}}
BESIDE: dict[str, Any] = {
    "selected": {**_KEYS, "description": "The keys of its entries that are selected."},
    "without": {**_KEYS, "description": "The keys of its entries that are left out."},
    "details": {**_BY_KEY, "description": "More fields, or others, for the entries of these keys."},
    "keywords": {
        "anyOf": [{"type": "string", "enum": ["tags"]}, _BY_KEY],
        "description": "The marks of entries with these keywords, or `tags` to make them tags.",
    },
}
"""The schema of each option."""


def with_options(section: dict[str, Any], head: dict[str, Any]) -> dict[str, Any]:
    """The schema of a ``section`` of publications that may name bibliographies.

    ``head`` is the schema of the keys that any section has.
    """
    properties = {**head["properties"], "entries": {}, "from": {"$ref": "#/$defs/from"}, **BESIDE}
    live = {"type": "object", "properties": properties, "required": ["from"]}
    forms = list(section["anyOf"])
    lists = {"type": "array", "items": {"anyOf": [forms[0]["items"], live]}}
    return {"anyOf": [lists, live, *forms[1:]]}
