"""What each item says: all texts, names, numbers and dates that are in it and in no other item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cvgen.dates import DateRange, PartialDate
from cvgen.hidden.patterns import normal
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.model.marks import Marks, Strict
from cvgen.model.text import Text
from cvgen.model.walk import choices_of
from cvgen.selection.labels import plain
from cvgen.source.tree import Path

_SILENT = frozenset({*Marks.model_fields, "type"})
_OF_SECTION = frozenset({*Section.model_fields} - {"title", "note", "entries"})


def said_by(cv: Cv, paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The texts of ``cv`` by the innermost of ``paths`` that they are in."""
    said: dict[Path, list[str]] = {path: [] for path in paths}
    for path, text in _all_texts(cv):
        places = (path[:length] for length in range(len(path), 0, -1))
        place = next((one for one in places if one in said), None)
        if place is not None:
            said[place].append(text)
    return said


def has_words(texts: Iterable[str], wanted: str) -> bool:
    """Whether one of ``texts`` has ``wanted`` in it, whatever its case, accents and spaces.

    A number is found where no other digits are next to it.
    """
    words = _normal(wanted)
    if not words.isdecimal():
        return bool(words) and any(words in _normal(text) for text in texts)
    number = re.compile(rf"(?<!\d){words}(?!\d)")
    return any(number.search(_normal(text)) for text in texts)


def _normal(text: str) -> str:
    return " ".join(normal(text).split())


def _all_texts(cv: Cv) -> Iterator[tuple[Path, str]]:
    yield from _texts(cv.person, ())
    for section in cv.sections:
        yield from _texts(section, ("sections", section.key))


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in ``value`` with its path."""
    if isinstance(value, Text):
        for place, choice in choices_of(value, path):
            yield from ((place, plain(text)) for text in (choice.text, choice.short) if text)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))
    elif isinstance(value, Strict):
        silent = _OF_SECTION if isinstance(value, Section) else _SILENT
        for name in type(value).model_fields:
            if name not in silent:
                yield from _texts(getattr(value, name), (*path, name))
    elif said := _scalar(value):
        yield path, said


def _scalar(value: Any) -> str:
    """A name, a number or a date as it is typed: 2023-09, 2027-Q1, summer 2015."""
    if isinstance(value, DateRange | PartialDate):
        return str(value)
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )


__all__ = ["has_words", "said_by"]
