"""Sections: their type, the short forms they may be written in, and their entries."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from cvgen.building.validate import keys_of, validate
from cvgen.errors import Problem, nearest
from cvgen.model.entry import Entry, Section
from cvgen.model.marks import Marks
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.source.tree import Path, Source

Placed = tuple[Path, Any]


class SectionHead(Marks):
    """What a section written as a mapping may say beside its entries."""

    title: Text | None = Field(None, description="Its title.")
    type: str | None = Field(None, description="Its type, where the key does not give it.")
    note: Text | None = Field(None, description="A remark beside the title.")
    entries: Any = Field(None, description="Its entries.")


_HEAD_KEYS = frozenset(keys_of(SectionHead))


def build_section(source: Source, key: str, raw: Any, found: list[Problem]) -> Section | None:
    """The section ``key``; problems are added to ``found``."""
    path: Path = ("sections", key)
    name = _type_name(source, key, raw, found)
    if name is None:
        return None
    part = SECTION_TYPES[name]
    head, items = _split(part, raw, path)
    checked = validate(SectionHead, head, source, path, found, f"the section '{key}'")
    what = _entry_name(name)
    entries = [
        validate(part.entry, item, source, place, found, what)
        for place, item in items
        if not _is_empty(source, place, item, found)
    ]
    if checked is None:
        return None
    marks = {field: getattr(checked, field) for field in Marks.model_fields}
    return Section(
        key=key, type=name, title=checked.title, note=checked.note,
        entries=tuple(entry for entry in entries if entry is not None), **marks,
    )  # fmt: skip


def _entry_name(section_type: str) -> str:
    article = "an" if section_type[0] in "aeiou" else "a"
    return f"{article} {section_type.rstrip('s') if section_type != 'entries' else 'own'} entry"


def _is_empty(source: Source, path: Path, item: Any, found: list[Problem]) -> bool:
    if item is not None:
        return False
    hint = "remove it, or quote a text that starts with #"
    found.append(source.problem("E208", "the item is empty", source.span_of(path), hint))
    return True


def _split(part: SectionType, raw: Any, path: Path) -> tuple[dict[str, Any], list[Placed]]:
    """The head of a section and its entries, each with where it stands."""
    if not isinstance(raw, dict):
        return {}, _items(part, raw, path)
    own = set(keys_of(part.entry))
    if "entries" in raw or set(raw) <= _HEAD_KEYS - own:
        return dict(raw), _items(part, raw.get("entries"), (*path, "entries"))
    if set(raw) - _HEAD_KEYS and set(raw) & (own - _HEAD_KEYS):
        head = {key: raw[key] for key in raw if key == "type" and "type" not in own}
        if part.entry.shorthand == "text" and "title" in raw:
            head["title"] = raw["title"]
        return head, [(path, {key: raw[key] for key in raw if key not in head})]
    if part.labels is not None:
        head = {key: raw[key] for key in raw if key in ("type", "title")}
        rest = {key: raw[key] for key in raw if key not in head}
        return head, _items(part, rest, path)
    return dict(raw), []


def _items(part: SectionType, raw: Any, path: Path) -> list[Placed]:
    if raw is None:
        return []
    if isinstance(raw, list):
        return [((*path, index), item) for index, item in enumerate(raw)]
    if isinstance(raw, dict) and part.labels and not set(raw) & set(part.labels):
        label, value = part.labels
        return [((*path, key), _pair(part, label, key, value, item)) for key, item in raw.items()]
    return [(path, raw)]


def _pair(part: SectionType, label: str, key: str, value: str, item: Any) -> dict[str, Any]:
    """The entry for ``key: item``; an item that is itself an entry keeps its keys."""
    if isinstance(item, dict) and set(item) & set(keys_of(part.entry)) and "text" not in item:
        return {label: key, **item}
    return {label: key, value: item}


def _type_name(source: Source, key: str, raw: Any, found: list[Problem]) -> str | None:
    """The type of the section, given or told from its content; None where it cannot be told."""
    names = SECTION_TYPES.names()
    given = raw.get("type") if isinstance(raw, dict) else None
    if isinstance(given, str) and (key not in names or given in names or "entries" in raw):
        if given in names:
            return given
        near = nearest(given, names)
        hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(names)}"
        span = source.span_of(("sections", key, "type"))
        found.append(source.problem("E301", f"there is no section type '{given}'", span, hint))
        return None
    if key in names:
        return key
    if near := nearest(key, names):
        hint = f"did you mean '{near}'? A section of your own needs a `type`"
        span = source.key_span_of(("sections", key))
        found.append(source.problem("E201", f"unknown section '{key}'", span, hint))
        return None
    return _guess(source, key, raw, found)


def _guess(source: Source, key: str, raw: Any, found: list[Problem]) -> str | None:
    """The plain type that fits a section of the person's own: text, bullets, pairs or entries."""
    items = raw.get("entries", raw) if isinstance(raw, dict) else raw
    if isinstance(items, str):
        return "text"
    if isinstance(items, dict):
        return "text" if "text" in items else "pairs"
    if not isinstance(items, list) or all(isinstance(item, str | list) for item in items):
        return "bullets"
    used = {name for item in items if isinstance(item, dict) for name in item}
    for plain in ("entries", "bullets", "pairs"):
        if used <= set(keys_of(SECTION_TYPES[plain].entry)):
            return plain
    best = max(SECTION_TYPES.names(), key=lambda name: _fit(SECTION_TYPES[name].entry, used))
    span = source.key_span_of(("sections", key))
    hint = f"below `{key}:`, write `type: {best}` and put the list below `entries:`"
    found.append(source.problem("E213", f"the section '{key}' needs a type", span, hint))
    return None


def _fit(entry: type[Entry], used: set[str]) -> int:
    return len(used & set(keys_of(entry)))
