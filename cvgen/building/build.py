"""Source → Cv: person, settings, variants and sections, each checked on its own."""

from __future__ import annotations

from typing import Any

from cvgen.building.empty_keys import KnownKeys
from cvgen.building.sections import build_section, section_named
from cvgen.building.text_checks import check_texts, odd_indents
from cvgen.building.validate import Checker, Subject, keys_of, readable
from cvgen.errors import InputError
from cvgen.model.cv import Cv, Settings
from cvgen.model.entry import Section
from cvgen.model.person import Person
from cvgen.model.variant import NAME, Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import Mapping, Path, Source, to_plain
from cvgen.synonyms import KEYS, WRAPPERS, meant, plain


def build_cv(source: Source) -> Cv:
    """The checked Cv; InputError with every problem of the file."""
    checker = Checker(source)
    if not isinstance(source.root, Mapping):
        checker.fail("E203", "a CV is a mapping of keys", (), "start with `name: Your Name`")
        raise InputError(checker.problems)
    if odd := odd_indents(source):
        raise InputError(odd)
    check_texts(checker)
    plain = to_plain(source.root, KnownKeys(source.root))
    assert isinstance(plain, dict)
    person = _person(checker, plain)
    own = {key: plain[key] for key in keys_of(Settings) if key in plain}
    settings = checker.check(Settings, own, (), "the CV")
    variants = build_variants(checker, plain.get("variants"))
    sections = _sections(checker, plain.get("sections"))
    if checker.problems or person is None or settings is None:
        raise InputError(checker.problems)
    return Cv(person=person, settings=settings, variants=variants, sections=sections)


def build_variants(checker: Checker, plain: object) -> tuple[Variant, ...]:
    """The variants of a file: a mapping ``{name: rules}`` at its key ``variants``."""
    node = checker.source.node_at(("variants",))
    if plain is None or node is None:
        return ()
    if not isinstance(plain, dict) or not isinstance(node, Mapping):
        hint = "write each as `name:` with its rules below"
        checker.fail("E203", "'variants' needs a mapping", ("variants",), hint)
        return ()
    made = [_variant(checker, name, plain.get(name, {})) for name in node.items]
    return tuple(variant for variant in made if variant is not None)


def readable_variants(source: Source) -> tuple[Variant, ...]:
    """The variants of a file with errors, without their faulty rules."""
    node = source.node_at(("variants",))
    plain = to_plain(node) if isinstance(node, Mapping) else {}
    assert isinstance(plain, dict)
    found = (
        readable(Variant, {**rules, "name": name}, source)
        for name, rules in plain.items()
        if isinstance(rules, dict)
    )
    return tuple(variant for variant in found if variant is not None)


def _variant(checker: Checker, name: str, rules: object) -> Variant | None:
    path: Path = ("variants", name)
    what = f"the variant '{name}'"
    if isinstance(rules, dict):
        if "name" in rules:
            hint = f"the name is '{name}' already; remove it"
            checker.fail("E201", f"unknown key 'name' in {what}", (*path, "name"), hint, key=True)
        rules = {**rules, "name": name}
    if not NAME.fullmatch(name):
        hint = "use small letters, digits, - and _, as in industry-short"
        checker.fail("E204", f"a variant cannot be called '{name}'", path, hint, key=True)
        return None
    if isinstance(rules, str):
        hint = f"write `{name}: {{extends: {rules}}}`"
        checker.fail("E203", f"{what} needs a mapping, not a text", path, hint)
        return None
    return checker.check_subject(Variant, rules, Subject(Variant, path, what, given=("name",)))


def _person(checker: Checker, plain: dict[str, Any]) -> Person | None:
    """The person, from every key with no other use, so that no key goes unchecked."""
    others = (*keys_of(Settings), "sections", "variants")
    own = {key: value for key, value in plain.items() if key not in others}
    unknown = [key for key in own if key not in Person.model_fields]
    hints = {key: hint for key in unknown if (hint := _hint_on_top(key))}
    return checker.check_subject(Person, own, Subject(Person, (), "the CV", others, hints))


def _hint_on_top(key: str) -> str | None:
    """Where to put a section, or the content of a key that other formats have at the top."""
    if plain(key) in WRAPPERS:
        return f"move what is below `{key}` to the top, as in `name: Your Name`"
    if key in SECTION_TYPES:
        return "put sections below the key `sections`, indented"
    if meant(key, KEYS, keys_of(Person)):
        return None
    name = section_named(key)
    return f"write it as `{name}:` below the key `sections`, indented" if name else None


def _sections(checker: Checker, plain: object) -> tuple[Section, ...]:
    if plain is None:
        return ()
    if not isinstance(plain, dict):
        hint = "write each section as `name:` with its entries below"
        checker.fail("E203", "'sections' needs a mapping", ("sections",), hint)
        return ()
    made = [build_section(checker, key, raw) for key, raw in plain.items()]
    return tuple(section for section in made if section is not None)
