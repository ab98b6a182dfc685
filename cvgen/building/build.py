"""Source → Cv: texts (messages: ``build.yaml``), person, settings, variants and sections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from cvgen.building.dashes import leave_out_dashes
from cvgen.building.empty_keys import KnownKeys
from cvgen.building.sections import build_section, section_named
from cvgen.building.validate import Checker, Subject, keys_of, readable_part
from cvgen.errors import InputError, Problem, Span
from cvgen.markup.inline import refused_in
from cvgen.markup.passages import refusals
from cvgen.model.cv import Cv, Settings
from cvgen.model.entry import Section
from cvgen.model.person import Person
from cvgen.model.variant import NAME, Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.syntax_errors import AS_KEYS, IS_BIBTEX, bibtex_at
from cvgen.source.tree import Mapping, Path, Scalar, Source, nodes_of, to_plain
from cvgen.synonyms import KEYS, WRAPPERS, meaning_of, plain, read_data_file


def build_cv(source: Source) -> Cv:
    """The checked Cv; InputError with every problem of the file."""
    checker = Checker(source)
    if not isinstance(source.root, Mapping):
        checker.fail("E203", "a CV is a mapping of keys", (), "start with `name: Your Name`")
        raise InputError(checker.problems)
    if odd := _odd_indents(source):
        raise InputError(odd)
    for node in nodes_of(source.root):
        if isinstance(node, Scalar):
            checker.problems += _problems_of_text(source, node)
    known = KnownKeys(source.root)
    leave_out_dashes(source, known)
    plain = to_plain(source.root, known)
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
    rules = _mapping(checker, "variants", plain, "write each as `name:` with its rules below")
    node = checker.source.node_at(("variants",))
    names = node.items if isinstance(node, Mapping) else ()
    made = [_variant(checker, name, rules.get(name, {})) for name in names]
    return tuple(variant for variant in made if variant is not None)


def readable_variants(source: Source) -> tuple[Variant, ...]:
    """The variants of a file with errors, without their faulty rules."""
    node = source.node_at(("variants",))
    plain = to_plain(node) if isinstance(node, Mapping) else {}
    assert isinstance(plain, dict)
    found = (
        readable_part(Variant, {**rules, "name": name}, source)
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
    subject = Subject(Variant, path, what, supplied_keys=("name",))
    return checker.check_subject(Variant, rules, subject)


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
    if meaning_of(key, KEYS, keys_of(Person)):
        return None
    name = section_named(key)
    return f"write it as `{name}:` below the key `sections`, indented" if name else None


def _sections(checker: Checker, plain: object) -> tuple[Section, ...]:
    hint = "write each section as `name:` with its entries below"
    found = _mapping(checker, "sections", plain, hint).items()
    made = [build_section(checker, key, raw) for key, raw in found]
    return tuple(section for section in made if section is not None)


def _mapping(checker: Checker, key: str, plain: object, hint: str) -> dict[str, Any]:
    """``plain``, the value of ``key``; an empty mapping if it is none, which is a problem."""
    if plain is None or isinstance(plain, dict):
        return plain or {}
    checker.fail("E203", f"'{key}' needs a mapping", (key,), hint)
    return {}


def _odd_indents(source: Source) -> list[Problem]:
    """A problem for each line that is indented with spaces that YAML reads as text."""
    return [
        _odd_indent(source, node.keys[key])
        for node in nodes_of(source.root)
        if isinstance(node, Mapping)
        for key in node.items
        if key[:1].isspace()
    ]


def _odd_indent(source: Source, span: Span) -> Problem:
    line = source.text_of(span).line(span.line)
    odd = next((char for char in line if char.isspace() and char not in " \t"), "\xa0")
    kind = "no-break spaces" if odd == "\xa0" else f"spaces U+{ord(odd):04X}"
    message = f"line {span.line} is indented with {kind}"
    return source.problem("E104", message, span, "use plain spaces")


def _problems_of_text(source: Source, node: Scalar) -> Iterator[Problem]:
    """Everything in a text that no document can show, at its own line."""
    if node.rows:
        for refusal in refusals(node.text):
            message, hint = read_data_file(FilePath(__file__).with_suffix(".yaml"))[refusal.kind]
            yield source.problem("E231", message, source.row_span(node, refusal.line), hint)
    if (at := bibtex_at(node.text)) is not None:
        line = node.text.count("\n", 0, at)
        yield source.problem("E234", IS_BIBTEX, source.row_span(node, line), AS_KEYS)
    if "![" in node.text:
        for line, text in enumerate(node.text.split("\n")):
            for picture in refused_in(text).pictures:
                span = source.row_span(node, line)
                hint = "name its address in a link, as in [the chart](https://…)"
                at = source.text_of(span).line(span.line).find(picture) + 1
                if at:
                    span = Span(span.line, at, span.line, at + len(picture), span.file)
                yield source.problem("E233", "a text cannot contain a picture", span, hint)
