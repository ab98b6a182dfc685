"""The parts of several files as one CV; a work that several have is there once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvgen.importing.imported import Imported, Out, Section, Value, compact, leaves, plain_data
from cvgen.importing.yaml_text import in_order, key_order
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.patterns import pattern
from cvgen.sections import SECTION_TYPES

SEVERAL = ("aliases", "email", "phone", "addresses", "links", "interests", "facts",
           "work_authorization")  # fmt: skip
"""Keys of the person that take several values."""
PLACEHOLDER = "Your Name"
_NO_LETTER = pattern(r"[\W_]+")
_YEAR = pattern(r"\d{4}")
Entry = dict[str, Out]


def merged(files: Sequence[tuple[str, Imported]], reasons: dict[int, str]) -> dict[str, Out]:
    """The CV in ``files``: what several of them say is there once.

    Where they differ in what a CV says once, the first counts; ``reasons`` gets why the others are
    left out.
    """
    person: dict[str, Out] = {}
    sections: dict[str, Section] = {}
    for name, imported in files:
        for key, value in imported.person.items():
            _add(person, key, value, name, reasons)
        for key, section in imported.sections.items():
            kind = section.type or key
            while key in sections and (sections[key].type or key) != kind:
                key, section = f"{key}_2", replace(section, type=kind)
            known = sections.setdefault(key, replace(section, entries=[]))
            known.entries = together(known.entries, section.entries)
            if kind == "publications":
                known.entries = without_duplicates(known.entries, reasons)
    for key in ("email", "phone"):
        several = person.get(key)
        if isinstance(several, list) and len(several) == 1:
            person[key] = several[0]
    person.setdefault("name", Value(PLACEHOLDER))
    person = in_order(person, (*Person.model_fields, *Settings.model_fields))
    made = {key: _section(key, section) for key, section in sections.items() if section.entries}
    return person if not made else {**person, "sections": dict(made)}


def _add(person: dict[str, Out], key: str, value: Out, name: str, reasons: dict[int, str]) -> None:
    if key in SEVERAL:
        old = person.get(key, [])
        both = [*_listed(old), *_listed(value)]
        person[key] = together([], both) if key in person or isinstance(value, list) else value
        return
    known = person.setdefault(key, value)
    if known is value or not isinstance(known, Value) or not isinstance(value, Value):
        return
    if known.text == value.text:
        person[key] = Value(known.text, (*known.sources, *value.sources))
        return
    for source in value.sources:
        reasons[id(source)] = f"another file has '{known.text}' as `{key}`"


def _listed(value: Out) -> list[Out]:
    return value if isinstance(value, list) else [value]


def together(known: list[Out], more: list[Out]) -> list[Out]:
    """``known`` and ``more``, each item once, with the sources of all that are equal."""
    found = list(known)
    places = {repr(plain_data(item)): number for number, item in enumerate(found)}
    for item in more:
        at = places.setdefault(repr(plain_data(item)), len(found))
        if at < len(found):
            found[at] = _with_sources(found[at], item)
        else:
            found.append(item)
    return found


def _with_sources(one: Out, same: Out) -> Out:
    """``one`` with the sources of ``same``, which has the same texts."""
    if isinstance(one, Value) and isinstance(same, Value):
        return Value(one.text, (*one.sources, *same.sources))
    if isinstance(one, list) and isinstance(same, list):
        return [_with_sources(a, b) for a, b in zip(one, same, strict=True)]
    if isinstance(one, dict) and isinstance(same, dict):
        return {key: _with_sources(one[key], same[key]) for key in one}
    return one


def _section(key: str, section: Section) -> Out:
    kind = section.type or key
    model = SECTION_TYPES[kind].entry
    entries: list[Out] = [
        in_order(entry, key_order(model)) if isinstance(entry, dict) else entry
        for entry in section.entries
    ]
    if section.title is None and section.note is None and not section.type:
        return entries
    type_ = Value(kind) if key not in SECTION_TYPES or section.type else None
    head = {"title": section.title, "type": type_, "note": section.note}
    return compact({**head, "entries": entries})


def without_duplicates(entries: list[Out], reasons: dict[int, str]) -> list[Out]:
    """``entries``, those of the same work as one: the first, with what only later ones have.

    Values of later ones that the first has in other words are left out, with ``reasons``.
    """
    known: dict[str, Entry] = {}
    made: list[Out] = []
    for entry in entries:
        if not isinstance(entry, dict):
            made.append(entry)
            continue
        keys = list(_keys(entry))
        first = next((known[key] for key in keys if key in known), None)
        if first is None:
            made.append(entry)
            first = entry
        else:
            _add_to(first, entry, reasons)
        known.update(dict.fromkeys(keys, first))
    return made


def _keys(entry: Entry) -> Iterator[str]:
    """What tells a work from others: its DOI, its number at arXiv, its title with the year."""
    for name in ("doi", "arxiv"):
        if text := _text(entry, name):
            yield f"{name} {text.casefold()}"
    title = _NO_LETTER.sub("", _text(entry, "title").casefold())
    year = _YEAR.search(_text(entry, "date"))
    if title and year:
        yield f"title {title} {year[0]}"


def _text(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return value.text if isinstance(value, Value) else ""


def _add_to(first: Entry, other: Entry, reasons: dict[int, str]) -> None:
    for key, value in other.items():
        old = first.get(key)
        if old is None:
            first[key] = value
        elif isinstance(old, Value) and isinstance(value, Value) and old.text == value.text:
            first[key] = Value(old.text, (*old.sources, *value.sources))
        else:
            for _, leaf in leaves(value):
                for source in leaf.sources:
                    reasons.setdefault(id(source), "the same work is there from another entry")
