"""The JSON Schema for editors is complete and documented, and accepts the project's CVs."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cvgen.building.validate import keys_of
from cvgen.model.cv import Settings
from cvgen.model.person import Person
from cvgen.schema import cv_schema, options_schema, schema_text
from cvgen.sections import SECTION_TYPES
from tests.helpers_schema import jsonschema, taken

ROOT = Path(__file__).resolve().parents[2]
FORMAT = ROOT / "docs" / "format.md"


@functools.cache
def schema() -> dict[str, Any]:
    """The schema of a CV with the options of all themes."""
    return cv_schema(options_schema())


@pytest.mark.sweep("cvgen/schema.py", "cvgen/model", "cvgen/sections", keep=0)
def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_definition_is_used_and_every_reference_leads_to_one() -> None:
    text = json.dumps(schema())
    names = set(schema()["$defs"])
    used = set(re.findall(r'"#/\$defs/([^"]+)"', text))
    assert used == names


def test_the_schema_is_the_same_each_time_and_ends_with_a_line() -> None:
    assert schema_text() == schema_text()
    assert json.loads(schema_text()) == schema()
    assert schema_text().endswith("}\n")


def test_every_key_of_a_cv_is_in_the_schema_in_the_order_of_the_model() -> None:
    properties = list(schema()["properties"])
    assert properties[: len(keys_of(Person))] == list(keys_of(Person))
    others = {"sections", "variants", "from"}
    assert set(properties) == {*keys_of(Person), *keys_of(Settings), *others}


def test_every_section_type_is_in_the_schema() -> None:
    sections = schema()["properties"]["sections"]["properties"]
    assert set(sections) == {*SECTION_TYPES.names(), "from"}


def test_every_key_of_the_person_says_what_it_is_for() -> None:
    properties = schema()["properties"]
    assert [key for key in keys_of(Person) if not properties[key].get("description")] == []


def test_a_section_type_that_is_added_is_in_the_schema() -> None:
    SECTION_TYPES.add("prizes", SECTION_TYPES["awards"])
    try:
        assert "prizes" in cv_schema(options_schema())["properties"]["sections"]["properties"]
    finally:
        SECTION_TYPES.remove("prizes")


def examples() -> list[str]:
    """The YAML blocks of the page on the format that are whole CVs."""
    blocks = re.findall(r"```yaml\n(.*?)```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in blocks if block.startswith("name:")]


@pytest.mark.parametrize("text", examples())
def test_the_examples_of_the_documentation_are_taken(text: str) -> None:
    assert taken(text)


def test_the_documentation_has_an_example() -> None:
    assert examples()


def documented(heading: str) -> dict[str, list[str]]:
    """First column → names in backquotes of the rest, of the table below a heading."""
    page = FORMAT.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in page.split("\n") if line.startswith("| `")]
    return {row[0].strip(" `"): re.findall(r"`(\w+)", "|".join(row[1:])) for row in rows}


def test_every_section_type_is_documented() -> None:
    assert set(documented("Sections")) == set(SECTION_TYPES.names())


COMMON = set(keys_of(SECTION_TYPES["bullets"].entry)) - {"text"}


@pytest.mark.parametrize(
    "kind", sorted(set(SECTION_TYPES.names()) - {"volunteering", "bullets", "text"})
)
def test_every_key_of_an_entry_is_documented(kind: str) -> None:
    own = [key for key in keys_of(SECTION_TYPES[kind].entry) if key not in COMMON]
    assert set(own) <= set(documented("Sections")[kind])


def test_every_key_of_the_person_is_documented() -> None:
    page = FORMAT.read_text(encoding="utf-8")
    keys = [*keys_of(Person), *keys_of(Settings), "variants", "sections"]
    assert [key for key in keys if f"`{key}`" not in page] == []


FILES = [
    *sorted((ROOT / "cv_data").glob("*.yaml")),
    *sorted((ROOT / "cvgen" / "new" / "starter" / "cv_data").glob("*.yaml")),
]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_the_cvs_of_the_project_are_taken(path: Path) -> None:
    assert taken(path.read_text(encoding="utf-8"))


def test_the_schema_beside_the_cvs_is_the_one_that_holds() -> None:
    path = ROOT / "cv_data" / "cv.schema.json"
    if path.is_file():
        assert path.read_text(encoding="utf-8") == schema_text()
