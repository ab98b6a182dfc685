"""Plain data for the fields of a model, from its annotations, each with a unique word."""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from cvgen.dates import DateRange, PartialDate
from cvgen.model.entry import SINGLE
from cvgen.model.marks import Marks
from cvgen.model.text import Text

UNSHOWN = frozenset(
    {"type", "selected", "equal", "family", "corporate", "currency", "key", *Marks.model_fields}
)
"""Fields that sort, group or word others and are no text of their own."""
ALIKE = frozenset(SINGLE)
"""Fields that may not stand beside ``start`` and ``end``."""
_ALONE = frozenset({*ALIKE, "expected"})


@dataclass
class Words:
    """Hands out words that occur nowhere else, and remembers them."""

    made: list[str] = field(default_factory=list)

    def word(self) -> str:
        """Letters only, so that no writer has to escape them."""
        number = len(self.made)
        word = "q" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}") + "x"
        self.made.append(word)
        return word

    def year(self) -> str:
        """A year; later ones are greater."""
        year = str(1900 + len(self.made))
        self.made.append(year)
        return year

    def number(self) -> str:
        """A number of three digits."""
        number = str(200 + len(self.made))
        self.made.append(number)
        return number


def leaves(annotation: Any) -> list[Any]:
    """The types inside of an annotation, without unions, tuples and metadata."""
    inner = typing.get_args(annotation)
    return [leaf for part in inner for leaf in leaves(part)] if inner else [annotation]


def value_for(name: str, annotation: Any, words: Words) -> Any:
    """A value as YAML would give it for the field ``name``."""
    kinds, several = leaves(annotation), "tuple" in str(annotation)
    if any(isinstance(kind, type) and issubclass(kind, Text) for kind in kinds):
        return [words.word(), words.word()] if several else words.word()
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if models:
        made = filled(models[0], words)
        return [made] if several else made
    if PartialDate in kinds or DateRange in kinds:
        return [words.year(), words.year()] if several else words.year()
    if int in kinds or float in kinds:
        return words.number()
    return _of_name(name, words)


def _of_name(name: str, words: Words) -> str:
    """A value for a field whose text has a form of its own."""
    forms = {"url": "https://{}.example", "doi": "10.1234/{}", "currency": "CHF", "type": "journal"}
    if name == "arxiv":
        return f"24{len(words.made) % 12 + 1:02d}.0{words.number()}4"
    form = forms.get(name, "{}")
    return form.format(words.word()) if "{}" in form else form


def filled(
    model: type[BaseModel], words: Words, leave_out: frozenset[str] = _ALONE
) -> dict[str, Any]:
    """Every field of ``model`` that is content, but those in ``leave_out``."""
    return {
        name: value_for(name, info.annotation, words)
        for name, info in model.model_fields.items()
        if name not in leave_out and not (name in UNSHOWN and name != "currency")
    }


def fields_of(model: type[BaseModel]) -> list[str]:
    """The names of all fields but the marks."""
    return [name for name in model.model_fields if name not in Marks.model_fields]


def alone(model: type[BaseModel], name: str, words: Words) -> dict[str, Any]:
    """An entry with the field ``name`` and those without which there is no entry."""
    fields = model.model_fields
    wanted = [key for key in fields if fields[key].is_required() or key == name]
    special = {"selected": "true", "equal": "true", "corporate": "true", "key": "ada2024"}
    return {
        key: special.get(key) or value_for(key, fields[key].annotation, words) for key in wanted
    }
