"""The JSON Schemas of applications and openings, for editors; they agree with the reader."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from cvgen.applications.application import KINDS, ONLY_FOR, Application, Part
from cvgen.applications.opening import Opening
from cvgen.building.validate import keys_of
from cvgen.model.marks import StrictModel
from cvgen.schema import PARTS, Schema, lenient, options_schema, own_keys_first, resolved
from cvgen.sections import SECTION_TYPES
from cvgen.source.tree import INCLUDE

_NULL: Schema = {"type": "null"}
_POSITIVE: Schema = {"type": "integer", "minimum": 1}
_BY_KEY: dict[str, list[Schema]] = {
    "size": [{"type": "string", "pattern": r"^\s*[0-9]{1,6}(\.[0-9]{1,3})?\s*[kKmMgG]i?B\s*$"}],
    "length": [{"type": "string", "pattern": r"^\s*[0-9]{1,3}(\.[0-9]{1,3})?\s*(pt|mm|cm|in)\s*$"}],
    "limit": [
        _POSITIVE,
        {"type": "string", "pattern": r"^\s*([0-9]{1,6}\s*(-|–|to)\s*)?[0-9]{1,6}\s*$"},
    ],
    "entries": [_POSITIVE, {"const": "all"}],
    "password": [{"enum": ["no", False]}],
}
"""Forms of values that the reader takes apart, by what they are."""
_FORMS = {
    "pages": "limit", "words": "limit", "characters": "limit", "entries": "entries",
    "size": "size", "file_size": "size", "type": "length", "margins": "length",
    "password": "password",
}  # fmt: skip
_SECTION_KEYS = ("title", "name", "for", "entries", "variant", "pages")
_MODELS: dict[str, type[StrictModel]] = {"application": Application, "opening": Opening}
NAMES = tuple(_MODELS)
"""The kinds of files that have a schema, beside CVs."""


def schema_file(name: str) -> str:
    """The name of the file with the schema ``name``, as `cvgen new` writes it."""
    return f"{name}.schema.json"


def schema_text(name: str, folders: Iterable[Path] = ()) -> str:
    """The schema of an ``application`` or ``opening``, with the themes in ``folders``."""
    schema = schema_of(name, options_schema(folders))
    return f"{json.dumps(schema, ensure_ascii=False, separators=(',', ':'))}\n"


def schema_of(name: str, options: Schema | None = None) -> Schema:
    """The JSON Schema (draft 2020-12) of every ``application`` or ``opening`` that is accepted.

    ``options`` is the schema of theme options; without it, any are allowed.
    """
    model = _MODELS[name]
    refs, shared = models_json_schema([(model, "validation")])
    defs: dict[str, Schema] = shared["$defs"]
    del defs["Range"]  # a limit is written as a number or a text
    for one in defs.values():
        _give_forms(one)
    top = resolved(refs[model, "validation"], defs)
    own_keys_first(top, model)
    if model is Application:
        defs["options"] = options or {"type": "object"}
        top["properties"]["options"] = {"$ref": "#/$defs/options"}
        defs["Part"] = _part(defs["Part"])
        send = next(form for form in defs["Send"]["anyOf"] if "properties" in form)
        defs["Send"] = {"anyOf": [send, {"enum": send["properties"]["as"]["enum"]}]}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **top,
        "title": f"An {name} for cvgen",
        "$defs": {key: made for key, made in defs.items() if made is not top} | PARTS,
    }
    return lenient(schema)  # type: ignore[no-any-return]


def _give_forms(definition: Schema) -> None:
    """Replace limits, sizes and lengths by their forms; describe the model in one paragraph."""
    full = definition["anyOf"][0] if "anyOf" in definition else definition
    if "description" in full:
        full["description"] = full["description"].partition("\n\n")[0].replace("\n", " ")
    for key, value in full.get("properties", {}).items():
        if key in _FORMS:
            about = {name: value[name] for name in ("description",) if name in value}
            full["properties"][key] = {"anyOf": [*_BY_KEY[_FORMS[key]], _NULL], **about}


def _given(key: str) -> Schema:
    """The schema of a mapping in which ``key`` has a value."""
    return {"required": [key], "properties": {key: {"not": _NULL}}}


def _part(made: Schema) -> Schema:
    """The schema of a document: one kind, the keys of that kind, and sections by their names."""
    own = {key: made["properties"][key] for key in keys_of(Part)}
    names = [name for name in SECTION_TYPES.names() if name not in own]
    rules: Schema = {
        "type": "object", "additionalProperties": False,
        "properties": {key: own[key] for key in _SECTION_KEYS},
    }  # fmt: skip
    sections: dict[str, Any] = {
        name: {**rules, "description": f"The section `{name}` of the CV."} for name in names
    }
    kinds = {kind: [kind] for kind in KINDS} | {"section": ["section", *names]}
    every = [key for keys in kinds.values() for key in keys]
    only = [
        {"if": _given(key), "then": {"anyOf": [_given(k) for kind in allowed for k in kinds[kind]]}}
        for key, allowed in ONLY_FOR.items()
    ]
    whole = {"oneOf": [_given(key) for key in every], "allOf": only}
    return {
        **made, "properties": {**own, **sections}, "anyOf": [{"required": [INCLUDE]}, whole],
    }  # fmt: skip
