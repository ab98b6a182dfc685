"""The JSON Schema of a CV, for editors: completion, hover texts, errors while typing."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cvgen.bibliography.schema import with_options
from cvgen.building.sections import SectionHead
from cvgen.building.validate import keys_of
from cvgen.errors import CvgenError
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import INCLUDE
from cvgen.themes import Option, load_theme, theme_names

Schema = dict[str, Any]
_BOOLEAN = "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[YyNnTtFf]|[01])$"
_NULL: Schema = {"type": "null"}
_SCALARS = ["string", "number", "boolean"]
_FROM: Schema = {"$ref": "#/$defs/from"}
_PART: Schema = {"$ref": "#/$defs/part"}
_FILE: Schema = {
    "type": "string",
    "pattern": r"\.([Yy][Aa]?[Mm][Ll]|[Bb][Ii][Bb]|[Jj][Ss][Oo][Nn]|[Rr][Ii][Ss])\s*$",
}
PARTS: Schema = {
    "from": {
        "anyOf": [_FILE, {"type": "array", "items": _FILE}],
        "description": "The path of a file, relative to this one, whose content goes here.",
    },
    "part": {"type": "object", "properties": {INCLUDE: _FROM}, "required": [INCLUDE]},
}  # fmt: skip
_HEX: Schema = {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}
_TEXT: Schema = {"type": "string"}
_QUANTITY: Schema = {"type": "string", "pattern": "^ *[0-9.]+ *(mm|cm|in|pt)? *(,[0-9., a-z]*)?$"}
_INNER = ("DateRange", "PartialDate", "Person", "Settings", "SectionHead")


def schema_text(folders: Iterable[Path] = ()) -> str:
    """The JSON Schema of a CV as cvgen prints and writes it, with the themes in ``folders``."""
    schema = cv_schema(options_schema(folders))
    return f"{json.dumps(schema, ensure_ascii=False, separators=(',', ':'))}\n"


def cv_schema(options: Schema | None = None) -> Schema:
    """The JSON Schema (draft 2020-12) of every CV that this version of cvgen accepts.

    It allows `from` in place of any mapping or list, but not of a date or a word. ``options`` is
    the schema of theme options; without it, any are allowed.
    """
    entries = {name: SECTION_TYPES[name].entry for name in SECTION_TYPES.names()}
    models: list[type[BaseModel]] = [Person, Settings, Variant, SectionHead, *entries.values()]
    unique = list(dict.fromkeys(models))
    refs, shared = models_json_schema([(model, "validation") for model in unique])
    by_model = {model: ref for (model, _), ref in refs.items()}
    defs = shared["$defs"]
    for model, ref in by_model.items():
        own_keys_first(resolved(ref, defs), model)
    head = resolved(by_model[SectionHead], defs)
    for name, model in entries.items():
        full, labels = resolved(by_model[model], defs), SECTION_TYPES[name].labels is not None
        defs[f"section-{name}"] = _section(by_model[model], full, head, labels)
    defs["section-publications"] = with_options(defs["section-publications"], head)
    defs["by-type"] = {"type": "object", "allOf": [_if_typed(name) for name in entries]}
    _name_variants_by_key(resolved(by_model[Variant], defs), defs)
    properties = resolved(by_model[Person], defs)["properties"]
    properties |= resolved(by_model[Settings], defs)["properties"]
    defs["options"] = options or {"type": "object"}
    for model in (Settings, Variant):
        resolved(by_model[model], defs)["properties"]["options"] = {"$ref": "#/$defs/options"}
    properties["options"] = {"$ref": "#/$defs/options"}
    properties["variants"] = {"type": "object", "additionalProperties": by_model[Variant]}
    properties["sections"] = {
        "type": "object",
        "description": "Sections by key; their order is the order of the CV.",
        "properties": {name: _known_section(name, list(entries)) for name in entries},
        "additionalProperties": _own_section(list(entries), head),
    }
    defs |= PARTS
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A CV for cvgen",
        "type": "object",
        "properties": properties,
        "required": ["name"],
        "additionalProperties": False,
        "$defs": {name: made for name, made in defs.items() if name not in _INNER},
    }
    return lenient(schema)  # type: ignore[no-any-return]


def _name_variants_by_key(variant: Schema, defs: dict[str, Schema]) -> None:
    """Remove `name` from variants and section rules: their keys name them."""
    variant["required"] = []
    del variant["properties"]["name"]
    rule = defs["SectionRule"]["anyOf"][0]
    rules = {key: made for key, made in rule["properties"].items() if key != "name"}
    defs["rules"] = {"type": "object", "properties": rules, "additionalProperties": False}


def resolved(ref: Schema, defs: dict[str, Schema]) -> Schema:
    """The definition in ``defs`` that ``ref`` refers to."""
    return defs[str(ref["$ref"]).rsplit("/", 1)[1]]


def own_keys_first(made: Schema, model: Any) -> None:
    """Put a model's own keys before its shared ones: editors offer keys in this order."""
    full = made if "properties" in made else made["anyOf"][0]
    full["properties"] = {key: full["properties"][key] for key in keys_of(model)}


def _section(entry: Schema, full: Schema, head: Schema, labels: bool) -> Schema:
    """The schema of a section type: a list of entries, one entry, or a mapping with a head."""
    items = {"anyOf": [{"type": "array", "items": entry}, entry]}
    with_head = {**head, "properties": {**head["properties"], "entries": items}}
    shape = full if "properties" in full else full["anyOf"][0]
    single = {**shape, "properties": {**head["properties"], **shape["properties"]}}
    single["properties"].pop("entries", None)
    forms: list[Schema] = [{"type": "array", "items": entry}, with_head, {"type": "string"}, single]
    if labels:
        forms.append({"type": "object", "not": {"required": ["entries"]}})
        keys = [{"required": [key]} for key in shape["properties"]]
        items["anyOf"].append({"type": "object", "not": {"anyOf": keys}})
    return {"anyOf": forms}


def _own_section(names: list[str], head: Schema) -> Schema:
    """The schema of a custom section, whose `type` sets the keys of its entries."""
    title = head["properties"]["title"]
    properties = {"type": {"type": "string", "enum": names}, "title": title, "entries": {}}
    form = {"type": "object", "properties": properties, "allOf": [{"$ref": "#/$defs/by-type"}]}
    return {"anyOf": [{"type": "string"}, {"type": "array"}, form]}


def _if_typed(name: str) -> Schema:
    is_typed = {"properties": {"type": {"const": name}}, "required": ["type"]}
    return {"if": is_typed, "then": {"$ref": f"#/$defs/section-{name}"}}


def _known_section(name: str, names: list[str]) -> Schema:
    """The section ``name``; a `type` next to `entries` can give it another type."""
    retyped = {"properties": {"type": {"enum": names}}, "required": ["type", "entries"]}
    return {"if": {"type": "object", **retyped}, "then": {"$ref": "#/$defs/by-type"},
            "else": {"$ref": f"#/$defs/section-{name}"}}  # fmt: skip


def lenient(node: Any) -> Any:
    """``node`` with numbers and booleans allowed as text, as in `year: 2021`."""
    if isinstance(node, list):
        return [lenient(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: lenient(value) for key, value in node.items()}
    if made.get("type") == "object":
        _allow_parts(made)
    if any(form.get("type") == "array" for form in made.get("anyOf", ())):
        made["anyOf"].append(_PART)
    made.pop("default", None)
    if isinstance(made.get("title"), str) and "$schema" not in made:
        del made["title"]
    if made.get("type") == "integer":
        return {"anyOf": [made, {"type": "string", "pattern": r"^\s*[0-9]+\s*$"}]}
    if made.get("type") == "boolean":
        return {"anyOf": [made, {"type": "string", "pattern": _BOOLEAN}]}
    fixed = {"enum", "const", "pattern"} & set(made)
    if made.get("type") == "string" and not fixed:
        made["type"] = _SCALARS
        made.pop("minLength", None)
    return made


def _allow_parts(made: Schema) -> None:
    """Allow empty values in a mapping, and some or all of its keys in another file."""
    if "properties" in made:
        made["properties"] = {key: _or_empty(value) for key, value in made["properties"].items()}
    if "additionalProperties" not in made:
        return
    if isinstance(made["additionalProperties"], dict):
        made["additionalProperties"] = _or_empty(made["additionalProperties"])
    own = made.get("properties", {})
    included = {"anyOf": [own[INCLUDE], _FROM]} if INCLUDE in own else _FROM
    made["properties"] = {**own, INCLUDE: included}
    if needed := made.pop("required", None):
        forms = {"anyOf": [{"required": needed}, {"required": [INCLUDE]}]}
        made.update({"allOf": [*made.get("allOf", ()), forms]})


def _or_empty(schema: Schema) -> Schema:
    """``schema``, or no value after the colon, which means not given."""
    kind = schema.get("type")
    if kind == "array":
        return {"anyOf": [schema, _PART, _NULL]}
    if kind is not None and not {"enum", "const"} & set(schema):
        kinds = kind if isinstance(kind, list) else [kind]
        return {**schema, "type": [*(name for name in kinds if name != "null"), "null"]}
    rest = {key: value for key, value in schema.items() if key != "description"}
    if not rest:
        return schema
    forms = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    made = {"anyOf": [*(form for form in forms if form != _NULL), _NULL]}
    return made | ({"description": schema["description"]} if "description" in schema else {})


def options_schema(folders: Iterable[Path] = ()) -> Schema:
    """The options of the bundled themes and those in ``folders``; others are allowed, too."""
    known: dict[str, Schema] = {}
    folders = tuple(folders)
    for name in theme_names(folders):
        with contextlib.suppress(CvgenError):  # a broken theme is reported where it is used
            for option in load_theme(name, folders).options:
                about = {"description": f"{option.about}: {option.allowed}"}
                known.setdefault(option.name, {**about, **_OPTIONS[option.kind](option)})
    return {"type": "object", "properties": known}


def _words(words: Iterable[str]) -> list[Schema]:
    """``words``, and the same in any letter case, which editors do not offer."""
    known = list(words)
    forms = "|".join("".join(_either(char) for char in word) for word in known)
    return [{"enum": known}, {"type": "string", "pattern": f"^({forms})$"}]


def _either(char: str) -> str:
    if char.isalpha():
        return f"[{char.lower()}{char.upper()}]"
    return char if char.isalnum() or char == "-" else f"[{char}]"


def _numbers(option: Option, several: bool) -> Schema:
    number: Schema = {"type": "number", "minimum": option.least, "maximum": option.most}
    one: Schema = {"anyOf": [number, _QUANTITY]}
    several_forms = [{"type": "array", "items": one, "maxItems": 3}] if several else []
    return {"anyOf": [*one["anyOf"], *several_forms]}


_OPTIONS: dict[str, Callable[[Option], Schema]] = {
    "choice": lambda option: {"anyOf": _words(option.choices)},
    "switch": lambda _: {"type": "boolean"},
    "colour": lambda option: {"anyOf": [*_words(name for name, _ in option.names), _HEX]},
    "number": lambda option: _numbers(option, several=False),
    "numbers": lambda option: _numbers(option, several=True),
    "names": lambda _: {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
    "labels": lambda _: {"type": "object", "additionalProperties": _TEXT},
    "file": lambda _: _TEXT,
}
