"""The validator's own errors in plain words."""

from __future__ import annotations

from typing import Any

from cvgen.locales import tag_called
from cvgen.model.marks import is_by_language

_SHAPES = {str: "a text", list: "a list", tuple: "a list", dict: "a mapping", type(None): "nothing"}
_WANTED = {
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dataclass_type": "a date",
    "dataclass_exact_type": "a date",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
}


def word_error(item: Any, name: str) -> tuple[str, str, str | None]:
    """Code, message and hint for an error of the validator about what ``name`` names."""
    kind, given, context = item["type"], item.get("input"), item.get("ctx") or {}
    if kind in _WANTED:
        shape = _SHAPES.get(type(given), "this")
        return "E203", f"{name} needs {_WANTED[kind]}, not {shape}", _shape_hint(kind, given, name)
    if kind in ("int_parsing", "float_parsing", "int_from_float"):
        hint = f"write digits, as in `{name[1:-1]}: 3`" if name.startswith("'") else None
        return "E206", f"'{given}' is not a whole number", hint
    if kind == "bool_parsing":
        return "E204", f"'{given}' is neither true nor false", "write true or false"
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "at least" if "ge" in context else "at most"
        return "E204", f"{name} is {word} {context.get('ge', context.get('le'))}", None
    if kind in ("enum", "literal_error") and not isinstance(given, str):
        message = f"{name} needs one word, not {_SHAPES.get(type(given), 'this')}"
        return "E203", message, f"write {context.get('expected')}"
    if kind in ("enum", "literal_error"):
        return "E204", f"{name} cannot be '{given}'", f"write {context.get('expected')}"
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
        return "a text with ': ' in it needs quotes: 'Title: subtitle'"
    if kind == "string_type" and isinstance(given, list):
        return "write one text; a text that starts with [ needs quotes"
    if kind in ("model_type", "model_attributes_type") and isinstance(given, list):
        return "remove the '- ' before the keys"
    return None


def _pattern_hint(name: str, given: str) -> str | None:
    if name == "'language'" and (tag := tag_called(given)):
        return f"write `language: {tag}`"
    if name == "'language'":
        return "write a language tag, as in en or pt-BR"
    if name == "'name'":
        return "use small letters, digits, - and _, as in industry-short"
    return None
