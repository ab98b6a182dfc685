"""Validation of plain data against a model; errors become problems with places and hints."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cvgen.building.messages import (
    hint_on_missing,
    hint_on_month,
    hint_on_text,
    hint_on_type,
    word_error,
)
from cvgen.errors import Problem, nearest
from cvgen.model.date import LANGUAGE
from cvgen.model.text import TextChoice
from cvgen.source.tree import Mapping, Path, Scalar, Source
from cvgen.synonyms import KEYS, is_first_meaning, meaning_of, plain, words_of

_MAX_SEARCHES = 500
_SHORT = 4
"""Words of up to this many letters resemble too many others."""
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Subject:
    """What is checked: its model, its path, its name in messages, and its keys.

    ``extra_keys`` are allowed here, too. ``hints`` are for keys that are not allowed. Hints never
    propose ``supplied_keys``, whose values come from elsewhere.
    """

    model: type[BaseModel]
    path: Path
    label: str
    extra_keys: tuple[str, ...] = ()
    hints: dict[str, str] | None = None
    supplied_keys: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that are allowed here."""
        known = (*keys_of(self.model), *self.extra_keys)
        return tuple(key for key in known if key not in self.supplied_keys)

    def keys_at(self, loc: Sequence[str | int]) -> tuple[str, ...]:
        """The keys that the mapping at ``loc``, relative to the subject, may have."""
        model = model_at(self.model, loc)
        return self.keys if model is self.model else keys_of(model)


@dataclass(frozen=True)
class _Fault:
    """A problem, the mapping that has it, and the key that is missing or proposed."""

    problem: Problem
    owner: Path
    missing: str | None = None
    proposed: str | None = None


class Checker:
    """Checks parts of one source and collects their ``problems``."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.language = _language(source)
        self.problems: list[Problem] = []
        self._searches = 0

    def fail(
        self, code: str, message: str, path: Path, hint: str | None = None, *, key: bool = False
    ) -> None:
        """Add a problem with the value at ``path``, or with its key."""
        span = self.source.key_span_of(path) if key else self.source.span_of(path)
        self.problems.append(self.source.problem(code, message, span, hint))

    def check(self, model: type[M], data: object, path: Path, what: str) -> M | None:
        """``data`` as a ``model``; None on errors, which become problems."""
        return self.check_subject(model, data, Subject(model, path, what))

    def check_subject(self, model: type[M], data: object, subject: Subject) -> M | None:
        """Like :meth:`check`, for a subject with keys beside those of its model."""
        try:
            return model.model_validate(data, context={LANGUAGE: self.language})
        except ValidationError as error:
            items = error.errors(include_url=False, include_input=True)
            found = [self._fault(item, subject) for item in items]
            self.problems += _without_echoes(found)
            return None

    def _fault(self, item: Any, subject: Subject) -> _Fault:
        loc: Path = tuple(item["loc"])
        place = subject.path + loc
        context = item.get("ctx") or {}
        if item["type"] == "extra_forbidden":
            return self._unknown_key(subject, loc)
        if item["type"] == "missing":
            return self._missing(subject, loc)
        if item["type"] == "cvgen":
            place += (context["at"],) if context.get("at") is not None else ()
            code, message, hint = context["code"], context["message"], context["hint"]
            if (needs := context.get("needs")) and needs not in keys_of(_owner(subject, loc)):
                hint = hint.replace(f"`{needs}:", "`note:")
        else:
            code, message, hint = word_error(item, self._name_of(subject, loc))
            hint = hint or _keys_hint(item, subject.keys_at(loc))
        line = context.get("line")
        span = self.source.span_of(place) if line is None else self.source.line_span(place, line)
        return _Fault(self.source.problem(code, message, span, hint), place)

    def _missing(self, subject: Subject, loc: Path) -> _Fault:
        owner = subject.path + loc[:-1]
        name = self._name_of(subject, loc[:-1])
        mapping = self._mapping_with(subject, loc) if owner else None
        hint = hint_on_missing(mapping, subject.keys_at(loc[:-1]))
        span = self.source.key_span_of(owner)
        problem = self.source.problem("E202", f"{name} needs '{loc[-1]}'", span, hint)
        return _Fault(problem, owner, missing=str(loc[-1]))

    def _unknown_key(self, subject: Subject, loc: Path) -> _Fault:
        key, owner = str(loc[-1]), model_at(subject.model, loc[:-1])
        outermost = owner is subject.model
        known, mapping = subject.keys_at(loc[:-1]), self._mapping_with(subject, loc)
        near = self._nearest_key(key, known)
        if issubclass(owner, TextChoice) and near == "language" and not _is_language(key):
            near = None  # `de: …` is a text in German, no misspelt `language`
        hint = (subject.hints or {}).get(key) if outermost else None
        if hint is None and near == "date":
            hint = hint_on_month(key, mapping)
        if hint is None and near:
            hint = f"did you mean '{near}'?"
            if "doi" in known and near == "venue":
                hint += hint_on_type(key, mapping)
        value = mapping.items.get(key) if mapping else None
        if hint is None and isinstance(value, Scalar) and value.is_null:
            hint = hint_on_missing(mapping, known)
            near = "text" if hint and issubclass(owner, TextChoice) else None
        if hint is None and issubclass(owner, TextChoice):
            within = self.source.last_key(subject.path + loc[:-1], 0)
            near, hint = hint_on_text(mapping, within)
        place = subject.label if outermost else _describe_model(owner)
        span = self.source.key_span_of(subject.path + loc)
        hint = hint or f"available: {', '.join(known)}"
        problem = self.source.problem("E201", f"unknown key '{key}' in {place}", span, hint)
        return _Fault(problem, subject.path + loc[:-1], proposed=near)

    def _nearest_key(self, key: str, known: Sequence[str]) -> str | None:
        """The one of ``known`` that ``key`` means, if any; the number of searches is limited."""
        if found := _by_plain(tuple(known)).get(plain(key)) or meaning_of(key, KEYS, known):
            return found
        self._searches += 1
        if self._searches > _MAX_SEARCHES:
            return None
        return nearest(key, known) or _near_synonym(key, known)

    def _name_of(self, subject: Subject, loc: Path) -> str:
        """The last key of ``loc`` that the source has, else the name of the subject."""
        key = self.source.last_key((*subject.path, *loc), len(subject.path))
        return f"'{key}'" if key else subject.label

    def _mapping_with(self, subject: Subject, loc: Path) -> Mapping | None:
        """The mapping that has the key at ``loc``."""
        steps = tuple(step for step in loc[:-1] if step != "choices")
        nodes = (
            self.source.node_at(subject.path + steps[:n]) for n in (len(steps), len(steps) - 1)
        )
        return next((node for node in nodes if isinstance(node, Mapping)), None)


def readable_part(model: type[M], data: object, source: Source) -> M | None:
    """``data`` as a ``model``, without its faulty keys; None if that does not help."""
    if not isinstance(data, dict):
        return None
    faulty: set[object] = set()
    for _ in range(2):
        rest = {key: value for key, value in data.items() if key not in faulty}
        try:
            return model.model_validate(rest, context={LANGUAGE: _language(source)})
        except ValidationError as error:
            faulty = {item["loc"][0] for item in error.errors() if item["loc"]}
    return None


def _language(source: Source) -> str | None:
    """The language that the unchecked CV declares."""
    node = source.node_at(("language",))
    return node.text if isinstance(node, Scalar) else None


def _owner(subject: Subject, loc: Path) -> type[BaseModel]:
    """The model of the date at ``loc``, which may be one of several dates."""
    names = [step for step in loc if isinstance(step, str)]
    return model_at(subject.model, names[:-1])


def _describe_model(owner: type[BaseModel]) -> str:
    if issubclass(owner, TextChoice):
        return "a text"
    if called := getattr(owner, "called", None):
        return str(called)
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in owner.__name__)
    return f"{'an' if words.strip()[0] in 'aeiou' else 'a'}{words}"


def _without_echoes(found: Iterable[_Fault]) -> list[Problem]:
    """One problem for each place; a misspelt key is not reported as missing, too."""
    found = list(found)
    proposed = {(item.owner, item.proposed) for item in found if item.proposed}
    kept: dict[object, Problem] = {}
    for item in found:
        if item.missing is None:
            kept.setdefault((item.problem.file, item.problem.span), item.problem)
        elif (item.owner, item.missing) not in proposed:
            kept.setdefault((item.owner, item.missing), item.problem)
    return list(kept.values())


def _keys_hint(item: Any, keys: Sequence[str]) -> str | None:
    """What to write instead of a value that is not a mapping."""
    if item["type"] not in ("model_type", "model_attributes_type"):
        return None
    key, colon, value = str(item["input"]).partition(":")
    if colon and value.strip() and key.strip() in keys and not value.startswith((" ", "//")):
        return f"a key needs a space after its colon: {key.strip()}: {value.strip()}"
    first = " and ".join(f"`{key}: …`" for key in keys[:2])
    return f"write it as keys: {first}"


@lru_cache(maxsize=64)
def _by_plain(known: tuple[str, ...]) -> dict[str, str]:
    """``known`` by their letters, without case and separators."""
    return {plain(name): name for name in known}


def _is_language(key: str) -> bool:
    """True if ``key`` means the language that a text is in."""
    return is_first_meaning(key, "language", KEYS) or nearest(key, ["language"]) is not None


def _near_synonym(key: str, known: Sequence[str]) -> str | None:
    """The one of ``known`` that has a synonym near to ``key``."""
    usable = [
        word
        for word, names in words_of(KEYS).items()
        if len(word) > _SHORT and any(name in known for name in names)
    ]
    near = nearest(key, usable) if len(key) > _SHORT else None
    return meaning_of(near, KEYS, known) if near else None


@lru_cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a mapping for ``model`` may have, as typed; its own ones first."""
    order: list[str] = []
    for base in model.__mro__:
        if issubclass(base, BaseModel):
            order += [name for name in base.__annotations__ if name in model.model_fields]
    return tuple(model.model_fields[name].alias or name for name in dict.fromkeys(order))


def model_at(model: type[BaseModel], steps: Sequence[str | int]) -> type[BaseModel]:
    """The model for the value below ``steps``, as far as it can be determined."""
    for step in steps:
        model = model if isinstance(step, int) else _model_below(model, step)
    return model


@lru_cache(maxsize=1024)
def _model_below(model: type[BaseModel], step: str) -> type[BaseModel]:
    for name, field in model.model_fields.items():
        inner = models_in(field.annotation)
        if step in (name, field.alias) and inner:
            return inner[0]
    return model


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a value with this annotation may have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in typing.get_args(annotation) for m in models_in(part)]
