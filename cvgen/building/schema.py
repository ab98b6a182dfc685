"""The JSON Schema of a CV, for editors: completion, hover texts, errors while typing."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cvgen.building.sections import SectionHead
from cvgen.building.validate import keys_of
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.model.variant import Variant
from cvgen.sections import SECTION_TYPES

Schema = dict[str, Any]
_SCALARS = ["string", "number", "boolean"]
_INNER = ("DateRange", "PartialDate", "Person", "Settings", "SectionHead")


def cv_schema() -> Schema:
    """The schema (draft 2020-12) that every CV this version takes is valid against."""
    entries = {name: SECTION_TYPES[name].entry for name in SECTION_TYPES.names()}
    models: list[type[BaseModel]] = [Person, Settings, Variant, SectionHead, *entries.values()]
    unique = list(dict.fromkeys(models))
    refs, shared = models_json_schema([(model, "validation") for model in unique])
    by_model = {model: ref for (model, _), ref in refs.items()}
    defs = shared["$defs"]
    for model, ref in by_model.items():
        _own_keys_first(_resolved(ref, defs), model)
    head = _resolved(by_model[SectionHead], defs)
    section_of = {}
    for name, model in entries.items():
        key = f"section-{name}"
        defs[key] = _section(by_model[model], head, SECTION_TYPES[name].labels is not None)
        section_of[name] = {"$ref": f"#/$defs/{key}"}
    properties = _resolved(by_model[Person], defs)["properties"]
    properties |= _resolved(by_model[Settings], defs)["properties"]
    properties["variants"] = {"type": "object", "additionalProperties": by_model[Variant]}
    properties["sections"] = {
        "type": "object",
        "description": "Sections by key; their order is the order of the CV.",
        "properties": section_of,
        "additionalProperties": _own_section(section_of, head),
    }
    _resolved(by_model[Variant], defs)["required"] = []
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A CV for cvgen",
        "type": "object",
        "properties": properties,
        "required": ["name"],
        "additionalProperties": False,
        "$defs": {name: made for name, made in defs.items() if name not in _INNER},
    }
    return _lenient(schema)  # type: ignore[no-any-return]


def _resolved(ref: Schema, defs: dict[str, Schema]) -> Schema:
    return defs[str(ref["$ref"]).rsplit("/", 1)[1]]


def _own_keys_first(made: Schema, model: type[BaseModel]) -> None:
    """Put a model's own keys before those it shares with others: editors offer them in order."""
    full = made if "properties" in made else made["anyOf"][0]
    full["properties"] = {key: full["properties"][key] for key in keys_of(model)}


def _section(entry: Schema, head: Schema, labels: bool) -> Schema:
    """A section of one type: a list of entries, or a mapping with a head."""
    items = {"anyOf": [{"type": "array", "items": entry}, entry]}
    full = {**head, "properties": {**head["properties"], "entries": items}}
    forms: list[Schema] = [{"type": "array", "items": entry}, full, {"type": "string"}, entry]
    if labels:
        forms.append({"type": "object"})
    return {"anyOf": forms}


def _own_section(section_of: dict[str, Schema], head: Schema) -> Schema:
    """A section of the person's own: its `type` says what its entries may hold."""
    typed = [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": section,
        }
        for name, section in section_of.items()
    ]
    names = {"type": "string", "enum": list(section_of)}
    return {
        "anyOf": [
            {"type": "string"},
            {"type": "array"},
            {
                "type": "object",
                "properties": {"type": names, "title": head["properties"]["title"], "entries": {}},
                "allOf": typed,
            },
        ]
    }


def _lenient(node: Any) -> Any:
    """``node`` with numbers and booleans let in where a text is: `year: 2021` is one to us."""
    if isinstance(node, list):
        return [_lenient(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _lenient(value) for key, value in node.items()}
    made.pop("default", None)
    if isinstance(made.get("title"), str) and "$schema" not in made:
        del made["title"]
    fixed = {"enum", "const", "pattern"} & set(made)
    if made.get("type") == "string" and not fixed:
        made["type"] = _SCALARS
        made.pop("minLength", None)
    return made


