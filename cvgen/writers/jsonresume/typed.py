"""Values of a CV as plain data, in the form in which a person types them in YAML."""

from __future__ import annotations

from typing import Any

from cvgen.dates import DateRange, PartialDate
from cvgen.model.bullets import BulletChoice
from cvgen.model.entry import SINGLE, Dated
from cvgen.model.fields import Meaning, meanings_of
from cvgen.model.marks import MARK_KEYS, StrictModel
from cvgen.model.text import Text, TextChoice

Typed = dict[str, Any]
_MARKS = {*MARK_KEYS, "for_"}
_SHOWN_CODES = ("type", "equal", "selected")
"""Fields for the program that belong to the content."""


def typed(model: StrictModel, language: str) -> Typed:
    """The fields of ``model`` that are not empty, without marks.

    ``language`` is the one of the CV. Dates have the keys ``start``, ``end`` and ``expected``, or
    ``date``.
    """
    found: Typed = {}
    for name, meanings in meanings_of(type(model)).items():
        value = getattr(model, name)
        is_code = Meaning.CODE in meanings and name not in _SHOWN_CODES
        if name not in _MARKS and not is_code and value not in (None, (), False):
            found["date" if name in SINGLE else name] = _plain(value, language)
    is_open = "start" in found and "end" not in found and "expected" not in found
    if isinstance(model, Dated) and model.lasts and is_open:
        found["end"] = "present"
    return found


def _plain(value: Any, language: str) -> Any:
    if isinstance(value, Text):
        return _text(value.choices[0], language)
    if isinstance(value, tuple):
        parts = [_plain(part, language) for part in value]
        is_date = len(parts) == 1 and isinstance(value[0], DateRange)
        return parts[0] if is_date else parts
    if isinstance(value, StrictModel):
        made = typed(value, language)
        shorthand = type(value).shorthand
        return made[shorthand] if shorthand and list(made) == [shorthand] else made
    if isinstance(value, PartialDate | DateRange):
        return str(value)
    return value


def _text(choice: TextChoice, language: str) -> Any:
    """The text as typed; a mapping if it has bullets below it or is in another language."""
    more: Typed = {}
    if isinstance(choice, BulletChoice) and choice.items:
        more["items"] = [_text(item.choices[0], language) for item in choice.items]
        if choice.numbered is not None:
            more["numbered"] = choice.numbered
    if choice.language and choice.language != language:
        more["language"] = choice.language
    return {"text": choice.text, **more} if more else choice.text
