"""Whether a key without a value may stand where it stands: an unknown one is an error even so."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel

from cvgen.building.sections import SectionHead
from cvgen.building.validate import keys_of, models_in
from cvgen.model.cv import Settings
from cvgen.model.marks import Strict, is_by_language
from cvgen.model.person import Person
from cvgen.model.text import Text, TextChoice
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import KeyPath, Mapping, Node, Scalar

Models = tuple[type[BaseModel], ...]

_FREE = frozenset({"options", "variants"})
"""Keys below which names stand that are checked, or may be empty, by themselves."""
_GUESSED = ("entries", "bullets", "pairs")
"""The types that a section of the person's own may have without saying so."""


class KnownKeys:
    """The keys that may be empty in the CV, or the settings, with this ``root``."""

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
        """Whether ``key`` may stand with nothing as its value below the keys ``within``."""
        if not within:
            return key in self.parts or key in _keys_at(self.top, ())
        if within[-1] == "sections":
            return key in SECTION_TYPES.names()
        if within[-1] in _FREE:
            return True
        start, rest = self._start(within)
        return key in _keys_at(start, rest) or (
            is_by_language({key: ""}) and _takes_languages(start, rest)
        )

    def _start(self, within: KeyPath) -> tuple[Models, KeyPath]:
        """The models that the keys ``within`` lead into, and the keys that lead on from there."""
        if within[0] == "variants":
            return (Variant,), within[2:]
        if within[0] == "sections":
            return self._section(within)
        return self.top, within

    def _section(self, within: KeyPath) -> tuple[Models, KeyPath]:
        sections = self.root.items["sections"] if isinstance(self.root, Mapping) else None
        node = sections.items[within[1]] if isinstance(sections, Mapping) else None
        entries = _entries_of(within[1], node)
        rest = within[2:]
        if rest[:1] == ("entries",):
            return entries, rest[1:]
        if not isinstance(node, Mapping):
            return entries, rest
        return (SectionHead, *(() if "entries" in node.items else entries)), rest


def _entries_of(name: str, node: Node | None) -> Models:
    """What the entries of the section ``name``, which is written as ``node``, may be."""
    given = node.items.get("type") if isinstance(node, Mapping) else None
    if isinstance(given, Scalar) and given.text in SECTION_TYPES:
        name = given.text
    names = (name,) if name in SECTION_TYPES else _GUESSED
    return tuple(SECTION_TYPES[one].entry for one in names)


@lru_cache(maxsize=256)
def _keys_at(start: Models, rest: KeyPath) -> frozenset[str]:
    """The keys of what the keys ``rest`` lead to from ``start``; every key where nothing says."""
    models = _models_at(start, rest) or _all_models()
    return frozenset(key for one in models for key in (*keys_of(one), *one.model_fields))


@lru_cache(maxsize=256)
def _takes_languages(start: Models, rest: KeyPath) -> bool:
    models = _models_at(start, rest)
    return not models or any(issubclass(one, TextChoice) for one in models)


def _models_at(start: Models, rest: KeyPath) -> Models:
    models = _with_short_forms(start)
    for step in rest:
        models = _with_short_forms(
            tuple(
                inner
                for one in models
                for name, field in one.model_fields.items()
                if step in (name, field.alias)
                for inner in models_in(field.annotation)
            )
        )
    return models


def _with_short_forms(models: Models) -> Models:
    """``models`` and what they are short for: a text for its alternatives, an entry for a text."""
    found = dict.fromkeys(models)
    for model in tuple(found):  # one may be given twice
        named = model.shorthand if issubclass(model, Strict) else None
        short = "choices" if issubclass(model, Text) else named
        inner = models_in(model.model_fields[short].annotation) if short else []
        found.update(dict.fromkeys(_with_short_forms(tuple(inner))))
        if issubclass(model, Text):
            found.pop(model)
    return tuple(found)


@lru_cache(maxsize=1)
def _all_models() -> Models:
    waiting: list[type[BaseModel]] = [Person, Settings, SectionHead, Variant]
    waiting += [part.entry for part in map(SECTION_TYPES.__getitem__, SECTION_TYPES.names())]
    seen: dict[type[BaseModel], None] = {}
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen[model] = None
            fields = model.model_fields.values()
            waiting += [one for field in fields for one in models_in(field.annotation)]
    return tuple(seen)
