"""Hidden values are found in the words in which a document prints them."""

from __future__ import annotations

import pytest

from cvgen.dates.parsing import parse_when
from cvgen.hidden.patterns import SearchableText
from cvgen.hidden.value_patterns import leaf_patterns
from cvgen.model.cv import Leaf
from cvgen.model.fields import Meaning


@pytest.mark.parametrize(
    ("tag", "shown"), [("de", "in Begutachtung"), ("fr", "en cours d’évaluation")]
)
def test_a_known_word_is_found_in_the_language_of_the_document(tag: str, shown: str) -> None:
    leaf = Leaf(("x",), "status", frozenset({Meaning.TERM}), "under review")
    text = SearchableText(f"Loom, {shown}, 2020")
    assert any(found.is_in(text) for found in leaf_patterns(leaf, [tag]))
    assert not any(found.is_in(text) for found in leaf_patterns(leaf, ["en"]))


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("en", "7–9 Nov 2023"), ("en-US", "Nov 7–9, 2023"), ("zh", "2023年11月7日–9日")],
)
def test_a_range_of_days_is_found_as_it_is_written(tag: str, shown: str) -> None:
    leaf = Leaf(("x",), "date", frozenset(), parse_when("2023-11-07..2023-11-09"))
    text = SearchableText(f"TideConf, {shown}")
    assert any(found.is_in(text) for found in leaf_patterns(leaf, [tag]))
