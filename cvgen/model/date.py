"""Dates as fields of a model: typed in English, in figures, or in the language of the CV."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import with_info_plain_validator_function

from cvgen.dates import DateRange, PartialDate, Present
from cvgen.dates.hints import EXPECTED_FORMS, hint_on_remark, is_general
from cvgen.dates.parsing import parse_date, parse_dates, parse_end, parse_start, parse_when
from cvgen.dates.reading import LONGEST, DateError, read_or_none
from cvgen.model.marks import ShortForm
from cvgen.model.text import problem
from cvgen.patterns import pattern

LANGUAGE = "language"
"""The key of the validation context that names the language of the CV."""
_YEAR_END = pattern(r"(?<=\d{4})\s?[.,;]\s*$")
"""Punctuation after a year that was pasted from a reference: ``2019.``"""
_EXAMPLES = ("2021", "2023-09", "2027-Q1", "summer 2015")


def read_typed(parse: Callable[[str], Any], text: str, language: str | None) -> Any:
    """``text``, in English or ``language``, read by ``parse``; DateError with the better hint."""
    text = _YEAR_END.sub("", text)
    try:
        return parse(text)
    except DateError as error:
        if len(text) > LONGEST:
            raise
        return _translated(parse, text, language, error)


def _translated(
    parse: Callable[[str], Any], text: str, language: str | None, error: DateError
) -> Any:
    # The data of languages is not needed where dates are read as they are.
    from cvgen.locales.date_words import date_in_english, hint_on_foreign_status, in_english

    english = in_english(text, language) if language else text
    if english != text:
        try:
            return parse(english)
        except DateError as second:
            if is_general(error):
                message = str(second).replace(f"'{english}'", f"'{text}'")
                error = DateError(message, second.hint, second.key)
    if english == text and is_general(error) and (known := date_in_english(text)):
        raise DateError(str(error), _elsewhere(parse, known, language)) from None
    if is_general(error) and (hint := hint_on_foreign_status(text)):
        raise DateError(str(error), hint, "status") from None
    if is_general(error) and (hint := hint_on_remark(text)):
        raise DateError(str(error), hint) from None
    raise error


def date_in_language(text: str, info: ValidationInfo, language: str | None = None) -> PartialDate:
    """``text`` as a date in ``language``, or in the CV's language. DateError if it is no date."""
    return cast(PartialDate, read_typed(parse_date, text, language or _language(info)))


def _language(info: ValidationInfo) -> str | None:
    return (info.context or {}).get(LANGUAGE)


def _elsewhere(parse: Callable[[str], Any], english: str, language: str | None) -> str:
    """What to write for ``english``, a date that was typed in another language than the CV's."""
    try:
        parse(english)
    except DateError as error:
        return error.hint
    if language is None:
        return f"write {english}, or add the `language` of the CV at its top"
    found = read_or_none(english)
    return f"write {found if found and found.season is None else english}"


class _Typed:
    """A date typed as a text, which ``parse`` reads in one step with the name of its field."""

    def __init__(self, parse: Callable[[str, str], Any], description: str) -> None:
        self.parse = parse
        self.description = description

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return with_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "description": self.description, "examples": [*_EXAMPLES]}

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, dict | list):
            raise problem("E203", "a date is needed here", _shape_hint(info.field_name, value))
        if isinstance(value, str):
            return _validated(self.parse, value, info)
        if isinstance(value, PartialDate | DateRange):
            return value
        raise PydanticKnownError("dataclass_type", {"class_name": "PartialDate"})


def _validated(parse: Callable[[str, str], Any], value: str, info: ValidationInfo) -> Any:
    key = info.field_name or ""
    try:
        return read_typed(lambda text: parse(text, key), value, _language(info))
    except DateError as error:
        raise problem("E205", str(error), error.hint, needs=error.key) from None


def _shape_hint(key: str | None, value: object) -> str:
    if isinstance(value, list) and key in ("start", "end", "expected"):
        return "write one date; for several, use `date`, as in date: [2019, 2021]"
    return EXPECTED_FORMS


_FROM = "A date, as precise as you know it."
Date = Annotated[PartialDate, _Typed(parse_date, _FROM)]
StartDate = Annotated[PartialDate, _Typed(lambda text, _key: parse_start(text), _FROM)]
EndDate = Annotated[
    PartialDate | Present, _Typed(lambda text, _key: parse_end(text), "A date, or `present`.")
]
When = Annotated[DateRange, _Typed(parse_when, "A date, or a range: 2022..2024.")]


def _row(value: Any, info: ValidationInfo) -> Any:
    if value == []:
        raise problem("E208", "the list is empty", "write a date, or remove the key")
    return _validated(parse_dates, value, info) if isinstance(value, str) else value


Whens = Annotated[tuple[When, ...], ShortForm(_row, informed=True)]
"""One date or range, or several: a list, or a text with commas."""
