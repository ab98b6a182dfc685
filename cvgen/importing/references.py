"""The publications of a bibliography as entries of a CV."""

from __future__ import annotations

from dataclasses import replace

from cvgen.bibliography.draft import Draft, Given
from cvgen.bibliography.found import Found
from cvgen.bibliography.kinds import FIELDS
from cvgen.errors import Span
from cvgen.importing.clean import clean
from cvgen.importing.imported import Imported, Out, Value
from cvgen.source.tree import Listing, Mapping, Node, Scalar, point

_OTHER = "belongs to an entry that is no publication"


def import_references(found: Found) -> Imported:
    """The publications of ``found``; its problems, also about broken entries, become warnings."""
    root = Mapping({}, point(1, 1))
    imported = Imported(root)
    imported.warnings += [replace(one, severity="warning") for one in found.problems]
    for draft in found.entries:
        imported.section("publications").entries.append(_entry(root, draft))
    for given in found.ignored:
        scalar = Scalar(given.text, given.span, plain=False)
        _put(root, given.name or "text", scalar)
        imported.leave(scalar, _OTHER)
    return imported


def _entry(root: Mapping, draft: Draft) -> Out:
    fields = Mapping({}, draft.span)
    _put(root, draft.key or "entry", fields)
    sources: dict[Span, list[Scalar]] = {}
    seen: set[Given] = set()
    for given in draft.placed:
        if given not in seen:
            seen.add(given)
            scalar = _scalar(fields, given)
            sources.setdefault(given.span, []).append(scalar)
    for given in draft.listed:
        if given not in seen:
            seen.add(given)
            _scalar(fields, given)
    made = _out(draft.node(FIELDS), sources)
    assert isinstance(made, dict)
    venue = made.get("venue")
    if isinstance(venue, dict) and list(venue) == ["name"]:
        made["venue"] = venue["name"]
    _add_joined(made, sources)
    return made


def _scalar(fields: Mapping, given: Given) -> Scalar:
    scalar = Scalar(given.text, given.span, plain=False)
    _put(fields, given.name or "value", scalar)
    return scalar


def _put(owner: Mapping, key: str, node: Node) -> None:
    """Put ``node`` at ``key``, or at a key like it that is free."""
    name, number = key, 2
    while name in owner.items:
        name, number = f"{key} ({number})", number + 1
    owner.items[name] = node
    owner.keys[name] = node.span


def _out(node: Node, sources: dict[Span, list[Scalar]]) -> Out:
    if isinstance(node, Mapping):
        return {key: _out(inner, sources) for key, inner in node.items.items()}
    if isinstance(node, Listing):
        return [_out(inner, sources) for inner in node.items]
    return Value(clean(str(node.text)), tuple(sources.get(node.span, ())))


def _add_joined(entry: dict[str, Out], sources: dict[Span, list[Scalar]]) -> None:
    """Give values that were put together with another, as month and year, to the date."""
    known = {id(one) for value in entry.values() for one in _sources(value)}
    others = [one for found in sources.values() for one in found if id(one) not in known]
    key = next((name for name in ("date", "title") if isinstance(entry.get(name), Value)), None)
    value = entry[key] if key else None
    if others and key and isinstance(value, Value):
        entry[key] = Value(value.text, (*value.sources, *others))


def _sources(out: Out) -> list[Scalar]:
    if isinstance(out, Value):
        return list(out.sources)
    inner = out if isinstance(out, list) else list(out.values())
    return [source for one in inner for source in _sources(one)]
