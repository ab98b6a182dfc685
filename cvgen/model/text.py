"""Texts of a CV: a plain value, one with marks, or alternatives; types of texts by meaning."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from cvgen.markup.inline import ALLOWED_SCHEMES, is_safe_url, refused_in
from cvgen.markup.latex import convert_markup
from cvgen.markup.passages import Listed, parts_of
from cvgen.model.fields import Meaning
from cvgen.model.marks import LANGUAGE, MARK_KEYS, Marks, ShortForm, StrictModel, is_by_language
from cvgen.patterns import pattern

_NO_LIST = "put it in `highlights` or in a section of type `bullets`"
_LISTED = pattern(r"^\s*[-*•] ", re.MULTILINE)
DOI = pattern(r"10\.\d{4,9}/\S+")
_CURLY = "“”„‟‘’‚‛«»‹›"
BARE_ADDRESS = pattern(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")
"""An address as people write it, without `https://`."""
_WEB = pattern(r"(https?):?(?://?|(?<=:))", re.IGNORECASE)
_DIGITS = pattern(r"-?\d{1,15}(\.\d{1,6})?")


def problem(
    code: str,
    message: str,
    hint: str | None = None,
    at: str | int | None = None,
    line: int | None = None,
    needs: str | None = None,
) -> PydanticCustomError:
    """An error that keeps its code and hint through the validator.

    It is about the field ``at`` or the line ``line`` (from 0) of its text; ``needs`` is a key in
    the hint that a model may not have.
    """
    found = {"code": code, "message": message, "hint": hint, "at": at, "line": line, "needs": needs}
    return PydanticCustomError("cvgen", "{message}", found)


def _checked_links(text: str) -> str:
    for target in refused_in(text).unsafe if "](" in text else ():
        hint = f"links start with {', '.join(f'{scheme}:' for scheme in ALLOWED_SCHEMES)}"
        raise problem("E207", f"'{target}' is not an address a link may have", hint)
    return text


Markdown = Annotated[str, AfterValidator(_checked_links)]


class TextChoice(Marks):
    """One alternative of a text, with the marks that say who sees it."""

    takes_lists: ClassVar[bool] = False  # True if its lines may contain a list

    text: Markdown = Field(description="The text; inline Markdown is allowed.", min_length=1)
    short: Markdown | None = Field(
        None, description="A shorter form for variants with little space."
    )
    language: str | None = Field(
        None, pattern=f"^{LANGUAGE}$", description="The language of the text, such as pt."
    )

    @model_validator(mode="after")
    def _without_lists(self) -> Any:
        for name in () if self.takes_lists else ("text", "short"):
            text = getattr(self, name) or ""
            for part in parts_of(text) if "\n" in text else ():
                if isinstance(part, Listed):
                    message = "this text cannot contain a list"
                    raise problem("E232", message, _NO_LIST, name, part.line)
        return self


class Text(StrictModel):
    """A text in one or more alternatives; the first that a variant may show is taken."""

    model_config = ConfigDict(defer_build=False)  # each model with a text would build it again
    choices: tuple[TextChoice, ...]

    @model_validator(mode="after")
    def _reachable(self) -> Any:
        for number, choice in enumerate(self.choices[:-1], 1):
            marks = (choice.for_, choice.not_for, choice.visibility, choice.language)
            if not choice.tags and marks == (None,) * 4:
                hint = "these are alternatives: mark the first ones with `for:`, or write one text"
                raise problem("E214", "this alternative is never shown", hint, number)
        return self

    @property
    def text(self) -> str:
        """The first alternative as typed."""
        return self.choices[0].text

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return expand_text(value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        target = handler.resolve_ref_schema(made)
        choice = target["properties"]["choices"]["items"]
        target.clear()
        target["description"] = "A text, a text with marks, or alternatives for several audiences."
        either = {"anyOf": [{"type": "string"}, choice]}
        fields = handler.resolve_ref_schema(choice)["properties"]
        several = {
            "type": "object",
            "patternProperties": {f"^{LANGUAGE}$": either},
            "properties": {key: fields[key] for key in MARK_KEYS},
            "additionalProperties": False,
            "minProperties": 1,
        }
        forms = [{"type": "string"}, choice, {"type": "array", "items": either}, several]
        target["anyOf"] = forms
        return made


def expand_text(value: Any) -> Any:
    """A text in one of its short forms as a mapping of its alternatives."""
    if isinstance(value, dict):
        return {"choices": _by_language(value)}
    if isinstance(value, str):
        return {"choices": [{"text": value}]}
    if value is None:
        raise problem("E208", "the item is empty", "remove it, or quote a text that starts with #")
    if value == []:
        raise problem("E208", "the list is empty", "write a text, or remove the key")
    if isinstance(value, list):
        return {"choices": [{"text": v} if isinstance(v, str) else v for v in value]}
    return value


def _by_language(value: dict[str, Any]) -> list[Any]:
    """A choice for each language of ``value``, or of its ``text``, with the marks beside that."""
    if "text" in value:
        texts: Any = value["text"]
        marks = {key: v for key, v in value.items() if key != "text"}
    else:
        texts = {key: v for key, v in value.items() if is_by_language({key: v})}
        marks = {key: v for key, v in value.items() if key not in texts}
    if not is_by_language(texts):
        return [value]
    return [
        {
            **_in_language(marks, language, texts),
            **(part if isinstance(part, dict) else {"text": part}),
            "language": language,
        }
        for language, part in texts.items()
    ]


def _in_language(marks: dict[str, Any], language: str, texts: dict[str, Any]) -> dict[str, Any]:
    """``marks`` with the short form in ``language``, if it is in several, like ``texts``."""
    short: Any = marks.get("short")
    if not is_by_language(short) or set(short) - set(texts):
        return marks
    return {key: v for key, v in marks.items() if key != "short"} | (
        {"short": short[language]} if language in short else {}
    )


def text_of(value: str) -> Text:
    """``value`` as a :class:`Text` without marks."""
    return Text.model_construct(choices=(TextChoice.model_construct(text=value),))


def _as_items(value: Any) -> Any:
    if isinstance(value, str) and len(_LISTED.findall(value)) > 1:
        raise problem("E203", "a list is needed here, and this is one text", "remove the | or >")
    return [value] if isinstance(value, str | dict) else value


Texts = Annotated[tuple[Text, ...], ShortForm(_as_items)]
"""A list of texts; one text alone is a list of one."""


def straight_hint(value: str) -> str | None:
    """What to write for an address in curly quotes, which YAML reads as part of the text."""
    bare = value.strip(f"{_CURLY} ")
    return f"use straight quotes, or none: {bare}" if bare != value.strip() else None


def _web_hint(scheme: str, rest: str) -> str:
    """What to write for a web address with a mistake after its start."""
    rest = rest.lstrip("/ ")
    if not rest:
        return f"write the name of the host after {scheme}://, as in {scheme}://example.org"
    whole = f"{scheme}://{rest}"
    if any(char.isspace() for char in rest):
        joined = "".join(whole.split())
        return f"an address has no blanks: write {joined}, or %20 where one belongs"
    return f"write {whole}"


def _checked_url(value: str) -> str:
    if is_safe_url(value):
        return value
    if straight := straight_hint(value):
        raise problem("E207", f"'{value}' is not an address", straight)
    hint = f"write https://{value}" if BARE_ADDRESS.fullmatch(value) else None
    if DOI.fullmatch(value):
        hint = f"write https://doi.org/{value}"
    if "@" in value and "://" not in value:
        hint = "put e-mail addresses into `email`"
    if web := _WEB.match(value):
        hint = _web_hint(web[1], value[web.end() :])
    schemes = ", ".join(ALLOWED_SCHEMES)
    raise problem(
        "E207", f"'{value}' is not an address", hint or f"it starts with one of: {schemes}"
    )


Url = Annotated[str, AfterValidator(_checked_url), Meaning.URL]


def _number(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    digits = value.replace(" ", "").replace("_", "").replace("\N{NO-BREAK SPACE}", "")
    parts = digits.split(",")
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        digits = "".join(parts)
    if not _DIGITS.fullmatch(digits):
        raise problem("E206", f"'{value}' is not a number", _number_hint(value, info.field_name))
    return float(digits) if "." in digits else int(digits)


def _number_hint(value: str, field: str | None) -> str:
    if field in ("amount", "total"):
        return "write digits only, as in 546079, and the currency in `currency`"
    found = re.search(r"\d{1,15}", value)
    return f"write digits only, as in `{field}: {found[0] if found else 30}`, the rest in `note`"


Number = Annotated[int | float, BeforeValidator(_number, json_schema_input_type=int | float | str)]
"""A number; 546079, 546,079 and 546 079 are the same."""

Decoded = Annotated[Text, BeforeValidator(convert_markup)]
"""A text in which LaTeX and HTML are read: ``$\\alpha$-Fe$_2$O$_3$``, ``CO<sub>2</sub>``."""
Title = Annotated[Decoded, Meaning.TITLE]
"""The title of a talk, a grant and the like, often pasted with LaTeX or HTML."""
Subject = Annotated[Text, Meaning.TITLE]
"""The subject of an item, in plain words."""
Position = Annotated[Text, Meaning.ROLE]
"""The role of the person: member, chair, investigator."""
Name = Annotated[Text, Meaning.NAME]
"""A name or number that is the same in every language."""
Scale = Annotated[Name, Meaning.COMMON]
"""The best possible grade or score."""
Names = Annotated[Texts, Meaning.NAME]
Organization = Annotated[Text, Meaning.ORGANIZATION]
Unit = Annotated[Text, Meaning.UNIT]
Place = Annotated[Text, Meaning.PLACE]
Location = Annotated[Place, Meaning.COMMON]
"""Where something was; many items of a CV have the same."""
People = Annotated[Texts, Meaning.PEOPLE]
Label = Annotated[Text, Meaning.LABEL]
"""A label of another value: the group of skills, the kind of an address."""
Term = Annotated[Text, Meaning.TERM]
"""A kind or a state: a text, or a word of the format such as `internship` or `to appear`."""
Common = Annotated[Text, Meaning.COMMON]
"""A level, a scale and the like, common to many CVs."""
