"""Puts the English words of the CV format into the language of the CV: `internship`."""

from __future__ import annotations

from typing import TypeVar

from cvgen.locales import Locale
from cvgen.locales.terms import known_term
from cvgen.model.cv import Cv
from cvgen.model.entry import Section
from cvgen.model.fields import Meaning, fields_with
from cvgen.model.marks import StrictModel
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES

M = TypeVar("M", bound=StrictModel)


def with_terms(cv: Cv, locale: Locale) -> Cv:
    """``cv`` with known words in the language of ``locale``; any other text stays as typed."""
    if locale.tag.split("-")[0] == "en":
        return cv
    sections = tuple(_section(section, locale.tag) for section in cv.sections)
    return cv.model_copy(update={"sections": sections})


def _section(section: Section, tag: str) -> Section:
    changed: dict[str, object] = {"entries": tuple(_item(e, tag) for e in section.entries)}
    if not SECTION_TYPES[section.type].kinds:  # else they are values of the format
        changed["group_order"] = tuple(known_term(name, tag) for name in section.group_order)
    return section.model_copy(update=changed)


def _item(item: M, tag: str) -> M:
    """``item`` and the items in it, such as the roles of a position."""
    changed: dict[str, object] = {}
    for name in fields_with(type(item), Meaning.TERM):
        value = getattr(item, name)
        if isinstance(value, Text):
            changed[name] = _text(value, tag)
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, tuple) and value and _is_item(value[0]):
            changed[name] = tuple(_item(one, tag) for one in value)
    return item.model_copy(update=changed) if changed else item


def _is_item(value: object) -> bool:
    return isinstance(value, StrictModel) and not isinstance(value, Text)


def _text(text: Text, tag: str) -> Text:
    """``text`` in the language ``tag``, unless it says that it is in another one."""
    choice = text.choices[0]
    if choice.language:
        return text
    made = choice.model_copy(update={"text": known_term(choice.text, tag)})
    return text.model_copy(update={"choices": (made, *text.choices[1:])})
