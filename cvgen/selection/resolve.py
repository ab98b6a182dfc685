"""Variants → rules: resolves `extends`, and merges variants of the same name."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from cvgen.errors import InputError, Problem, unknown_name
from cvgen.model.marks import Visibility
from cvgen.model.text import Text
from cvgen.model.variant import OptionValue, SectionRule, Variant
from cvgen.source.tree import Path

EVERYBODY = "all"
MAX_CHAIN = 20
_BUILTIN = File(__file__).parent / "variants.yaml"
_VALUES = ("visibility", "theme", "description", "title", "pages", "language", "sections",
           "anonymous")  # fmt: skip
_SETS = ("include", "exclude", "prefer", "reveal")


@dataclass(frozen=True)
class Rules:
    """A fully resolved variant. A page limit leaves out the entries and highlights in ``cut``, and
    shortens the texts in ``shortened``; both are paths in the source. ``anonymous`` is ``no``,
    ``candidate`` or ``initials``: what stands for the name.
    """

    name: str
    audience: str = EVERYBODY
    visibility: Visibility = Visibility.PERSONAL
    theme: str | None = None
    options: tuple[tuple[str, OptionValue], ...] = field(default=(), hash=False)  # lists, mappings
    description: str = ""
    title: Text | None = None
    pages: int | None = None
    language: str | None = None
    anonymous: str = "no"
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    prefer: frozenset[str] = frozenset()
    reveal: frozenset[str] = frozenset()
    sections: tuple[SectionRule, ...] | None = None
    cut: frozenset[Path] = frozenset()
    shortened: frozenset[Path] = frozenset()

    @property
    def is_anonymous(self) -> bool:
        """True if nothing may say who the person is."""
        return self.anonymous != "no"

    @property
    def audiences(self) -> frozenset[str]:
        """The names that mean this audience in marks: its own and the variant's."""
        return frozenset({self.audience, self.name})


@functools.lru_cache
def builtin_variants() -> tuple[Variant, ...]:
    """The variants that every project has."""
    from cvgen.source.tree import to_plain
    from cvgen.source.yaml_source import read_yaml

    plain = to_plain(read_yaml(_BUILTIN.name, _BUILTIN.read_bytes()).root)
    assert isinstance(plain, dict)
    return tuple(
        Variant.model_validate({"name": name, **rules})
        for name, rules in plain.items()
        if isinstance(rules, dict)
    )


def resolve(name: str, layers: Sequence[Iterable[Variant]]) -> Rules:
    """The rules of the variant ``name``.

    ``layers`` are the built-in, the project's and the CV's variants; a later variant changes an
    earlier one. UnknownNameError if no layer has it, InputError if `extends` is circular.
    """
    given: dict[str, list[Variant]] = defaultdict(list)
    for layer in layers:
        for variant in layer:
            given[variant.name].append(variant)
    if name not in given:
        raise unknown_name("variant", name, given)
    fields = _inherited(name, given)
    values = {key: fields[key] for key in _VALUES if fields.get(key) is not None}
    values |= {key: frozenset(fields.get(key, ())) for key in _SETS}
    audience, options = fields.get("audience") or name, tuple(fields.get("options", {}).items())
    return Rules(name=name, audience=audience, options=options, **values)


def _inherited(name: str, given: Mapping[str, list[Variant]]) -> dict[str, Any]:
    """The rules of the variant ``name``, completed by those of the variants that it extends."""
    line = {name: _merged(given[name])}
    while (parent := line[name].get("extends")) is not None:
        if parent in line:
            raise InputError(_circle(parent, tuple(line)))
        if parent not in given:
            raise unknown_name("variant", parent, given)
        if len(line) > MAX_CHAIN:
            message = f"more than {MAX_CHAIN} variants extend one another"
            hint = f"extend a variant that is nearer to '{name}'"
            raise InputError(Problem("E303", message, hint=hint))
        line[parent] = _merged(given[parent])
        name = parent
    *names, last = line
    fields, above = line[last], last
    for below in reversed(names):
        fields = _refined({"audience": fields.get("audience") or above, **fields}, line[below])
        above = below
    return fields


def _merged(variants: Iterable[Variant]) -> dict[str, Any]:
    """The merged variants of one name; later ones override earlier ones."""
    fields: dict[str, Any] = {}
    for number, variant in enumerate(variants):
        own = {field: getattr(variant, field) for field in variant.model_fields_set}
        if own.get("extends") == variant.name and number:
            del own["extends"]  # it extends the one in the layer below
        fields = _refined(fields, own)
    return fields


def _circle(name: str, seen: tuple[str, ...]) -> Problem:
    """The problem that ``name`` extends itself through ``seen``."""
    if seen[-1] == name:
        hint = "name another variant to start from, or remove `extends`"
        return Problem("E303", f"the variant '{name}' extends itself: {name} → {name}", hint=hint)
    circle = " → ".join((*seen, name))
    return Problem("E303", f"variants extend each other: {circle}", hint="remove one `extends`")


def layer_of(key: str, name: str, layers: Sequence[Iterable[Variant]]) -> tuple[int, str] | None:
    """The layer and the variant that set ``key`` in the rules of ``name``, if any does."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        same = [(n, v) for n, layer in enumerate(layers) for v in layer if v.name == name]
        for number, variant in reversed(same):
            if key in variant.model_fields_set:
                return number, name
        parents = [v.extends for _, v in same if v.extends not in (None, name)]
        name = parents[-1] or name if parents else name
    return None


def lineage(name: str, layers: Sequence[Iterable[Variant]]) -> frozenset[str]:
    """The names of the variant ``name`` and of those that it extends."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        if (one := waiting.pop()) not in seen:
            seen.add(one)
            same = [v for layer in layers for v in layer if v.name == one]
            waiting += [variant.extends for variant in same if variant.extends]
    return frozenset(seen)


def _refined(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``base`` overridden by ``own``; options are merged one by one."""
    options = {**base.get("options", {}), **own.get("options", {})}
    return {**base, **own} | ({"options": options} if options else {})
