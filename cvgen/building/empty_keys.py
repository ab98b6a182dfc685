"""Keys that may be empty: an unknown key is an error even if it has no value."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel

from cvgen.building.sections import SectionHead
from cvgen.building.validate import keys_of, models_in
from cvgen.model.cv import Settings
from cvgen.model.marks import StrictModel, is_by_language
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import KeyPath, Mapping, Node, Scalar

Models = tuple[type[BaseModel], ...]

_FREE = frozenset({"options", "variants"})
"""Keys above names that are checked on their own, or may be empty."""
_GUESSED = ("entries", "bullets", "pairs")
"""The types that a section of the person's own may have without a `type`."""


class KnownKeys:
    """The keys that may be empty in a CV, or a settings file, with this ``root``."""

    def __init__(
        self,
        root: Node,
        top: Models = (Person, Settings),
        parts: tuple[str, ...] = ("sections", "variants"),
    ) -> None:
        self.root = root
        self.top = top
        self.parts = parts

    def __call__(self, within: KeyPath, key: str) -> bool:
        """True if ``key`` may have no value below the keys ``within``."""
        if not within:
            return key in self.parts or key in _keys_at(self.top, ())[0]
        if within[-1] == "sections":
            return key in SECTION_TYPES.names()
        if within[-1] in _FREE:
            return True
        keys, takes_languages = _keys_at(*self._start(within))
        return key in keys or (takes_languages and is_by_language({key: ""}))

    def is_optional(self, within: KeyPath, key: str) -> bool:
        """True if ``key`` below the keys ``within`` is a field that its model does not need."""
        if within[:1] == ("variants",):
            return False
        models = _models_at(*self._start(within)) if within else self.top
        fields = [model.model_fields[key] for model in models if key in model.model_fields]
        return bool(fields) and not any(field.is_required() for field in fields)

    def _start(self, within: KeyPath) -> tuple[Models, KeyPath]:
        """The models that the first of the keys ``within`` lead to, and the remaining keys."""
        if within[0] == "variants":
            return (Variant,), within[2:]
        if within[0] != "sections":
            return self.top, within
        sections = self.root.items["sections"] if isinstance(self.root, Mapping) else None
        node = sections.items[within[1]] if isinstance(sections, Mapping) else None
        entries = _entry_models(within[1], node)
        rest = within[2:]
        if rest[:1] == ("entries",):
            return entries, rest[1:]
        if not isinstance(node, Mapping):
            return entries, rest
        return (SectionHead, *(() if "entries" in node.items else entries)), rest


def _entry_models(name: str, node: Node | None) -> Models:
    """The models for entries of the section ``name`` with the value ``node``."""
    given = node.items.get("type") if isinstance(node, Mapping) else None
    if isinstance(given, Scalar) and given.text in SECTION_TYPES:
        name = given.text
    names = (name,) if name in SECTION_TYPES else _GUESSED
    return tuple(SECTION_TYPES[one].entry for one in names)


@lru_cache(maxsize=256)
def _keys_at(start: Models, rest: KeyPath) -> tuple[frozenset[str], bool]:
    """The keys (or all) that ``rest`` leads to from ``start``; True if languages may be keys."""
    models = _models_at(start, rest)
    takes_languages = not models or any(issubclass(one, TextChoice) for one in models)
    known = models or _all_models()
    keys = frozenset(key for one in known for key in (*keys_of(one), *one.model_fields))
    return keys, takes_languages


def _models_at(start: Models, rest: KeyPath) -> Models:
    """The models that ``rest`` leads to from ``start``, with those they are short for."""
    models = _with_short_forms(start)
    for step in rest:
        fields = [item for one in models for item in one.model_fields.items()]
        found = [field for name, field in fields if step in (name, field.alias)]
        models = _with_short_forms(
            tuple(inner for field in found for inner in models_in(field.annotation))
        )
    return models


def _with_short_forms(models: Models) -> Models:
    """``models`` and the models they are short for: a text for its choices, an entry for a text."""
    found = dict.fromkeys(models)
    for model in tuple(found):  # one may be given twice
        named = model.shorthand if issubclass(model, StrictModel) else None
        short = "choices" if issubclass(model, Text) else named
        inner = models_in(model.model_fields[short].annotation) if short else []
        found.update(dict.fromkeys(_with_short_forms(tuple(inner))))
        if issubclass(model, Text):
            found.pop(model)
    return tuple(found)


@lru_cache(maxsize=1)
def _all_models() -> Models:
    waiting: list[type[BaseModel]] = [Person, Settings, SectionHead, Variant]
    waiting += [SECTION_TYPES[name].entry for name in SECTION_TYPES.names()]
    seen: dict[type[BaseModel], None] = {}
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen[model] = None
            fields = model.model_fields.values()
            waiting += [one for field in fields for one in models_in(field.annotation)]
    return tuple(seen)
