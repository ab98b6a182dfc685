"""Sections: their types, also those that a title or keys suggest, their short forms and entries."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from pathlib import Path as FilePath
from typing import Any

from pydantic import Field

from cvgen.building.validate import Checker, keys_of
from cvgen.errors import nearest
from cvgen.locales.tags import locale_names, section_titles
from cvgen.model.bullets import with_items
from cvgen.model.entry import Section
from cvgen.model.marks import Marks, is_by_language
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.source.tree import Path
from cvgen.synonyms import KEYS, SECTIONS, hint_for, meaning_of, plain, read_data_file, words_of

Placed = tuple[Path, Any]


class SectionHead(Marks):
    """The keys of a section that is written as a mapping, except for its entries."""

    title: Text | None = Field(None, description="Its title.")
    type: str | None = Field(None, description="The type, if the key does not say it.")
    note: Text | None = Field(None, description="A remark beside the title.")
    entries: Any = Field(None, description="Its entries.")


_MAX_EXAMPLES = 3
_WORDS = FilePath(__file__).with_name("section_words.yaml")
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
    article = "an" if name[0] in "aeiou" else "a"
    what = f"{article} {name.rstrip('s') if name != 'entries' else 'own'} entry"
    entries = []
    for place, item in items:
        if item is None:
            hint = "remove it, or quote a text that starts with #"
            checker.fail("E208", "the item is empty", place, hint)
        else:
            entries.append(checker.check(part.entry, item, place, what))
    if checked is None:
        return None
    marks = {field: getattr(checked, field) for field in Marks.model_fields}
    return Section(
        key=key, type=name, title=checked.title, note=checked.note,
        entries=tuple(entry for entry in entries if entry is not None), **marks,
    )  # fmt: skip


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
        return [_list_item(checker, part, (*path, index), item) for index, item in enumerate(raw)]
    if isinstance(raw, dict) and part.labels and not set(raw) & set(part.labels):
        return [_labelled_entry(checker, part, (*path, key), item) for key, item in raw.items()]
    return [(path, raw)]


def _list_item(checker: Checker, part: SectionType, path: Path, item: Any) -> Placed:
    """An item of a list; ``{key: value}`` may be short for a labelled entry."""
    if part.labels is not None and isinstance(item, dict) and len(item) == 1:
        (key,) = item
        if nearest(key, keys_of(part.entry)) is None:
            return _labelled_entry(checker, part, (*path, key), item[key])
    return path, item


def _labelled_entry(checker: Checker, part: SectionType, path: Path, item: Any) -> Placed:
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
        message = f"unknown section type '{given}'"
        named = section_named(given)
        hint = f"did you mean '{named}'?" if named else hint_for(given, names, SECTIONS)
        checker.fail("E301", message, place, hint)
        return None
    if key in names:
        return key
    near = nearest(key, names)
    if near and section_named(key) in (None, near) and not meaning_of(key, SECTIONS, names):
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
    for kind in ("entries", "bullets", "pairs"):
        if used <= set(keys_of(SECTION_TYPES[kind].entry)):
            return kind
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


def section_named(name: str, used: Collection[str] = ()) -> str | None:
    """The section type that the title ``name`` means in any language; ``used`` keys break ties."""
    known = SECTION_TYPES.names()
    if found := meaning_of(name, SECTIONS, known):
        return found
    words = [part for part in re.split(r"[\s_&/,-]+", name) if part]
    types = _types_of(name) or [kind for word in reversed(words) for kind in _types_of(word)]
    return max(types, key=lambda kind: _fit(kind, used), default=None)


def types_fitting(used: Collection[str]) -> list[str]:
    """At most three section types that fit the keys ``used`` best; none if few keys fit."""
    scores = {kind: _fit(kind, used) for kind in SECTION_TYPES.names()}
    best = max(scores.values())
    found = [
        kind for kind in dict.fromkeys([*read_data_file(_WORDS), *scores]) if scores[kind] == best
    ]
    return found[:_MAX_EXAMPLES] if 2 * len(_fitting_keys(found[0], used)) >= len(used) > 0 else []


def _types_of(word: str) -> list[str]:
    known, key = SECTION_TYPES.names(), plain(word)
    if word.casefold() in known:
        return [word.casefold()]
    named = (*words_of(SECTIONS).get(key, ()), *_types_by_word().get(key, ()))
    return [kind for kind in dict.fromkeys(named) if kind in known]


@functools.lru_cache(maxsize=1)
def _types_by_word() -> dict[str, tuple[str, ...]]:
    """The section types by title in each language that cvgen has words for, then by other words."""
    found: dict[str, tuple[str, ...]] = {}
    titles = [title for tag in locale_names() for title in section_titles(tag).items()]
    titles += [
        (kind, word) for kind, words in read_data_file(_WORDS).items() for word in words.split()
    ]
    for name, word in titles:
        kind = name.removeprefix("selected_")
        found[plain(word)] = (*found.get(plain(word), ()), kind)
    return found


def _fit(kind: str, used: Collection[str]) -> float:
    return round(sum(_fitting_keys(kind, used).values()), 3)


def _fitting_keys(kind: str, used: Collection[str]) -> dict[str, float]:
    """The keys of ``kind`` that ``used`` names, with how certain each is, up to 1."""
    keys = keys_of(SECTION_TYPES[kind].entry)
    found = {word: 1.0 for word in used if word in keys}
    for word in used:
        if word not in keys and (key := meaning_of(word, KEYS, keys)):
            place = words_of(KEYS)[plain(word)].index(key)
            found.setdefault(key, max(0.1, 0.9 - 0.1 * place))
    return found
