"""Validation of plain data against a model, its errors as problems with places and hints."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cvgen.building.wording import word_error
from cvgen.errors import Problem, did_you_mean, nearest
from cvgen.model.text import TextChoice
from cvgen.source.tree import Path, Source

M = TypeVar("M", bound=BaseModel)

SYNONYMS = {
    "company": "organization", "employer": "organization", "position": "role", "job": "role",
    "title": "role", "school": "institution", "university": "institution", "major": "area",
    "field": "area", "studyType": "degree", "startDate": "start", "endDate": "end",
    "start_date": "start", "end_date": "end", "from": "start", "to": "end", "until": "end",
    "city": "location", "place": "location", "description": "summary", "bullets": "highlights",
    "points": "highlights", "responsibilities": "highlights", "achievements": "highlights",
    "website": "url", "link": "url", "homepage": "links", "supervisor": "advisors",
    "advisor": "advisors", "author": "authors", "journal": "venue", "conference": "venue",
    "booktitle": "venue", "gpa": "grade", "score": "grade", "label": "headline",
    "keywords": "items", "skills": "items", "fluency": "level", "birthday": "born",
    "birthdate": "born", "date_of_birth": "born", "address": "addresses", "profiles": "links",
    "mail": "email", "telephone": "phone", "mobile": "phone", "profile": "summary",
    "about": "summary", "objective": "summary", "issuer": "awarder", "dates": "date",
    "when": "date", "number": "volume", "name": "title", "visa": "work_authorization",
    "department": "unit", "team": "unit", "group": "unit", "lang": "language",
}  # fmt: skip


def validate(
    model: type[M], plain: object, source: Source, path: Path, found: list[Problem], what: str
) -> M | None:
    """``plain`` as a ``model``; on errors None, and the problems are added to ``found``.

    ``path`` is where ``plain`` stands in ``source``; ``what`` names it in messages.
    """
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=True)
        made = [_problem(item, model, source, path, what) for item in items]
        found += _without_echoes(made, found)
        return None


def _without_echoes(made: list[Problem], found: list[Problem]) -> list[Problem]:
    """``made`` with one problem a place, and no key called missing that is there but misspelt."""
    hints = [problem.hint or "" for problem in (*found, *made) if problem.code == "E201"]
    kept: dict[object, Problem] = {}
    for problem in made:
        key = problem.message.rpartition(" needs ")[2]
        misspelt = key == "'text'" and any("needs quotes" in hint for hint in hints)
        if problem.code == "E202" and (misspelt or any(key in hint for hint in hints)):
            continue
        kept.setdefault((problem.span, problem.message if problem.code == "E202" else ""), problem)
    return list(kept.values())


def _problem(item: Any, model: type[BaseModel], source: Source, path: Path, what: str) -> Problem:
    loc: Path = tuple(item["loc"])
    context = item.get("ctx") or {}
    if item["type"] == "extra_forbidden":
        return _unknown_key(str(loc[-1]), model, source, path + loc, what)
    if item["type"] == "cvgen":
        at = (context["at"],) if context.get("at") else ()
        span = source.span_of((*path, *loc, *at))
        return source.problem(context["code"], context["message"], span, context["hint"])
    if item["type"] == "missing":
        owner = what if len(loc) == 1 else f"'{_last_name(loc[:-1])}'"
        span = source.key_span_of((*path, *loc[:-1]))
        return source.problem("E202", f"{owner} needs '{loc[-1]}'", span, _missing_hint(item))
    code, message, hint = word_error(item, _last_name(loc))
    return source.problem(code, message, source.span_of(path + loc), hint)


def _missing_hint(item: Any) -> str | None:
    given = item.get("input")
    if isinstance(given, dict) and len(given) == 1:
        (key,) = given
        return f"if '{key}' is part of a text, put the text in quotes"
    return None


def _unknown_key(key: str, model: type[BaseModel], source: Source, path: Path, what: str) -> Problem:
    loc = path[-1:] if not path else path
    owner = model_at(model, _inner(loc, source, model))
    known = keys_of(owner)
    hint = did_you_mean(key, known) or synonym(key, known)
    if hint is None and issubclass(owner, TextChoice):
        hint = "a text with ': ' in it needs quotes: 'Title: subtitle'"
    if hint is None:
        hint = f"there are: {', '.join(known)}"
    place = what if owner is model else "this place"
    return source.problem("E201", f"unknown key '{key}' in {place}", source.key_span_of(path), hint)


def synonym(key: str, known: list[str]) -> str | None:
    """The hint for a key that others use for one of ``known``, misspelt or not."""
    usable = {word: own for word, own in SYNONYMS.items() if own in known}
    near = nearest(key, usable)
    return f"did you mean '{usable[near]}'?" if near else None


def _inner(path: Path, source: Source, model: type[BaseModel]) -> Path:
    """The part of ``path`` below ``model``: the longest tail that the model can follow."""
    steps = path[:-1]
    for start in range(len(steps) + 1):
        if _follows(model, steps[start:]):
            return steps[start:]
    return ()


def _follows(model: type[BaseModel], steps: Path) -> bool:
    if not steps:
        return True
    return isinstance(steps[0], str) and steps[0] in keys_of(model)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys a mapping for ``model`` may have, as they are written, its own ones first."""
    order: list[str] = []
    for base in model.__mro__:
        if issubclass(base, BaseModel):
            order += [name for name in base.__annotations__ if name in model.model_fields]
    return [model.model_fields[name].alias or name for name in dict.fromkeys(order)]


def model_at(model: type[BaseModel], steps: Sequence[str | int]) -> type[BaseModel]:
    """The model that the value below ``steps`` is checked against, as far as it can be told."""
    for step in steps:
        if isinstance(step, int):
            continue
        for name, field in model.model_fields.items():
            inner = _models_in(field.annotation)
            if step in (name, field.alias) and inner:
                model = inner[0]
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in typing.get_args(annotation) for m in _models_in(part)]


def _last_name(loc: Sequence[str | int]) -> str:
    """The last key in ``loc`` that the user may know."""
    names = [step for step in loc if isinstance(step, str) and step not in ("choices", "text")]
    return names[-1] if names else "this value"
