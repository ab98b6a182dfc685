"""Messages and hints for the validator's errors, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cvgen.dates.hints import correct_date
from cvgen.locales.tags import tag_of
from cvgen.model.entry import SINGLE
from cvgen.model.marks import is_by_language
from cvgen.source.tree import Mapping, Scalar
from cvgen.synonyms import plain, read_data_file

_SHAPES = {str: "a text", list: "a list", tuple: "a list", dict: "a mapping", type(None): "nothing"}
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
    kind, given = item["type"], item.get("input")
    if kind in ("enum", "literal_error") and not isinstance(given, str):
        kind = "not_a_word"
    texts = {**(item.get("ctx") or {}), "name": name, "given": given}
    texts["shape"] = _SHAPES.get(type(given), "this")
    for kinds, (code, message, hint) in read_data_file(Path(__file__).with_suffix(".yaml")).items():
        if kind in kinds.split():
            hint = _hint_on_value(kind, given, name) or hint.format_map(texts)
            return code, message.format_map(texts), hint or None
    return "E203", f"{name} cannot have this value", None


def _hint_on_value(kind: str, given: object, name: str) -> str | None:
    """A hint that depends on the value, or on its key."""
    if name == "'language'" and kind == "string_pattern_mismatch":
        tag = tag_of(str(given))
        return f"write `language: {tag}`" if tag else "write a language tag, as in en or pt-BR"
    if name == "'name'" and kind == "string_pattern_mismatch":
        return "use small letters, digits, - and _, as in industry-short"
    if name == "'language'" and kind.endswith("_type"):
        return "write one language tag, as in `language: en`; translated texts name theirs"
    if kind == "string_type" and is_by_language(given):
        return "write {text: ..., language: de} for each language"
    if kind == "string_type" and isinstance(given, dict):
        return _COLON_HINT
    if kind == "string_type" and isinstance(given, list):
        return "write one text; a text that starts with [ needs quotes"
    if kind in ("model_type", "model_attributes_type") and isinstance(given, list):
        return "remove the '- ' before the keys"
    if kind in ("int_parsing", "float_parsing", "int_from_float") and name.startswith("'"):
        return f"write digits, as in `{name[1:-1]}: 3`"
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
    date = correct_date(f"{year}-{month.zfill(2)}" if month.isdecimal() else f"{month} {year}")
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
