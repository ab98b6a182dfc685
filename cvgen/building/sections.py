"""Sections: their types, short forms and entries."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import Field

from cvgen.building.section_names import section_named, types_fitting
from cvgen.building.validate import Checker, keys_of
from cvgen.errors import nearest
from cvgen.model.bullets import with_items
from cvgen.model.entry import Section
from cvgen.model.marks import Marks, is_by_language
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.source.tree import Path
from cvgen.synonyms import SECTIONS, hint_for, meant

Placed = tuple[Path, Any]


class SectionHead(Marks):
    """The keys beside the entries of a section that is written as a mapping."""

    title: Text | None = Field(None, description="Its title.")
    type: str | None = Field(None, description="Its type, where the key does not give it.")
    note: Text | None = Field(None, description="A remark beside the title.")
    entries: Any = Field(None, description="Its entries.")


_HEAD_KEYS = frozenset(keys_of(SectionHead))


def build_section(checker: Checker, key: str, raw: Any) -> Section | None:
    """The section ``key``; ``checker`` collects its problems."""
    path: Path = ("sections", key)
    name = _type_name(checker, key, raw)
    if name is None:
        return None
    part = SECTION_TYPES[name]
    head, items = _split(checker, part, raw, path)
    checked = checker.check(SectionHead, head, path, f"the section '{key}'")
    what = _entry_name(name)
    entries = [
        checker.check(part.entry, item, place, what)
        for place, item in items
        if not _is_empty(checker, place, item)
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


def _is_empty(checker: Checker, path: Path, item: Any) -> bool:
    if item is None:
        hint = "remove it, or quote a text that starts with #"
        checker.fail("E208", "the item is empty", path, hint)
    return item is None


def _split(
    checker: Checker, part: SectionType, raw: Any, path: Path
) -> tuple[dict[str, Any], list[Placed]]:
    """The head of a section and its entries, each with its path."""
    if not isinstance(raw, dict):
        return {}, _items(checker, part, raw, path)
    own = set(keys_of(part.entry))
    is_entry = "type" in own and "title" in own and str(raw.get("type")) not in SECTION_TYPES
    if "entries" in raw or (set(raw) <= _HEAD_KEYS and not is_entry):
        return dict(raw), _items(checker, part, raw.get("entries"), (*path, "entries"))
    single = set(raw) & (own - _HEAD_KEYS) or is_entry
    if part.labels is None and not single:
        return dict(raw), []
    titled = part.labels is not None or part.entry.shorthand == "text"
    head_keys = _HEAD_KEYS - own if titled else {"type"} - own
    if not single:
        head_keys = _HEAD_KEYS - {"entries"}
    head = {key: value for key, value in raw.items() if key in head_keys}
    rest = {key: value for key, value in raw.items() if key not in head}
    return head, [(path, rest)] if single else _items(checker, part, rest, path)


def _items(checker: Checker, part: SectionType, raw: Any, path: Path) -> list[Placed]:
    if raw is None:
        return []
    if isinstance(raw, list):
        return [_listed(checker, part, (*path, index), item) for index, item in enumerate(raw)]
    if isinstance(raw, dict) and part.labels and not set(raw) & set(part.labels):
        return [_labelled(checker, part, (*path, key), item) for key, item in raw.items()]
    return [(path, raw)]


def _listed(checker: Checker, part: SectionType, path: Path, item: Any) -> Placed:
    """An item of a list; ``{key: value}`` may be short for a labelled entry."""
    if part.labels is not None and isinstance(item, dict) and len(item) == 1:
        (key,) = item
        if nearest(key, keys_of(part.entry)) is None:
            return _labelled(checker, part, (*path, key), item[key])
    return path, item


def _labelled(checker: Checker, part: SectionType, path: Path, item: Any) -> Placed:
    """The entry for ``label: item``; an item that is an entry itself keeps its keys."""
    assert part.labels is not None
    label, value = part.labels
    key = path[-1]
    if not (isinstance(item, dict) and set(item) & set(keys_of(part.entry)) and "text" not in item):
        return path, {label: key, value: item}
    if label in item:
        hint = f"'{key}' is the {label} already"
        checker.fail("E201", f"the key '{label}' does not fit here", (*path, label), hint, key=True)
    return path, {**item, label: key}


def _type_name(checker: Checker, key: str, raw: Any) -> str | None:
    """The type of the section, given or inferred from its content; None if neither works."""
    names = SECTION_TYPES.names()
    given = raw.get("type") if isinstance(raw, dict) else None
    if isinstance(given, str) and (key not in names or given in names or "entries" in raw):
        if given in names:
            return given
        place = ("sections", key, "type")
        message = f"there is no section type '{given}'"
        named = section_named(given)
        hint = f"did you mean '{named}'?" if named else hint_for(given, names, SECTIONS)
        checker.fail("E301", message, place, hint)
        return None
    if key in names:
        return key
    near = nearest(key, names)
    if near and section_named(key) in (None, near) and not meant(key, SECTIONS, names):
        hint = f"did you mean '{near}'? A section of your own needs a `type`"
        checker.fail("E201", f"unknown section '{key}'", ("sections", key), hint, key=True)
        return None
    return _guess(checker, key, raw)


def _guess(checker: Checker, key: str, raw: Any) -> str | None:
    """The general type that fits a section of the person's own: text, bullets, pairs, entries."""
    items = raw.get("entries", raw) if isinstance(raw, dict) else raw
    if isinstance(items, str):
        return "text"
    if isinstance(items, dict):
        return "text" if "text" in items or is_by_language(items) else "pairs"
    if not isinstance(items, list) or _is_all_text(items):
        return "bullets"
    used = {name for item in items if isinstance(item, dict) for name in item}
    for plain in ("entries", "bullets", "pairs"):
        if used <= set(keys_of(SECTION_TYPES[plain].entry)):
            return plain
    message, hint = f"the section '{key}' needs a type", _type_hint(key, used)
    checker.fail("E213", message, ("sections", key), hint, key=True)
    return None


def _is_all_text(items: list[Any]) -> bool:
    """True if ``items`` are texts, perhaps beside bullets with others below them."""
    texts = [isinstance(item, str | list) or is_by_language(item) for item in items]
    bullets = (
        text or with_items(item) is not item for text, item in zip(texts, items, strict=True)
    )
    return all(texts) or (any(texts) and all(bullets))


def _type_hint(key: str, used: Collection[str]) -> str:
    """The `type` to write for the section ``key`` with entries that have the keys ``used``."""
    known = section_named(key, used)
    best = [known] if known else types_fitting(used)
    below = "and put the list below `entries:`"
    if best:
        return f"below `{key}:`, write {' or '.join(f'`type: {one}`' for one in best)} {below}"
    names = ", ".join(SECTION_TYPES.names())
    return f"below `{key}:`, write its `type:` {below}; available: {names}"
