"""What a document says about itself: its title, its author and the day of the last update."""

from __future__ import annotations

from typing import Literal

import pytest

from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower
from tests.helpers_cv import cv_of, document_of


@pytest.mark.parametrize(
    ("settings", "how", "updated"),
    [
        ("updated: 2024-01-20", "month", "Updated Jan 2024"),
        ("updated: 2024-01-20", "day", "Updated 20 January 2024"),
        ("updated: 2024", "day", "Updated 2024"),
        ("updated: 2024-01", "off", ""),
        ("", "day", ""),
    ],
)
def test_the_document_says_when_the_cv_was_updated(
    settings: str, how: Literal["off", "month", "day"], updated: str
) -> None:
    cv = cv_of(f"name: A\n{settings}")
    assert lower(cv, Choices(updated=how)).updated == updated


def test_the_title_of_the_document_names_the_person() -> None:
    document = document_of("name: Ada Example")
    assert (document.title, document.language) == ("Ada Example – Curriculum vitae", "en")


def test_a_name_is_typeset_where_it_is_read_and_as_typed_in_metadata() -> None:
    document = document_of('name: Ginevra "Gin" Dall\'Acqua\n')
    assert document.header.name == "Ginevra “Gin” Dall’Acqua"
    assert document.author == 'Ginevra "Gin" Dall\'Acqua'
    assert document.title.startswith(document.author)
