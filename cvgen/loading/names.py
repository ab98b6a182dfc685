"""The names that CVs use: sections, tags, entry types and audiences."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from typing import Any

from cvgen.model.cv import Cv, marked_items
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES
from cvgen.selection import EVERYBODY
from cvgen.source.tree import Mapping, Scalar, Source, nodes_of

VARIANTS = "variants"
_LISTS = ("sections", "tags", "values", "audiences", "kinds")


@dataclass(frozen=True)
class KnownNames:
    """The names that some CVs use; ``complete`` is false if a CV could not be read.

    ``types`` are the section types of each section key, and ``kinds`` the values that entries can
    be grouped by. ``maybe`` are the words of CVs with errors; any of them may be a name.
    """

    sections: frozenset[str]
    tags: frozenset[str]
    values: frozenset[str]
    complete: bool = True
    types: Table[str, frozenset[str]] = field(default_factory=dict)
    audiences: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def merge(self, other: KnownNames) -> KnownNames:
        """The names of both."""
        none = frozenset[str]()
        return KnownNames(
            self.sections | other.sections,
            self.tags | other.tags,
            self.values | other.values,
            self.complete and other.complete,
            {k: self.types.get(k, none) | other.types.get(k, none)
             for k in (*self.types, *other.types)},
            self.audiences | other.audiences,
            self.maybe | other.maybe,
            self.kinds | other.kinds,
        )  # fmt: skip


def known_names(cvs: Iterable[Cv], *, complete: bool = True) -> KnownNames:
    """The section keys, tags, entry types and audiences of ``cvs``."""
    types: dict[str, set[str]] = {key: set() for key in SECTION_TYPES.names()}
    tags, values, audiences = set(), {"selected"}, {EVERYBODY}
    kinds: set[str] = set()
    for cv in cvs:
        audiences |= {variant.name for variant in cv.variants}
        for _, marks in marked_items(cv):
            tags |= set(marks.tags)
            audiences |= {*(marks.for_ or ()), *(marks.not_for or ())}
        for section in cv.sections:
            types.setdefault(section.key, set()).add(section.type)
            values |= {kind for e in section.entries if (kind := getattr(e, "type", None))}
            kinds |= {kind for entry in section.entries for kind in _kinds(entry, section.type)}
    known = {key: frozenset(found) for key, found in types.items()}
    return KnownNames(
        frozenset(types), frozenset(tags), frozenset(values), complete, known,
        frozenset(audiences), kinds=frozenset(kinds),
    )  # fmt: skip


def _kinds(entry: Entry, section_type: str) -> list[str]:
    """The values that ``entry`` can be grouped by, in every language."""
    kind = getattr(entry, SECTION_TYPES[section_type].kind or "-", None)
    if isinstance(kind, Text):
        return [choice.text for choice in kind.choices]
    return [kind] if isinstance(kind, str) else []


def possible_names(source: Source) -> KnownNames:
    """The names that a CV with errors may use: any word outside of its variants."""
    words: set[str] = set()
    variants = source.node_at((VARIANTS,))
    for node in nodes_of(source.root, without=variants):
        if isinstance(node, Scalar):
            words |= {word.strip() for word in (node.text, *node.text.split(","))}
        elif isinstance(node, Mapping):
            words |= set(node.items)
    audiences = set(variants.items) if isinstance(variants, Mapping) else set()
    known = known_names(())
    return replace(known, maybe=frozenset(words), audiences=known.audiences | audiences)


def as_data(names: KnownNames) -> dict[str, Any]:
    """``names`` of a CV as JSON, without those that every CV knows."""
    usual = known_names(())
    data: dict[str, Any] = {
        name: sorted(getattr(names, name) - getattr(usual, name)) for name in _LISTS
    }
    data["types"] = {key: sorted(found) for key, found in names.types.items() if found}
    return {name: value for name, value in data.items() if value}


def names_from(data: Table[str, Any]) -> KnownNames:
    """The names that :func:`as_data` turned into ``data``."""
    lists: dict[str, Any] = {name: frozenset(data.get(name, ())) for name in _LISTS}
    types = {key: frozenset(found) for key, found in data.get("types", {}).items()}
    return known_names(()).merge(KnownNames(**lists, types=types))
