"""The reference of the site: every key has a meaning, and an example of each section shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from cvgen.building.validate import keys_of
from cvgen.model.entry import Entry
from cvgen.sections import SECTION_TYPES
from tests.helpers import problems_of
from website.reference import example_of, pages, section_types

ONLY_TEXT = ("bullets", "text")  # an entry is its text
SAME_KEYS = {"volunteering": "experience"}


def keys_in(data: Any) -> Iterator[str]:
    """Every key in ``data``, at any depth."""
    if isinstance(data, dict):
        yield from data
    for inner in (
        data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    ):
        yield from keys_in(inner)


@pytest.mark.parametrize("name", section_types())
def test_an_example_is_a_cv_with_every_key_of_its_section(name: str) -> None:
    assert problems_of(f"name: Ada Example\n{example_of(name)}") == []
    own = {*keys_of(SECTION_TYPES[name].entry)} - {*keys_of(Entry)}
    shown = yaml.safe_load(example_of(SAME_KEYS.get(name, name)))
    assert own - {*keys_in(shown)} - {"text" if name in ONLY_TEXT else ""} == set()


def test_every_key_of_an_entry_has_a_row_with_its_meaning() -> None:
    made = pages()
    for name in section_types():
        for key in {*keys_of(SECTION_TYPES[name].entry)} - {*keys_of(Entry)}:
            table = made[f"{name}.md"].split("\n## ")[1].split("\n### ")[0]
            (row,) = (line for line in table.splitlines() if line.startswith(f"| `{key}` |"))
            assert all(cell.strip() for cell in row.strip("|").split(" | ")), row


def test_a_part_of_an_entry_has_a_table_of_its_own() -> None:
    page = pages()["education.md"]
    assert "| `thesis` | [thesis](#thesis) |" in page
    assert "### Thesis" in page
    assert "| `title` | text | Its title. |" in page.split("### Thesis")[1]
