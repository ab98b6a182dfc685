"""Generates the reference: for each type of section its keys, and an example with its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cvgen.building.validate import keys_of
from cvgen.model.entry import SINGLE, Entry
from cvgen.model.marks import Marks
from cvgen.schema import Schema, cv_schema
from cvgen.sections import SECTION_TYPES

EXAMPLES = Path(__file__).parent / "examples"
_WORDS = {
    "Text": "text",
    "PassageText": "text or list",
    "BulletText": "text",
    "Visibility": "`public`, `personal` or `private`",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
}
"""What readers call a definition or a type of the JSON Schema."""
_LEFT_OUT = ("part", "from")
_SAME_DATES = SINGLE[1:]
_HEAD = "| Key | Value | Meaning |\n|---|---|---|\n"


def section_types() -> list[str]:
    """The types of sections, in alphabetical order."""
    return sorted(SECTION_TYPES.names())


def example_of(name: str) -> str:
    """The YAML of the example of a section type: the key ``sections`` with one section."""
    return (EXAMPLES / f"{name}.yaml").read_text("utf-8")


def pages() -> dict[str, str]:
    """The pages of the reference in Markdown, by file name."""
    definitions = cv_schema()["$defs"]
    made = {f"{name}.md": _section_page(name, Tables(definitions)) for name in section_types()}
    return {"index.md": _overview_page(Tables(definitions)), **made}


def _section_page(name: str, tables: Tables) -> str:
    model = SECTION_TYPES[name].entry
    own = [key for key in keys_of(model) if key not in keys_of(Entry)]
    lines = [
        f"# {name}\n",
        f"{tables.described(model.__name__)}\n",
        ":::{container} example",
        f"```yaml\n{example_of(name)}```\n",
        f"![The example as cvgen prints it](pictures/{name}.png)",
        ":::\n",
        f"## Keys of an entry\n\n{tables.table(model.__name__, own)}",
    ]
    while tables.waiting:
        part = tables.waiting.pop(0)
        lines.append(f"### {part}\n\n{tables.table(part, tables.own_keys(part))}")
    also = "[keys of every entry](index.md#keys-of-every-entry)"
    lines.append(f"An entry may also have the {also}.\n")
    return "\n".join(lines)


def _overview_page(tables: Tables) -> str:
    """The types of sections, and the keys that every entry may have."""
    common = [key for key in keys_of(Entry) if key not in (*keys_of(Marks), *_SAME_DATES)]
    types = "\n".join(section_types())
    return "\n".join(
        [
            "# Sections and their keys\n",
            "This reference is generated from the code of cvgen. The [CV format](../format.md) "
            "explains how everything works together.\n",
            f"```{{toctree}}\n:maxdepth: 1\n{types}\n```\n",
            f"## Keys of every entry\n\n{tables.table('Award', common)}",
            "`year`, `years`, `dates`, `term` and `terms` mean the same as `date`.\n",
            f"## Marks\n\n{tables.table('Award', keys_of(Marks))}",
        ]
    )


class Tables:
    """Writes tables of keys from the definitions of a JSON Schema.

    ``waiting`` are the names of definitions that the tables refer to and that have no table yet.
    """

    def __init__(self, definitions: Schema) -> None:
        self.definitions = definitions
        self.waiting: list[str] = []
        self.seen: set[str] = set()

    def described(self, name: str) -> str:
        """What the definition ``name`` says of itself."""
        return str(self._mapping(name)["description"])

    def own_keys(self, name: str) -> list[str]:
        """The keys of the definition ``name`` without marks, in order."""
        keys = self._mapping(name)["properties"]
        return [key for key in keys if key not in (*keys_of(Marks), *_LEFT_OUT)]

    def table(self, name: str, keys: Iterable[str]) -> str:
        """The table of these ``keys`` of the definition ``name``."""
        self.seen.add(name)
        properties = self._mapping(name)["properties"]
        return _HEAD + "".join(self._row(key, properties[key]) for key in keys)

    def _mapping(self, name: str) -> Schema:
        """The form of the definition ``name`` that is a mapping with known keys."""
        found = self.definitions[name]
        return next(form for form in found.get("anyOf", [found]) if "properties" in form)

    def _row(self, key: str, schema: Schema) -> str:
        words = list(dict.fromkeys(self._words(schema)))
        said = next(_descriptions(schema)).replace("|", r"\|")
        return f"| `{key}` | {' or '.join(words)} | {said} |\n"

    def _words(self, schema: Any) -> Iterator[str]:
        """Each thing that a value may be."""
        for form in schema.get("anyOf", [schema]):
            kind = form.get("type")
            name = form.get("$ref", "").rpartition("/")[2]
            if name in _LEFT_OUT or kind == "null" or "pattern" in form:
                continue
            if name:
                yield _WORDS.get(name) or self._link(name)
            elif kind == "array":
                inner = " or ".join(dict.fromkeys(self._words(form["items"])))
                yield f"list of {inner}" if inner.startswith("[") else "list"
            elif "anyOf" in form:
                yield from self._words(form)
            elif "examples" in form:
                yield "date"
            else:
                yield _WORDS.get(str(kind), "text")

    def _link(self, name: str) -> str:
        if name not in self.seen:
            self.seen.add(name)
            self.waiting.append(name)
        return f"[{name.lower()}](#{name.lower()})"


def _descriptions(schema: Schema) -> Iterator[str]:
    """The descriptions of ``schema``, its own first, then those of its forms."""
    if said := schema.get("description"):
        yield said
    for form in schema.get("anyOf", ()):
        yield from _descriptions(form)
