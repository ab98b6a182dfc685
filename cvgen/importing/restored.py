"""JSON Resume that cvgen wrote → the CV it was written from, with where each value comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cvgen.importing.imported import Imported, Out, Section, Value, leaves, scalars
from cvgen.importing.resume import add_section_of
from cvgen.source.tree import Listing, Mapping, Node, Scalar
from cvgen.writers.jsonresume.homes import X
from cvgen.writers.jsonresume.restore import restore

_NOT_SECTIONS = ("$schema", "basics", "meta", X)
_HOW = "cvgen wrote this beside the value itself"


class _Text(str):
    """A text with the value of the file that it is."""

    __slots__ = ("scalar",)
    scalar: Scalar


def add_restored(imported: Imported) -> bool:
    """Add the CV that cvgen wrote the file from; False if another program wrote it."""
    root = imported.root
    if not isinstance(root, Mapping) or not isinstance(root.items.get(X), Mapping):
        return False
    try:
        data = restore(_native(root))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError):
        return False  # another program changed more than values
    sections = data.pop("sections", {})
    person = {key: out for key, value in data.items() if (out := _out(value)) is not None}
    if not isinstance(sections, dict) or not isinstance(person.get("name"), Value):
        return False
    imported.person.update(person)
    for key, value in sections.items():
        imported.sections[key] = _section(key, value)
    _find_others(imported)
    imported.leave(root.items[X], _HOW)
    imported.leave(root.items.get("basics"), _HOW)
    for key, node in root.items.items():
        if key not in _NOT_SECTIONS:
            _add_new(imported, key, node)
    return True


def _add_new(imported: Imported, key: str, node: Node) -> None:
    """Add the entries of the section ``key`` that another program wrote."""
    items = node.items if isinstance(node, Listing) else [node]
    new = [item for item in items if not _is_own(item)]
    if not new:
        imported.leave(node, _HOW)
        return
    for item in items:
        if _is_own(item):
            imported.leave(item, _HOW)
    before = {name: len(section.entries) for name, section in imported.sections.items()}
    add_section_of(imported, key, Listing(new, node.span))
    if new[0] is items[0]:  # they stand above the others, as the newest ones do
        for name, count in before.items():
            entries = imported.sections[name].entries
            imported.sections[name].entries = entries[count:] + entries[:count]


def _is_own(item: Node) -> bool:
    return isinstance(item, Mapping) and isinstance(item.items.get(X), Mapping)


def _native(node: Node) -> Any:
    """The data of ``node``; texts know their scalars."""
    if isinstance(node, Mapping):
        return {key: _native(inner) for key, inner in node.items.items()}
    if isinstance(node, Listing):
        return [_native(inner) for inner in node.items]
    if node.plain:
        return json.loads(node.text)
    text = _Text(node.text)
    text.scalar = node
    return text


def _out(data: Any) -> Out | None:
    if isinstance(data, dict):
        made = {key: out for key, value in data.items() if (out := _out(value)) is not None}
        return made or None
    if isinstance(data, list | tuple):
        return [out for value in data if (out := _out(value)) is not None] or None
    if data is None:
        return None
    if isinstance(data, _Text):
        return Value(str(data), (data.scalar,))
    return Value(data if isinstance(data, str) else json.dumps(data))


def _section(key: str, data: Any) -> Section:
    head = data if isinstance(data, dict) else {"entries": data}
    entries, title, note = (_out(head.get(name)) for name in ("entries", "title", "note"))
    kind = str(head.get("type", ""))
    return Section(
        entries if isinstance(entries, list) else [],
        title if isinstance(title, Value) else None,
        "" if kind == key else kind,
        note if isinstance(note, Value) else None,
    )


def _find_others(imported: Imported) -> None:
    """Find the values of the file for texts that were put together, and for numbers."""
    outs: list[Out] = [imported.person, *(one.entries for one in imported.sections.values())]
    known = {id(source) for out in outs for _, value in leaves(out) for source in value.sources}
    free: dict[str, list[Scalar]] = {}
    for _, scalar in scalars(imported.root):
        if id(scalar) not in known:
            free.setdefault(scalar.text, []).append(scalar)
    for out in outs:
        for owner, step, value in _places(out):
            if not value.sources and free.get(value.text):
                owner[step] = Value(value.text, (free[value.text].pop(0),))


def _places(out: Out) -> Iterator[tuple[Any, Any, Value]]:
    """Every value below ``out`` with its owner and its key there."""
    if isinstance(out, Value):
        return
    items = list(out.items() if isinstance(out, dict) else enumerate(out))
    for step, inner in items:
        if isinstance(inner, Value):
            yield out, step, inner
        else:
            yield from _places(inner)
