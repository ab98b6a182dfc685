"""Visiting every marked item of a Cv with the path at which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvgen.model.cv import Cv
from cvgen.model.marks import Marks, Strict
from cvgen.model.text import Text, TextChoice

Path = tuple[str | int, ...]


def marked_items(cv: Cv) -> Iterator[tuple[Path, Marks]]:
    """Every item of ``cv`` that may carry marks, outer ones first."""
    yield from _walk(cv.person, ())
    for section in cv.sections:
        yield from _walk(section, ("sections", section.key))


def choices_of(text: Text, path: Path) -> Iterator[tuple[Path, TextChoice]]:
    """The alternatives of the text at ``path``, each with where it stands."""
    several = len(text.choices) > 1
    for number, choice in enumerate(text.choices):
        yield ((*path, number) if several else path), choice


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Marks]]:
    if isinstance(value, Text):
        for place, choice in choices_of(value, path):
            yield place, choice
            yield from _walk(getattr(choice, "items", ()), (*place, "items"))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Strict):
                yield from _walk(item, (*path, number))
    elif isinstance(value, Strict):
        if isinstance(value, Marks):
            yield path, value
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, (Text, tuple, Strict)):  # most are not: this is much faster
                yield from _walk(inner, (*path, name))
