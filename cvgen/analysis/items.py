"""The items of a CV: everything that a variant may show or leave out, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cvgen.inline import parse_inline, plain_text
from cvgen.model.cv import Cv
from cvgen.model.entry import Dated, Entry, Section
from cvgen.model.marks import MARK_KEYS, Marks, Strict
from cvgen.model.person import Person
from cvgen.model.text import Text
from cvgen.source.tree import Path

Kind = Literal["person", "section", "entry", "highlight", "text"]
_FRAME = {*Dated.model_fields, *Entry.model_fields, *MARK_KEYS, "for_"}
_WORDS = 3
_NOT_SHOWN = ("aliases",)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: where it stands in the source, what kind of thing it is, and its words."""

    path: Path
    kind: Kind
    text: str
    marks: Marks | None = None


def items_of(cv: Cv) -> Iterator[Item]:
    """Every item of ``cv``, outer ones first: fields of the person, sections, entries and what is
    in them, highlights, alternatives of texts, and texts with marks of their own.
    """
    for name in Person.model_fields:
        if name not in _NOT_SHOWN:
            yield from _field(getattr(cv.person, name), (name,))
    for section in cv.sections:
        yield from _section(section)


def _field(value: Any, path: Path) -> Iterator[Item]:
    """The items of one field of the person; a list has an item for each of its parts."""
    if isinstance(value, Text):
        yield from _text(value, path, "person")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _field(part, (*path, number))
    elif isinstance(value, Strict):
        yield Item(path, "person", words_of(value), value if isinstance(value, Marks) else None)
        yield from _inner_texts(value, path)
    elif value:
        yield Item(path, "person", str(value))


def _section(section: Section) -> Iterator[Item]:
    path: Path = ("sections", section.key)
    yield Item(path, "section", _plain(section.title) or section.key, section)
    yield from _inner_texts(section, path)
    for number, entry in enumerate(section.entries):
        yield from _entry(entry, (*path, "entries", number))


def _entry(entry: Any, path: Path) -> Iterator[Item]:
    """An entry or a part of one (a role, a thesis) with what is in it."""
    yield Item(path, "entry", words_of(entry), entry if isinstance(entry, Marks) else None)
    yield from _inner_texts(entry, path)
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name != "highlights" and isinstance(value, tuple):
            for number, part in enumerate(value):
                if isinstance(part, Dated):
                    yield from _entry(part, (*path, name, number))


def _inner_texts(item: Strict, path: Path) -> Iterator[Item]:
    """Highlights, and texts that marks or alternatives make items of their own."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        texts = value if isinstance(value, tuple) else (value,)
        for number, text in enumerate(texts):
            if not isinstance(text, Text):
                continue
            place = (*path, name, number) if isinstance(value, tuple) else (*path, name)
            if name == "highlights":
                yield from _text(text, place, "highlight")
            elif len(text.choices) > 1 or _is_marked(text.choices[0]):
                yield from _text(text, place, "text")


def _text(text: Text, path: Path, kind: Kind) -> Iterator[Item]:
    several = len(text.choices) > 1
    for number, choice in enumerate(text.choices):
        place = (*path, number) if several else path
        yield Item(place, kind, plain_text(parse_inline(choice.text)), choice)


def _is_marked(marks: Marks) -> bool:
    return bool(marks.for_ or marks.not_for or marks.tags or marks.visibility or marks.priority)


def words_of(item: Any) -> str:
    """What ``item`` is about in a few words: its first texts, as in ``Engineer, Acme``."""
    found: list[str] = []
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name in _FRAME or len(found) == _WORDS:
            continue
        if isinstance(value, Text):
            found.append(_plain(value))
        elif isinstance(value, str) and value and name not in ("type", "key"):
            found.append(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Text):
            found.append(", ".join(map(_plain, value)))
        elif isinstance(value, Strict) and not found:
            found.append(words_of(value))
    return ", ".join(filter(None, found)) or _fallback(item)


def _fallback(item: Any) -> str:
    """Its summary, note or address, where there is nothing else."""
    for name in ("summary", "note", "url"):
        if value := getattr(item, name, None):
            return _plain(value) if isinstance(value, Text) else str(value)
    return type(item).__name__.lower()


def _plain(text: Text | None) -> str:
    return plain_text(parse_inline(text.text)) if text else ""
