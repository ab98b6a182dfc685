"""The Cv of a source: person, settings, variants and sections, each checked on its own."""

from __future__ import annotations

from typing import Any

from cvgen.building.sections import build_section
from cvgen.building.validate import keys_of, synonym, validate
from cvgen.errors import InputError, Problem, did_you_mean
from cvgen.model.cv import Cv, Settings
from cvgen.model.entry import Section
from cvgen.model.person import Person
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Mapping, Source, to_plain


def build_cv(source: Source) -> Cv:
    """The checked Cv; InputError with every problem of the file otherwise."""
    found: list[Problem] = []
    root = source.root
    if not isinstance(root, Mapping):
        span = source.span_of(())
        hint = "start with `name: Your Name`"
        raise InputError(source.problem("E203", "a CV is a mapping of keys", span, hint))
    plain = to_plain(root)
    assert isinstance(plain, dict)
    person_keys, settings_keys = keys_of(Person), keys_of(Settings)
    known = [*person_keys, *settings_keys, "sections", "variants"]
    for key in root.items:
        if key not in known:
            found.append(_unknown_top_key(key, source, known))
    person = validate(Person, _part(plain, person_keys), source, (), found, "the CV")
    settings = validate(Settings, _part(plain, settings_keys), source, (), found, "the CV")
    variants = build_variants(source, ("variants",), plain.get("variants"), found)
    sections = _sections(source, plain.get("sections"), found)
    if found or person is None or settings is None:
        raise InputError(found)
    return Cv(person=person, settings=settings, variants=variants, sections=sections)


def build_variants(
    source: Source, path: tuple[str, ...], plain: object, found: list[Problem]
) -> tuple[Variant, ...]:
    """The variants of a mapping ``{name: rules}`` that stands at ``path``."""
    if plain is None:
        return ()
    if not isinstance(plain, dict):
        hint = "write each as `name:` with its rules below"
        span = source.span_of(path)
        found.append(source.problem("E203", "'variants' needs a mapping", span, hint))
        return ()
    made: list[Variant] = []
    for name, rules in plain.items():
        what = f"the variant '{name}'"
        data = {"name": name, **rules} if isinstance(rules, dict) else rules
        variant = validate(Variant, data, source, (*path, name), found, what)
        if variant is not None:
            made.append(variant)
    return tuple(made)


def _part(plain: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    return {key: plain[key] for key in keys if key in plain}


def _unknown_top_key(key: str, source: Source, known: list[str]) -> Problem:
    hint = did_you_mean(key, known)
    if key in SECTION_TYPES:
        hint = "sections stand below the key `sections`, indented"
    elif hint is None:
        hint = synonym(key, known) or "use `facts` for what no other key has room for"
    return source.problem("E201", f"unknown key '{key}' in the CV", source.key_span_of((key,)), hint)


def _sections(source: Source, plain: object, found: list[Problem]) -> tuple[Section, ...]:
    if plain is None:
        return ()
    if not isinstance(plain, dict):
        hint = "write each section as `name:` with its entries below"
        span = source.span_of(("sections",))
        found.append(source.problem("E203", "'sections' needs a mapping", span, hint))
        return ()
    made = (build_section(source, key, raw, found) for key, raw in plain.items())
    return tuple(section for section in made if section is not None)
