"""The JSON Schema for editors marks misspelt keys and what cvgen refuses."""

from __future__ import annotations

import pytest

from cvgen.sections import SECTION_TYPES
from tests.helpers import NAME, UNKNOWN, codes, section
from tests.helpers_schema import complaints

_FREE = (
    "facts: ",
    "addresses: {",
    "sections: {languages: {German",
    "sections: {skills: {Tools",
    "birthday",
)
MARKED = [(line, key) for line, key, _ in UNKNOWN if not line.startswith(_FREE)]


@pytest.mark.parametrize(("line", "key"), MARKED, ids=[line for line, _ in MARKED])
def test_an_editor_marks_a_misspelt_key_wherever_labels_are_not_free(line: str, key: str) -> None:
    assert complaints(NAME + line), key


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_an_editor_marks_an_unknown_key_in_every_kind_of_entry(kind: str) -> None:
    assert complaints(section(kind, "- {qqqq: a, date: 2021}"))
    assert complaints(section("own", f"type: {kind}\nentries:\n  - {{qqqq: a, date: 2021}}"))


@pytest.mark.parametrize(
    "text",
    [
        "headline: x\n",
        "- a\n",
        "name: [a]\n",
        NAME + "sections: [a]\n",
        NAME + "variants: [a]\n",
        NAME + "headline: {text: a, visibility: secret}\n",
        NAME + "headline: {text: a, priority: 9}\n",
        NAME + "language: english\n",
        NAME + "sections: {awards: [{awarder: a}]}\n",
        NAME + "sections: {own: {type: awads}}\n",
        NAME + "sections: {awards: [{title: a, times: 1}]}\n",
        NAME + "sections: {publications: [{title: a, selected: perhaps}]}\n",
        NAME + "variants: {mine: {sections: {experience: }}}\n",
        NAME + "variants: {mine: {name: other}}\n",
    ],
)
def test_an_editor_marks_what_cvgen_refuses(text: str) -> None:
    assert codes(text) != []
    assert complaints(text)
