"""JSON Resume that cvgen wrote → the CV it was written from, as plain data for YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cvgen.writers.jsonresume.basics import restored_person
from cvgen.writers.jsonresume.homes import TABLES, Table, X, restored
from cvgen.writers.jsonresume.typed import Typed

_SHARED = ("organization", "location", "url")


def restore(data: Mapping[str, Any]) -> Typed:
    """The CV in ``data``, which has the key ``x-cvgen``.

    Where another program changed a value of JSON Resume, the changed one is taken.
    """
    own = data[X]
    cv = restored_person(data.get("basics", {}), own.get("person", {}))
    interests = [
        _interest(item) for item in data.get("interests", ()) if _place(item).get("person")
    ]
    cv |= {"interests": interests} if interests else {}
    cv |= {key: own[key] for key in ("language", "updated") if key in own}
    sections: Typed = {}
    for section in own.get("sections", ()):
        table = TABLES.get(section["type"])
        found = section.get("entries", [])
        if table is not None:
            found = list(_entries(section["key"], table, data.get(table.key, ())))
        head = {key: section[key] for key in ("type", "title", "note") if key in section}
        is_plain = head == {"type": section["key"]}
        sections[section["key"]] = found if is_plain else {**head, "entries": found}
    return cv | ({"sections": sections} if sections else {})


def _place(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get(X, {})
    return found if isinstance(found, Mapping) else {}


def _interest(item: Mapping[str, Any]) -> Any:
    return restored(TABLES["interests"], item, _place(item).get("fields", {})).get("group", "")


def _entries(key: str, table: Table, items: Any) -> Iterator[Typed]:
    """The entries of the section ``key``, each from its item or from those of its roles."""
    own = [item for item in items if _place(item).get("section") == key]
    numbers = sorted({_place(item)["entry"] for item in own})
    for number in numbers:
        parts = [item for item in own if _place(item)["entry"] == number]
        if "role" not in _place(parts[0]):
            yield restored(table, parts[0], _place(parts[0]).get("fields", {}))
            continue
        parts.sort(key=lambda item: int(_place(item)["role"]))
        outer = dict(_place(parts[0]).get("outer", {}))
        roles = []
        for item in parts:
            rest = _place(item).get("fields", {})
            role = restored(table, item, rest)
            roles.append({k: v for k, v in role.items() if _is_own(k, v, rest, outer)})
        yield {**outer, "roles": roles}


def _is_own(key: str, value: Any, rest: Typed, outer: Typed) -> bool:
    """True if a role says it itself, and does not have it from its organization."""
    return key in rest or key not in _SHARED or (key != "organization" and outer.get(key) != value)
