"""Messages and hints for the validator's errors, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cvgen.dates.hints import corrected
from cvgen.locales.tags import tag_of
from cvgen.model.entry import SINGLE
from cvgen.model.marks import is_by_language
from cvgen.source.tree import Mapping, Scalar
from cvgen.synonyms import plain

_SHAPES = {str: "a text", list: "a list", tuple: "a list", dict: "a mapping", type(None): "nothing"}
_WANTED = {
    **dict.fromkeys(("tuple_type", "list_type"), "a list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "a mapping"),
    **dict.fromkeys(("dataclass_type", "dataclass_exact_type"), "a date"),
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
}
_COLON_HINT = "a text with ': ' in it needs quotes: 'Title: subtitle'"
_PUBLICATION_TYPES = {
    **dict.fromkeys(("journal", "journaltitle"), "journal"),
    **dict.fromkeys(("booktitle", "conference", "proceedings"), "conference"),
}
_ADDRESS_KEYS = frozenset({
    "address", "city", "country", "countrycode", "postalcode", "region", "state", "street", "town",
    "zip", "zipcode",
})  # fmt: skip


def word_error(item: Any, name: str) -> tuple[str, str, str | None]:
    """Code, message and hint for an error of the validator about the value called ``name``."""
    kind, given, context = item["type"], item.get("input"), item.get("ctx") or {}
    shape = _SHAPES.get(type(given), "this")
    if kind in _WANTED:
        return "E203", f"{name} needs {_WANTED[kind]}, not {shape}", _shape_hint(kind, given, name)
    if kind in ("int_parsing", "float_parsing", "int_from_float"):
        hint = f"write digits, as in `{name[1:-1]}: 3`" if name.startswith("'") else None
        return "E206", f"'{given}' is not a whole number", hint
    if kind == "bool_parsing":
        return "E204", f"'{given}' is neither true nor false", "write true or false"
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "at least" if "ge" in context else "at most"
        return "E204", f"{name} is {word} {context.get('ge', context.get('le'))}", None
    if kind in ("enum", "literal_error"):
        hint = f"write {context.get('expected')}"
        if isinstance(given, str):
            return "E204", f"{name} cannot be '{given}'", hint
        return "E203", f"{name} needs one word, not {shape}", hint
    if kind in ("string_too_short", "too_short"):
        return "E208", f"{name} is empty", "write something, or remove the key"
    if kind == "string_pattern_mismatch":
        return "E204", f"'{given}' cannot be used for {name}", _pattern_hint(name, str(given))
    return "E203", f"{name} cannot have this value", None


def _shape_hint(kind: str, given: object, name: str) -> str | None:
    if name == "'language'":
        return "write one language tag, as in `language: en`; translated texts name theirs"
    if kind in ("tuple_type", "list_type"):
        return "start each item on a line of its own with '- '"
    if kind == "string_type" and is_by_language(given):
        return "write {text: ..., language: de} for each language"
    if kind == "string_type" and isinstance(given, dict):
        return _COLON_HINT
    if kind == "string_type" and isinstance(given, list):
        return "write one text; a text that starts with [ needs quotes"
    if kind in ("model_type", "model_attributes_type") and isinstance(given, list):
        return "remove the '- ' before the keys"
    return None


def _pattern_hint(name: str, given: str) -> str | None:
    if name == "'language'":
        tag = tag_of(given)
        return f"write `language: {tag}`" if tag else "write a language tag, as in en or pt-BR"
    if name == "'name'":
        return "use small letters, digits, - and _, as in industry-short"
    return None


def hint_on_type(key: str, entry: Mapping | None) -> str:
    """The hint to add a `type` to a publication, ``entry``, that has its venue at ``key``."""
    kind = _PUBLICATION_TYPES.get(plain(key))
    return f" Add `type: {kind}`" if kind and entry and "type" not in entry.items else ""


def hint_on_missing(given: Mapping | None, known: Sequence[str]) -> str | None:
    """The hint if the only key of ``given``, where a text is missing, may begin a text."""
    if given is None or len(given.items) != 1:
        return None
    (key, value), = given.items.items()  # fmt: skip
    if key in known:
        return None
    if isinstance(value, Scalar) and value.text:
        return f"if '{key}' is part of a text, put the text in quotes"
    hint = f"if '{key}:' is the text, put it in quotes"
    return f"{hint}, or write items below it" if "items" in known else hint


def hint_on_month(key: str, entry: Mapping | None) -> str | None:
    """The date to write in ``entry``, which has a year and, at ``key``, its month."""
    if plain(key) != "month" or entry is None:
        return None
    year, month = (
        node.text.strip() if isinstance(node, Scalar) else ""
        for node in (next(filter(None, map(entry.items.get, SINGLE)), None), entry.items.get(key))
    )
    month = month.strip(".")
    date = corrected(f"{year}-{month.zfill(2)}" if month.isdecimal() else f"{month} {year}")
    return f"write `date: {date}` in place of both" if date and year.isdecimal() else None


def hint_on_text(given: Mapping | None, name: str | None) -> tuple[str | None, str | None]:
    """The key that ``given`` means, a mapping where ``name`` needs a text, and the hint."""
    items = given.items if given else {}
    if name and items and set(map(plain, items)) <= _ADDRESS_KEYS:
        parts = [part.text for part in items.values() if isinstance(part, Scalar) and part.text]
        return "text", f"write it as one text, as in `{name}: {', '.join(parts)}`"
    if "text" in items:
        return None, None
    if any(is_by_language({key: ""}) for key in items):
        tag = next((tag for key in items if (tag := tag_of(key)) not in (None, *items)), None)
        return None, f"a language is a tag, as in {tag or 'de or pt-BR'}"
    return "text", _COLON_HINT
