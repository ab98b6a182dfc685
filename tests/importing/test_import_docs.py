"""The tables of the pages about importing say what the code does."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cvgen.importing import IMPORTERS
from cvgen.importing import resume as jsonresume
from cvgen.importing.readers import linkedin, rendercv
from cvgen.importing.tables import Table
from tests.helpers_docs import ROOT, code_in, rows_of

PAGES: dict[str, Mapping[str, Table]] = {
    "from-jsonresume.md": jsonresume.TABLES,
    "from-rendercv.md": rendercv.TABLES,
    "from-linkedin.md": linkedin.TABLES,
}


def row_of(name: str, table: Table) -> str:
    """The row of a table: their section, ours, and the place of each of their keys."""
    homes: dict[str, str] = {}
    for key, names in table.keys.items():
        homes.setdefault(names[0], key)
    same = [f"`{name}`" for name, key in homes.items() if name == key]
    moved = [f"`{name}` → `{key}`" for name, key in homes.items() if name != key]
    return f"| `{name}` | `{table.section}` | {', '.join([*moved, *same])} |"


@pytest.mark.parametrize("page", PAGES)
def test_each_section_has_its_row(page: str) -> None:
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    for name, table in PAGES[page].items():
        assert row_of(name, table) in lines


def test_every_kind_is_in_the_table() -> None:
    rows = rows_of(ROOT / "docs" / "import.md")
    named = {name for row in rows if len(row) > 1 for name in code_in(row[1])}
    assert set(IMPORTERS.names()) - named == set()
